"""Groups: people who are asked together, and hold roles together."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import Looking, Managing
from ccm.api.models.common import Why
from ccm.api.models.people import GrantShown, GroupShown, NewGroup, NewMember
from ccm.api.paging import Listing
from ccm.people import acts
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/groups", tags=["people"])

GroupKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:/+-]*$", max_length=200, examples=["legal"])]
MemberKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:/+-]*$", max_length=200, examples=["carla"])]


@router.get("", dependencies=[scoped("view")])
def list_groups(session: Looking, page: Page) -> Listing[GroupShown]:
    """List the groups, with their members and roles."""
    people = PeopleStore(session)
    cut = page.cut(sorted(people.groups(), key=lambda one: one.key), lambda one: one.key)
    return Listing(items=[_shown(people, one.key) for one in cut.items], next=cut.next)


@router.post("", status_code=201, dependencies=[scoped("manage"), idempotent])
def add_group(asked: NewGroup, session: Managing, caller: Caller, response: Response) -> GroupShown:
    """Add a group without members."""
    acts.add_group(session, caller, asked.key, asked.why)
    response.headers["Location"] = f"/v1/groups/{asked.key}"
    return _shown(PeopleStore(session), asked.key)


@router.post("/{group:path}/members", status_code=201, dependencies=[scoped("manage"), idempotent])
def join_group(group: GroupKey, asked: NewMember, session: Managing, caller: Caller) -> GroupShown:
    """Make somebody a member of a group."""
    acts.join_group(session, caller, group, asked.person, asked.why)
    return _shown(PeopleStore(session), group)


@router.delete("/{group:path}/members/{person:path}", dependencies=[scoped("manage")])
def leave_group(
    group: GroupKey, person: MemberKey, session: Managing, caller: Caller, why: Annotated[Why, Query()] = ""
) -> GroupShown:
    """End somebody's membership in a group; that they were one stays on record."""
    acts.leave_group(session, caller, group, person, why)
    return _shown(PeopleStore(session), group)


@router.get("/{group:path}", dependencies=[scoped("view")])
def show_group(group: GroupKey, session: Looking) -> GroupShown:
    """One group, with its members and roles."""
    return _shown(PeopleStore(session), group)


def _shown(people: PeopleStore, key: str) -> GroupShown:
    group = people.group(key)
    grants = [GrantShown.model_validate(grant) for grant in people.grants(key)]
    return GroupShown(key=key, members=sorted(group.members), grants=grants)
