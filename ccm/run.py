"""A file of customers' data through a release: every record rendered and written, no bad one stopping a good."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ccm.library import Library
from ccm.outputs import folder_name, write_record
from ccm.release import seal_draft
from ccm.rendering import Rendered, Rendering
from ccm.sources.record import Record, SourceFault
from ccm.sources.registry import open_source
from renderers import registry
from renderers.base import Finding, Renderer

if TYPE_CHECKING:  # rendering drafts needs no database
    from ccm.db.session import Database
    from ccm.governance.acting import Acting


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


def draft_rendering(
    library: Path,
    template: str,
    channels: Iterable[str] | None,
    renderer_of: Callable[[str], Renderer] = registry.renderer,
) -> Rendering:
    """Make a template of the folder `library` ready to render as a draft, plug-in channels included.

    Raises LibraryError, FolderError, ReleaseError, RegistryError and ChannelError.
    """
    shelf = Library(library)
    registry.load_plugins()
    return Rendering(seal_draft(shelf.template(template), shelf), channels, renderer_of)


def release_rendering(
    database: "Database", acting: "Acting", template: str, day: date, channels: Iterable[str] | None
) -> Rendering:
    """Make the release of `template` that is in force on `day` ready to render for customers, and say so in the log.

    Raises ForbiddenError unless the person may render it, NotSendableError when nothing of it may be sent,
    ReleaseDamagedError, RegistryError and ChannelError.
    """
    from approval.audit import AuditSubject
    from ccm.governance.acting import record
    from ccm.people.store import PeopleStore
    from ccm.release_store import ReleaseStore
    from ccm.sending import release_in_force

    registry.load_plugins()
    with database.writing() as session:
        PeopleStore(session).require(acting.person, "render", "template", template)
        rendering = Rendering(release_in_force(session, template, day), channels)
        stored = ReleaseStore(session).find(rendering.release.digest)
        subject = AuditSubject("release", stored.template, stored.number, stored.digest)
        record(session, acting, "render", subject, f"as on {day} by {', '.join(rendering.channels)}")
    return rendering


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
