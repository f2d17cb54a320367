"""The audit log: who did what to which digest, when and why; and whether it is the log that was written.

It is about everything there is, so it is shown to those who may look at everything.
"""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime

from approval.audit import Head
from approval.audit_search_store import Wanted, search
from approval.audit_store import head
from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import LookingEverywhere, OperationsOf, Trying
from ccm.api.models.audit import EntryShown, HeadShown, NewVerification
from ccm.api.models.common import Name
from ccm.api.models.operations import Operation, operation_of
from ccm.api.paging import Listing, cursor, number_of
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/audit", tags=["audit"], dependencies=[scoped("view")])


@router.get("")
def search_audit_log(
    session: LookingEverywhere,
    page: Page,
    who: Annotated[Name | None, Query(description="The key of a person.")] = None,
    act: Annotated[Name | None, Query(description="Such as submit, approve, release, grant.")] = None,
    kind: Annotated[Name | None, Query(description="Of what was acted on: block, release, user ...")] = None,
    key: Annotated[Name | None, Query(description="Of what was acted on.")] = None,
    digest: Annotated[Name | None, Query(description="Of what was acted on.")] = None,
    since: Annotated[AwareDatetime | None, Query(description="From this moment on.")] = None,
    until: Annotated[AwareDatetime | None, Query(description="Up to and not including this moment.")] = None,
) -> Listing[EntryShown]:
    """Search the log, the newest row first. Everything that is asked has to fit."""
    wanted = Wanted(who, act, kind, key, digest, since, until)
    found = search(session.connection(), wanted, before=number_of(page), limit=page.limit + 1)
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(
        items=[EntryShown(**asdict(one)) for one in shown], next=cursor(str(shown[-1].sequence)) if more else None
    )


@router.get("/head")
def show_audit_head(session: LookingEverywhere) -> HeadShown:
    """The head of the log. Kept elsewhere, it proves every row up to it."""
    found = head(session.connection())
    return HeadShown(head=str(found), sequence=found.sequence, hash=found.hash)


@router.post("/verifications", status_code=202, dependencies=[idempotent])
def verify_audit_log(
    asked: NewVerification, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Find altered, removed, inserted or moved rows, and books that tell of other acts. It takes its time."""
    PeopleStore(session).require(caller.person, "view")
    heads = [str(Head.parse(one)) for one in asked.heads]
    operation = operations.ask(session, caller, "audit", {"heads": heads})
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)
