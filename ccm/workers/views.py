"""What worker processes do for who is writing a draft: show one record of it in every channel, node by node."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from ccm.preview.board import Board
from ccm.preview.data import ORDER, view_data
from ccm.preview.marked_pdf import MarkedPdf
from ccm.preview.pages import PageRange
from ccm.preview.write import view_of
from ccm.rendering import Rendering
from ccm.workers.drafts import DraftWork, draft_record, draft_release


@dataclass(frozen=True)
class ViewWork:
    """A draft to be looked at: what is forced on its conditions, and which pages of its PDF are pictured."""

    draft: DraftWork
    forced: Mapping[str, bool | int] = field(default_factory=dict)
    pages: PageRange = field(default_factory=lambda: PageRange(limit=8))


def render_view(work: ViewWork) -> bytes:
    """What a person sees of a draft, as JSON (`ccm.api.models.views.Views`).

    Raises FolderError, StoreError, ReleaseError, ChannelError, CompileError and RecordFileError.
    """
    pdf, board = MarkedPdf(), Board(work.forced)
    release = draft_release(work.draft)
    rendering = Rendering(release, work.draft.channels, pdf.renderer_of, board)
    record = draft_record(work.draft, release.template.samples)
    rendered = rendering.render(record, work.draft.locale)
    view = view_of(work.draft.sample or "", rendered, rendering.channels, pdf.areas)
    data = view_data(view, work.pages)
    channels = {one["channel"]: one for one in data.pop("channels")}
    others = [one for channel, one in channels.items() if channel not in ORDER]
    named = {channel: channels.get(channel) for channel in ORDER}
    conditions = [asdict(one) for one in board.decided()]
    return json.dumps({**data, **named, "others": others, "conditions": conditions}, ensure_ascii=False).encode()
