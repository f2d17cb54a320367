"""People: who there is, and what they have, had and will have."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import Looking, Managing
from ccm.api.models.people import GrantShown, HeldShown, NewPerson, PersonShown, Reason
from ccm.api.paging import Listing
from ccm.people import acts
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/people", tags=["people"])

PersonKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:/+-]*$", max_length=200, examples=["anna"])]


@router.get("", dependencies=[scoped("view")])
def list_people(session: Looking, page: Page) -> Listing[PersonShown]:
    """List everybody who was ever added, with their groups and roles."""
    people = PeopleStore(session)
    cut = page.cut(sorted(people.people(), key=lambda one: one.id), lambda one: one.id)
    return Listing(items=[_shown(people, one.id) for one in cut.items], next=cut.next)


@router.post("", status_code=201, dependencies=[scoped("manage"), idempotent])
def add_person(asked: NewPerson, session: Managing, caller: Caller, response: Response) -> PersonShown:
    """Add somebody, or bring back who had left."""
    acts.add_user(session, caller, asked.key, asked.name, asked.role or "", asked.folder, asked.why)
    response.headers["Location"] = f"/v1/people/{asked.key}"
    return _shown(PeopleStore(session), asked.key)


@router.get("/{person:path}/history", dependencies=[scoped("view")])
def show_history(person: PersonKey, session: Looking, page: Page) -> Listing[HeldShown]:
    """What a person or group has, had and will have: when it began, and when it ended."""
    people = PeopleStore(session)
    if all(group.key != person for group in people.groups()):
        people.person(person)
    numbered = enumerate(people.history(person))
    cut = page.cut(numbered, lambda one: f"{one[0]:09}")
    return Listing(items=[HeldShown.model_validate(held) for _, held in cut.items], next=cut.next)


@router.post("/{person:path}/deactivation", status_code=201, dependencies=[scoped("manage"), idempotent])
def deactivate(person: PersonKey, asked: Reason, session: Managing, caller: Caller) -> PersonShown:
    """Let somebody leave. Their roles, memberships and delegations end; nothing is deleted."""
    acts.deactivate_user(session, caller, person, asked.why)
    return _shown(PeopleStore(session), person)


@router.get("/{person:path}", dependencies=[scoped("view")])
def show_person(person: PersonKey, session: Looking) -> PersonShown:
    """One person, with their groups and roles."""
    return _shown(PeopleStore(session), person)


def _shown(people: PeopleStore, key: str) -> PersonShown:
    person = people.person(key)
    return PersonShown(
        key=person.id, name=person.name, active=person.active, groups=list(people.groups_of(person.id)),
        grants=[GrantShown.model_validate(grant) for grant in people.grants_for(person.id)],
    )  # fmt: skip
