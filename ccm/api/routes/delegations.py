"""Delegations: who stands in for whom."""

from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query

from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import Looking, Trying
from ccm.api.models.common import Name, Why
from ccm.api.models.people import DelegationShown, NewDelegation
from ccm.api.paging import Listing
from ccm.people import acts
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/delegations", tags=["people"])


@router.get("", dependencies=[scoped("view")])
def list_delegations(
    session: Looking,
    page: Page,
    giver: Annotated[Name | None, Query()] = None,
    taker: Annotated[Name | None, Query()] = None,
) -> Listing[DelegationShown]:
    """List every delegation there ever was, by its beginning."""
    numbered = [
        (number, one)
        for number, one in enumerate(PeopleStore(session).delegations())
        if giver in (None, one.giver) and taker in (None, one.taker)
    ]
    cut = page.cut(numbered, lambda one: f"{one[1].starts.isoformat()} {one[0]:09}")
    return Listing(items=[DelegationShown.model_validate(one) for _, one in cut.items], next=cut.next)


@router.post("", status_code=201, dependencies=[scoped("decide"), idempotent])
def delegate(asked: NewDelegation, session: Trying, caller: Caller) -> DelegationShown:
    """Let somebody stand in for the caller. Nobody can do so in another's name."""
    ends = datetime.combine(asked.until, time(), UTC) + timedelta(days=1)
    made = acts.delegate(session, caller, asked.taker, asked.starts or caller.at, ends, asked.why)
    return DelegationShown.model_validate(made)


@router.delete("/{taker:path}", status_code=204, dependencies=[scoped("decide")])
def end_delegation(
    taker: Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:/+-]*$", max_length=200, examples=["carla"])],
    session: Trying,
    caller: Caller,
    why: Annotated[Why, Query()] = "",
) -> None:
    """Let somebody no longer stand in for the caller."""
    acts.end_delegation(session, caller, taker, why)
