"""A file of customers' data through a release: every record rendered and written, no bad one stopping a good."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ccm.library import Library
from ccm.manifest import joined, manifest_bytes, own_manifest, shared_bytes, shared_manifest
from ccm.outputs import folder_name, output_files, write_folder
from ccm.record_file import RECORD
from ccm.release import Release, seal_draft
from ccm.rendering import Rendered, Rendering
from ccm.sources.record import Record, SourceFault
from ccm.sources.registry import open_source
from content_blocks.document import Document
from renderers import registry
from renderers.base import Finding, Renderer

if TYPE_CHECKING:  # rendering drafts needs no database
    from ccm.archive.archive import Archive
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


@dataclass(frozen=True)
class Ready:
    """A record that was rendered, with its files and its own part of the manifest, before it is kept and written."""

    where: str
    rendered: Rendered
    document: Document
    files: dict[str, bytes]
    own_manifest: dict[str, object]
    errors: tuple[str, ...]

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that the manifest speaks of."""
        return tuple(sorted({*self.rendered.artifacts, *self.rendered.failures}))


Keep = Callable[[Release, Sequence[Ready]], None]
"""Keeps what was rendered of a release in the archive, or raises what stops the rendering."""

# A text message takes half a millisecond to render and many of that to keep alone, so they are kept together.
_AT_ONCE = 200
_AT_MOST_SECONDS = 1.0


def render_records(
    rendering: Rendering,
    records: Iterator[Record | SourceFault],
    out: Path,
    *,
    locale: str | None = None,
    limit: int | None = None,
    keep: Keep | None = None,
) -> Iterator[Outcome]:
    """Render up to `limit` records into folders of `out`, one outcome each, in the order of the data.

    Nothing of a record is written to `out` before `keep`, which the archive is reached by, has kept it.
    Raises CompileError (the release), OutputError (the place), SourceError (the file cannot be read on), and what
    `keep` raises.
    """
    waiting: list[Outcome | Ready] = []
    since = time.monotonic()
    for made in _rendered(rendering, islice(records, limit), locale):
        waiting.append(made)
        if keep is None or len(waiting) >= _AT_ONCE or time.monotonic() - since >= _AT_MOST_SECONDS:
            yield from _written(rendering.release, waiting, out, keep)
            waiting, since = [], time.monotonic()
    yield from _written(rendering.release, waiting, out, keep)


def _rendered(
    rendering: Rendering, records: Iterable[Record | SourceFault], locale: str | None
) -> Iterator["Outcome | Ready"]:
    """Each record, ready to be written, or the outcome that it cannot be."""
    seen: dict[str, str] = {}
    for record in records:
        if isinstance(record, SourceFault):
            yield Outcome(record.where, errors=(record.message,))
            continue
        rendered = rendering.render(record.data, locale)
        errors = tuple(f"{record.where}: {sentence}" for sentence in problems(rendered))
        if rendered.document is None:
            yield Outcome(record.where, rendered=rendered, errors=errors)
            continue
        name = folder_name(rendered.key)
        if name in seen:
            yield Outcome(record.where, rendered=rendered, errors=(
                f"{record.where}: its key {rendered.key!r} is also that of {seen[name]}, so it was not written; "
                "give every record a key of its own",))  # fmt: skip
            continue
        seen[name] = record.where
        files = output_files(record.data, rendered)
        own = own_manifest(record.data, rendered, files)
        yield Ready(record.where, rendered, rendered.document, files, own, errors)


def _written(release: Release, waiting: "list[Outcome | Ready]", out: Path, keep: Keep | None) -> Iterator[Outcome]:
    """The outcomes of what waits: kept, where it is to be, and then written."""
    if keep is not None:
        keep(release, [one for one in waiting if isinstance(one, Ready) and one.rendered.artifacts])
    for one in waiting:
        if isinstance(one, Outcome):
            yield one
            continue
        content = joined(one.own_manifest, shared_manifest(release, one.channels))
        folder = write_folder(out, one.rendered.key, one.files, manifest_bytes(content))
        yield Outcome(one.where, folder, one.rendered, one.errors)


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


def keeping(database: "Database", archive: "Archive") -> Keep:
    """Keep everything that is rendered in `archive`, with its rows in `database`."""
    from ccm.archive.keeping import entry_of, keep

    def keep_all(release: Release, made: Sequence[Ready]) -> None:
        keep(database, archive, [
            entry_of(
                one.document, one.rendered.artifacts, record=one.files[RECORD], own_manifest=one.own_manifest,
                release=release.digest,
                shared=archive.keep_shared(shared_bytes(shared_manifest(release, one.channels))),
            )
            for one in made
        ])  # fmt: skip

    return keep_all


def render_file(
    rendering: Rendering,
    data: Path,
    out: Path,
    *,
    kind: str | None = None,
    locale: str | None = None,
    limit: int | None = None,
    keep: Keep | None = None,
) -> Iterator[Outcome]:
    """Render the records of a data file; see `render_records`. `kind` is guessed when None."""
    yield from render_records(rendering, open_source(data, kind), out, locale=locale, limit=limit, keep=keep)
