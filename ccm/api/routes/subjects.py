"""Templates, blocks and brands: what there is, and what is done to one as a whole."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ccm.api.content_kinds import KINDS, Key, Of, check_seen, on_each, subject_etag, which_of
from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.subjects import (
    ContentSummary,
    DefinitionShown,
    EditedShown,
    Retired,
    Retiring,
    RollingBack,
)
from ccm.api.paging import Listing
from ccm.content.reading import content_of, contract_data, definition_data, state_of
from ccm.content.summaries import Summaries
from ccm.governance import editing
from content_blocks.subject_rows import ContentKind
from templates_repo.template import Template

router = APIRouter()

RetiredToo = Annotated[bool, Query(description="What is retired too.")]
Standings = Annotated[bool, Query(description="What the approval of each is worth, too.")]


def _list(kind: ContentKind, session: Looking, page: Page, retired: bool, standing: bool) -> Listing[ContentSummary]:
    found = Summaries(session, kind, retired=retired, standings=standing)
    cut = page.cut(found.keys, str)
    return Listing(items=[ContentSummary.of(one) for one in found.of(cut.items)], next=cut.next)


@router.get("/v1/templates", tags=["templates"], dependencies=[scoped("view")])
def list_templates(
    session: Looking, page: Page, retired: RetiredToo = False, standing: Standings = False
) -> Listing[ContentSummary]:
    """List the templates in the store, by key."""
    return _list("template", session, page, retired, standing)


@router.get("/v1/blocks", tags=["blocks"], dependencies=[scoped("view")])
def list_blocks(
    session: Looking, page: Page, retired: RetiredToo = False, standing: Standings = False
) -> Listing[ContentSummary]:
    """List the content blocks in the store, by key."""
    return _list("block", session, page, retired, standing)


@router.get("/v1/brands", tags=["brands"], dependencies=[scoped("view")])
def list_brands(
    session: Looking, page: Page, retired: RetiredToo = False, standing: Standings = False
) -> Listing[ContentSummary]:
    """List the brands in the store, by key."""
    return _list("brand", session, page, retired, standing)


@on_each(router, "GET", dependencies=[scoped("view")])
def show_content(kind: ContentKind, key: Key, session: Looking, response: Response) -> ContentSummary:
    """Its newest version, what that says of itself, and the draft. Its ETag is for rolling back and retiring."""
    [found] = Summaries(session, kind, retired=True, standings=True).of([key])
    response.headers["ETag"] = subject_etag(session, kind, key)
    return ContentSummary.of(found)


@on_each(router, "GET", "/definition", dependencies=[scoped("view")])
def show_content_definition(
    kind: ContentKind, key: Key, session: Looking, response: Response, of: Of = "newest"
) -> DefinitionShown:
    """What a version or the draft says, as JSON. A draft that is half written says where."""
    state = state_of(session, kind, key, which_of(of))
    content = content_of(session, state)
    response.headers["ETag"] = etag_of(state.files_digest)
    contract = contract_data(content) if isinstance(content, Template) else None
    return DefinitionShown(
        name=state.name, digest=content.digest, definition=definition_data(content), contract=contract
    )


@on_each(router, "POST", "/roll-back", kinds=KINDS, dependencies=[scoped("edit"), idempotent])
def roll_back_content(
    kind: ContentKind, key: Key, asked: RollingBack, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> EditedShown:
    """Make a new version that says what an old one said. It is approved like any other."""
    check_seen(session, kind, key, seen)
    edited = editing.roll_back(session, caller, kind, key, asked.to, asked.message)
    response.headers["ETag"] = subject_etag(session, kind, key)
    return EditedShown.of(edited)


@on_each(router, "POST", "/retire", dependencies=[scoped("edit"), idempotent])
def retire_content(
    kind: ContentKind, key: Key, asked: Retiring, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> Retired:
    """From a day on, let no version of it be in force, and take no new ones. Nothing is deleted."""
    check_seen(session, kind, key, seen)
    editing.retire(session, caller, kind, key, asked.on, asked.message)
    response.headers["ETag"] = subject_etag(session, kind, key)
    return Retired(kind=kind, key=key, retired_on=asked.on)
