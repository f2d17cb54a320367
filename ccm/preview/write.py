"""``ccm preview``: records, or a template's samples, in every language and channel, on one page."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ccm.outputs import write_page
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.page import preview_page
from ccm.preview.view import NodeArea, View
from ccm.rendering import Rendered, Rendering, locales_of
from ccm.run import draft_rendering, problems
from ccm.sources.record import SourceFault
from ccm.sources.registry import open_source
from renderers.base import Finding


def write_preview(
    library: Path, template: str, out: Path, *, data: Path | None = None, kind: str | None = None, limit: int = 5
) -> tuple[str, ...]:
    """Write the page to `out` and return what is wrong with its records, a sentence each.

    Shows up to `limit` records of `data`, or the template's samples when it is None, each in every language of
    the template. Raises the errors of `ccm.run.draft_rendering`, CompileError, SourceError and OutputError.
    """
    pdf = MarkedPdf()
    rendering = draft_rendering(library, template, None, pdf.renderer_of)
    views: list[View] = []
    wrong: list[str] = []
    for name, record in _records(rendering, data, kind, limit):
        if isinstance(record, SourceFault):
            wrong.append(record.message)
            continue
        for locale in locales_of(rendering, record):
            rendered = rendering.render(record, locale)
            views.append(view_of(name, rendered, rendering.channels, pdf.areas))
            wrong.extend(f"{name}, {locale}: {sentence}" for sentence in problems(rendered))
    write_page(out, preview_page(views, rendering.release.template.definition.title))
    return tuple(wrong)


def view_of(name: str, rendered: Rendered, channels: tuple[str, ...], areas: tuple[NodeArea, ...]) -> View:
    """A rendered record as the preview shows it; one that could not be composed fails in every channel."""
    faults = tuple(Finding(path, "record.fault", "error", message) for path, message in rendered.faults)
    failures = dict.fromkeys(channels, faults) if faults else dict(rendered.failures)
    return View(
        record=rendered.key or name,
        locale=rendered.locale,
        artifacts=rendered.artifacts,
        failures=failures,
        areas=areas,
        document=rendered.document,
    )


def _records(rendering: Rendering, data: Path | None, kind: str | None, limit: int) -> Iterator[tuple[str, object]]:
    if data is None:
        yield from islice(rendering.release.template.samples.items(), limit)
        return
    for record in islice(open_source(data, kind), limit):
        yield record.where, record if isinstance(record, SourceFault) else record.data
