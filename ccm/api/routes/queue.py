"""The queue: what awaits the caller's approval."""

from fastapi import APIRouter

from ccm.api.depend import Caller, Page, scoped
from ccm.api.looking import Looking
from ccm.api.models.queue import AwaitingShown, awaiting_of
from ccm.api.paging import Listing, cursor
from ccm.governance.books import Books

router = APIRouter(prefix="/v1/queue", tags=["submissions"], dependencies=[scoped("view")])


@router.get("")
def list_queue(session: Looking, caller: Caller, page: Page) -> Listing[AwaitingShown]:
    """List what awaits the caller's approval: what is due first comes first."""
    books = Books(session)
    urgency, _, submission = (page.after or "").partition(" ")
    after = (urgency, submission) if page.after is not None else None
    found = books.approvals.awaiting(caller.person, books.people.directory(), caller.at, page.limit + 1, after)
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(
        items=[awaiting_of(tasks) for _, tasks in shown], next=cursor(" ".join(shown[-1][0])) if more else None
    )
