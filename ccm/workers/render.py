"""What worker processes do: render a record from a release, and render drafts.

A process opens a release once, whatever has to be asked about it is asked by those who give the work; it keeps the
programs of the releases it was asked for last.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import make_url

from ccm.db.session import Database
from ccm.manifest import own_manifest, shared_bytes, shared_manifest
from ccm.outputs import output_files
from ccm.record_file import read_record
from ccm.rendering import Rendered, Rendering
from ccm.sending import release_pinned
from content_blocks.digest import digest_bytes
from renderers import registry
from renderers.base import Finding, Part

MAX_RENDERINGS = 16


@dataclass(frozen=True)
class RenderWork:
    """A record (``data.json``) to be rendered from the release of this digest; all its channels when None."""

    release: str
    record: bytes
    channels: tuple[str, ...] | None
    locale: str | None


@dataclass(frozen=True)
class Made:
    """What became of a record: its parts by channel, what was found, and the two parts of its manifest.

    Without a document there are `faults`, as (path, sentence), and nothing else.
    """

    key: str
    locale: str
    issued: date | None
    customer: str
    period: str
    parts: tuple[tuple[str, Part], ...]
    findings: Mapping[str, tuple[Finding, ...]]
    failures: Mapping[str, tuple[Finding, ...]]
    facts: Mapping[str, Mapping[str, str | int]]
    faults: tuple[tuple[str, str], ...]
    own: Mapping[str, object]
    shared: bytes
    shared_digest: str


_database: Database | None = None
_renderings: OrderedDict[tuple[str, tuple[str, ...] | None], Rendering] = OrderedDict()
_shared: dict[tuple[str, tuple[str, ...]], tuple[bytes, str]] = {}


def open_worker(database: str) -> None:
    """Open what this process works with; nothing, when no address is given."""
    global _database
    registry.load_plugins()
    _database = Database(make_url(database)) if database else None


def opened() -> Database:
    """The database of this process."""
    if _database is None:
        raise RuntimeError("this process was given no database")
    return _database


def render_release(work: RenderWork) -> Made:
    """Render a record from a release.

    Raises NotSendableError when the release was recalled, ReleaseNotFoundError, ReleaseDamagedError, ChannelError,
    CompileError and OutputError.
    """
    rendering = _rendering(work)
    record = read_record(work.record)
    return made(rendering, record, rendering.render(record, work.locale), work.record)


def made(rendering: Rendering, record: object, rendered: Rendered, body: bytes) -> Made:
    """What was rendered, with its manifest, as it goes back to who asked."""
    document = rendered.document
    files = output_files(record, rendered) if document is not None else {}
    channels = tuple(sorted({*rendered.artifacts, *rendered.failures}))
    shared, digest = _shared_of(rendering, channels)
    return Made(
        key=rendered.key,
        locale=rendered.locale,
        issued=document.issued if document else None,
        customer=document.customer if document else "",
        period=document.period if document else "",
        parts=tuple((channel, part) for channel, artifact in rendered.artifacts.items() for part in artifact.parts),
        findings={channel: artifact.findings for channel, artifact in rendered.artifacts.items()},
        failures=dict(rendered.failures),
        facts={channel: dict(artifact.facts) for channel, artifact in rendered.artifacts.items()},
        faults=rendered.faults,
        own=own_manifest(record, rendered, files) if document is not None else {},
        shared=shared,
        shared_digest=digest,
    )


def _rendering(work: RenderWork) -> Rendering:
    """The release made ready for these channels; what was used longest ago makes room."""
    wanted = (work.release, work.channels)
    if wanted in _renderings:
        _renderings.move_to_end(wanted)
        return _renderings[wanted]
    release = next((one.release for (digest, _), one in _renderings.items() if digest == work.release), None)
    if release is None:
        with opened().reading() as session:
            release = release_pinned(session, work.release)
    rendering = _renderings[wanted] = Rendering(release, work.channels)
    while len(_renderings) > MAX_RENDERINGS:
        _renderings.popitem(last=False)
    return rendering


def _shared_of(rendering: Rendering, channels: tuple[str, ...]) -> tuple[bytes, str]:
    key = (f"{rendering.release.digest} {rendering.release.name}", channels)
    if rendering.release.status == "draft":
        return b"", ""
    if key not in _shared:
        while len(_shared) >= MAX_RENDERINGS:
            _shared.pop(next(iter(_shared)))
        body = shared_bytes(shared_manifest(rendering.release, channels))
        _shared[key] = (body, digest_bytes(body))
    return _shared[key]
