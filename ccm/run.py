"""A file of customers' data through a release: every record rendered and written, no bad one stopping a good."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ccm.library import Library
from ccm.outputs import folder_name, write_record
from ccm.release import seal_draft
from ccm.rendering import Rendered, Rendering
from ccm.sources.record import Record, SourceFault
from ccm.sources.registry import open_source
from renderers import registry
from renderers.base import Finding, Renderer


@dataclass(frozen=True)
class Outcome:
    """What became of one record: `where` it stands in the data, the folder it was written to, what went wrong."""

    where: str
    folder: Path | None = None
    rendered: Rendered | None = None
    errors: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding of the record's artifacts, with its channel."""
        if self.rendered is None:
            return ()
        return tuple(
            (channel, finding) for channel, artifact in self.rendered.artifacts.items() for finding in artifact.findings
        )


def render_records(
    rendering: Rendering,
    records: Iterator[Record | SourceFault],
    out: Path,
    *,
    locale: str | None = None,
    limit: int | None = None,
) -> Iterator[Outcome]:
    """Render up to `limit` records into folders of `out`, one outcome each, in the order of the data.

    Raises CompileError (the release), OutputError (the place) and SourceError (the file cannot be read on).
    """
    written: dict[str, str] = {}
    for record in islice(records, limit):
        if isinstance(record, SourceFault):
            yield Outcome(record.where, errors=(record.message,))
            continue
        rendered = rendering.render(record.data, locale)
        errors = tuple(f"{record.where}: {sentence}" for sentence in problems(rendered))
        if rendered.document is None:
            yield Outcome(record.where, rendered=rendered, errors=errors)
            continue
        name = folder_name(rendered.key)
        if name in written:
            yield Outcome(record.where, rendered=rendered, errors=(
                f"{record.where}: its key {rendered.key!r} is also that of {written[name]}, so it was not written; "
                "give every record a key of its own",))  # fmt: skip
            continue
        written[name] = record.where
        folder = write_record(out, rendering.release, record.data, rendered)
        yield Outcome(record.where, folder, rendered, errors)


def problems(rendered: Rendered) -> list[str]:
    """What is wrong with a record, a sentence each, naming path or channel."""
    sentences = [f"{path}: {message}" for path, message in rendered.faults]
    for channel, findings in rendered.failures.items():
        sentences += [
            f"{channel}: {finding.path or 'document'}: {finding.message}"
            for finding in findings
            if finding.severity == "error"
        ]
    return sentences


def open_rendering(
    library: Path,
    template: str,
    channels: Iterable[str] | None,
    renderer_of: Callable[[str], Renderer] = registry.renderer,
) -> Rendering:
    """Make a template of `library` ready to render, plug-in channels included.

    Raises LibraryError, FolderError, ReleaseError, RegistryError and ChannelError.
    """
    shelf = Library(library)
    registry.load_plugins()
    return Rendering(seal_draft(shelf.template(template), shelf), channels, renderer_of)


def render_file(
    rendering: Rendering,
    data: Path,
    out: Path,
    *,
    kind: str | None = None,
    locale: str | None = None,
    limit: int | None = None,
) -> Iterator[Outcome]:
    """Render the records of a data file; see `render_records`. `kind` is guessed when None."""
    yield from render_records(rendering, open_source(data, kind), out, locale=locale, limit=limit)
