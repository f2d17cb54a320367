"""What worker processes do for who is writing a draft: show one record of it in every channel, node by node."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from ccm.preview.board import Board, Decided
from ccm.preview.data import ORDER, view_data
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.pages import PageRange
from ccm.preview.view import View
from ccm.preview.write import view_of
from ccm.record_file import record_bytes
from ccm.release import Release
from ccm.rendering import Rendering
from ccm.workers.drafts import DraftWork, draft_record, draft_release
from ccm.workers.recent import Recent


@dataclass(frozen=True)
class ViewWork:
    """A draft to be looked at: what is forced on its conditions, and which pages of its PDF are pictured."""

    draft: DraftWork
    forced: Mapping[str, bool | int] = field(default_factory=dict)
    pages: PageRange = field(default_factory=lambda: PageRange(limit=8))


# Who turns the pages of a long letter is not to wait until it is laid out anew for each.
_laid_out: Recent[tuple[View, tuple[Decided, ...]]] = Recent(2)


def render_view(work: ViewWork) -> bytes:
    """What a person sees of a draft, as JSON (`ccm.api.models.views.Views`).

    Raises FolderError, StoreError, ReleaseError, ChannelError, CompileError and RecordFileError.
    """
    release = draft_release(work.draft)
    record = draft_record(work.draft, release.template.samples)
    looked = Looked(work.draft.sample or "", work.draft.locale, work.draft.channels, work.pages)
    return views_of(release, record, looked, work.forced)


@dataclass(frozen=True)
class Looked:
    """How a release is looked at: the name of the record, the language, the channels and which pages of the PDF."""

    name: str
    locale: str | None
    channels: tuple[str, ...] | None
    pages: PageRange


def views_of(release: Release, record: object, looked: Looked, forced: Mapping[str, bool | int]) -> bytes:
    """What a person sees of `record` with `release`, as JSON. Raises ChannelError, CompileError and RecordFileError."""
    if "pdf" in (looked.channels or release.template.definition.channels):
        key = (release.digest, record_bytes(record), looked.name, looked.locale, looked.channels, repr(forced))
        view, decided = _laid_out.get(key, lambda: _viewed(release, record, looked, forced))
    else:
        view, decided = _viewed(release, record, looked, forced)
    data = view_data(view, looked.pages)
    by_channel = {one["channel"]: one for one in data.pop("channels")}
    named = {channel: by_channel.pop(channel, None) for channel in ORDER}
    conditions = [asdict(one) for one in decided]
    whole = {**data, **named, "others": list(by_channel.values()), "conditions": conditions}
    return json.dumps(whole, ensure_ascii=False).encode()


def _viewed(
    release: Release, record: object, looked: Looked, forced: Mapping[str, bool | int]
) -> tuple[View, tuple[Decided, ...]]:
    pdf, board = MarkedPdf(), Board(forced)
    rendering = Rendering(release, looked.channels, pdf.renderer_of, board)
    rendered = rendering.render(record, looked.locale)
    return view_of(looked.name, rendered, rendering.channels, pdf.areas), board.decided()
