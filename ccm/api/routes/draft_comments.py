"""Comments on the nodes of templates, blocks and brands, from version to version; and where the caller is mentioned."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from ccm.api.content_kinds import Key, on_each
from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import Looking, Trying
from ccm.api.models.comments import DraftCommentShown, MentionShown, NewDraftComment, ThreadShown
from ccm.api.paging import Listing, cursor, number_of
from ccm.comments.store import CommentStore
from ccm.governance.commenting import About, comment_on, reopen_comment, resolve_comment
from ccm.people.store import PeopleStore
from content_blocks.subject_rows import ContentKind

router = APIRouter()

State = Annotated[Literal["open", "resolved", "all"], Query(description="Which threads.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, examples=[12], description="The number of a comment.")]


def _open(state: str) -> bool | None:
    return None if state == "all" else state == "open"


@on_each(router, "GET", "/comments", dependencies=[scoped("view")])
def list_content_comments(
    kind: ContentKind,
    key: Key,
    session: Looking,
    caller: Caller,
    page: Page,
    node: Annotated[str | None, Query(max_length=200, description="Of this node alone.")] = None,
    state: State = "all",
) -> Listing[ThreadShown]:
    """List what was said about it, thread by thread, the oldest first."""
    PeopleStore(session).require(caller.person, "view", kind, key)
    found = CommentStore(session).threads(
        kind, key, node=node, open_=_open(state), after=number_of(page) or 0, limit=page.limit + 1
    )
    shown = found[: page.limit]
    more = cursor(str(shown[-1].first.number)) if len(found) > page.limit else None
    return Listing(items=[ThreadShown.of(one) for one in shown], next=more)


@on_each(router, "POST", "/comments", status_code=201, dependencies=[scoped("comment"), idempotent])
def comment_on_content(
    kind: ContentKind, key: Key, asked: NewDraftComment, session: Trying, caller: Caller
) -> DraftCommentShown:
    """Say something about a node of it, or answer. Whoever is mentioned finds it under `/v1/mentions`."""
    said = comment_on(session, caller, About(kind, key, asked.node, asked.answers), asked.text)
    return DraftCommentShown.model_validate(said)


@on_each(router, "POST", "/comments/{number}/resolution", dependencies=[scoped("comment")])
def resolve_content_comment(
    kind: ContentKind, key: Key, number: Number, session: Trying, caller: Caller
) -> ThreadShown:  # fmt: skip
    """Say that nothing is left of a thread. The next answer opens it again."""
    return ThreadShown.of(resolve_comment(session, caller, kind, key, number))


@on_each(router, "DELETE", "/comments/{number}/resolution", dependencies=[scoped("comment")])
def reopen_content_comment(
    kind: ContentKind, key: Key, number: Number, session: Trying, caller: Caller
) -> ThreadShown:  # fmt: skip
    """Open a resolved thread again."""
    return ThreadShown.of(reopen_comment(session, caller, kind, key, number))


@router.get("/v1/mentions", tags=["access"], dependencies=[scoped("view")])
def list_mentions(session: Looking, caller: Caller, page: Page, state: State = "open") -> Listing[MentionShown]:
    """List where the caller is mentioned, the newest first."""
    found = CommentStore(session).mentioning(
        caller.person, open_=_open(state), before=number_of(page), limit=page.limit + 1
    )
    shown = found[: page.limit]
    more = cursor(str(shown[-1][0].number)) if len(found) > page.limit else None
    return Listing(items=[MentionShown.of(*one) for one in shown], next=more)
