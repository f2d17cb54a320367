"""Drafts of templates, blocks and brands: read, saved on top of what somebody saw, published, discarded.

The ETag of a draft is its revision; while there is none it is ``"0"``, and a draft that is saved on that begins one.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Response

from ccm.api.content_kinds import Key, draft_etag, on_each, seen_revision
from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.looking import Looking, Trying
from ccm.api.models.common import Why
from ccm.api.models.content import Content, bodies
from ccm.api.models.subjects import (
    DraftNoteShown,
    DraftSaved,
    DraftShown,
    EditedShown,
    NewDraft,
    Publishing,
    WritingShown,
)
from ccm.api.paging import Listing
from ccm.content.draft_files import change_files
from ccm.content.summaries import drafts_under_way
from ccm.governance import editing
from ccm.governance.books import Books
from ccm.governance.drafts import draft_of
from content_blocks.drafts import Draft
from content_blocks.subject_rows import ContentKind

router = APIRouter()

File = Annotated[
    Content,
    Body(
        openapi_examples={"a text": {"value": {"text": "# Notes"}}, "an image": {"value": {"base64": "iVBORw0KGgo="}}}
    ),
]
FilePath = Annotated[str, Path(max_length=200, examples=["locales/it.po"], description="The path in the folder.")]


@router.get("/v1/drafts", tags=["drafts"], dependencies=[scoped("view")])
def list_drafts(session: Looking, page: Page) -> Listing[WritingShown]:
    """List every draft there is, by kind and key: of templates, blocks and brands, new ones among them."""
    cut = page.cut(drafts_under_way(session), lambda one: f"{one.kind} {one.note.key}")
    return Listing(items=[WritingShown.of(one) for one in cut.items], next=cut.next)


@on_each(router, "GET", "/draft", dependencies=[scoped("view")], response_model_exclude_none=True)
def show_content_draft(kind: ContentKind, key: Key, session: Looking, response: Response) -> DraftShown:
    """The draft with its files."""
    draft = draft_of(session, kind, key)
    response.headers["ETag"] = draft_etag(draft.revision)
    return DraftShown.of_draft(draft)


@on_each(router, "PUT", "/draft", dependencies=[scoped("edit")])
def save_content_draft(
    kind: ContentKind, key: Key, asked: NewDraft, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> DraftSaved:
    """Save the draft whole, on top of the one that was seen. Nothing that is sent changes by it."""
    revision = seen_revision(session, caller, kind, key, seen)
    draft = editing.save_draft(session, caller, kind, key, bodies(asked.files), revision, asked.base)
    return saved(session, kind, draft, response)


@on_each(router, "PUT", "/draft/files/{path:path}", dependencies=[scoped("edit")])
def save_content_file(
    kind: ContentKind, key: Key, path: FilePath, asked: File, session: Trying, caller: Caller, seen: IfMatch,
    response: Response,
) -> DraftSaved:  # fmt: skip
    """Save one file of the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, kind, key, seen)
    draft = change_files(session, caller, kind, key, revision, {path: asked.body})
    return saved(session, kind, draft, response)


@on_each(router, "DELETE", "/draft/files/{path:path}", dependencies=[scoped("edit")])
def take_out_content_file(
    kind: ContentKind, key: Key, path: FilePath, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> DraftSaved:
    """Take one file out of the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, kind, key, seen)
    draft = change_files(session, caller, kind, key, revision, {path: None})
    return saved(session, kind, draft, response)


@on_each(router, "POST", "/draft/publish", dependencies=[scoped("edit"), idempotent])
def publish_content_draft(
    kind: ContentKind, key: Key, asked: Publishing, session: Trying, caller: Caller, seen: IfMatch
) -> EditedShown:
    """Make the draft the newest version, read as strictly as a folder. It is approved like any other."""
    revision = seen_revision(session, caller, kind, key, seen)
    return EditedShown.of(editing.publish(session, caller, kind, key, revision, asked.message))


@on_each(router, "DELETE", "/draft", dependencies=[scoped("edit")])
def discard_content_draft(
    kind: ContentKind, key: Key, session: Trying, caller: Caller, seen: IfMatch,
    why: Annotated[Why, Query(examples=["Not needed any more"])] = "",
) -> DraftNoteShown:  # fmt: skip
    """Discard the draft, and answer with what it was. Who saved it stays on record."""
    revision = seen_revision(session, caller, kind, key, seen)
    return DraftNoteShown.model_validate(editing.discard_draft(session, caller, kind, key, revision, why))


def saved(session: Trying, kind: ContentKind, draft: Draft, response: Response) -> DraftSaved:
    """The answer to whoever saved a draft."""
    note = Books(session).content(kind).draft_note(draft.key)
    assert note is not None  # noqa: S101 - it was saved in this transaction
    response.headers["ETag"] = draft_etag(note.revision)
    return DraftSaved.of_note(note)
