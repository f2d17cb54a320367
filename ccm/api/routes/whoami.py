"""Who the server takes the caller for."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from ccm.api.depend import Identified, Reading
from ccm.people.roles import Ability
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1", tags=["access"])


class Role(BaseModel):
    """A role, in a folder and below it; "" is everywhere."""

    role: str
    folder: str


class WhoAmI(BaseModel):
    """The caller: their key, name, groups and roles, and what the API key they use is for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "person": "anna",
                    "name": "Anna Arens",
                    "way": "api-key",
                    "groups": ["letters"],
                    "roles": [{"role": "author", "folder": "retail"}],
                    "abilities": ["edit", "view"],
                }
            ]
        }
    )

    person: str
    name: str
    way: str
    groups: list[str]
    roles: list[Role]
    abilities: list[Ability] | None


@router.get("/whoami", operation_id="whoami")
def whoami(identity: Identified, session: Reading) -> WhoAmI:
    """Say who the caller is, and what they may."""
    people = PeopleStore(session)
    person = people.person(identity.person)
    return WhoAmI(
        person=person.id,
        name=person.name,
        way=identity.way,
        groups=list(people.groups_of(person.id)),
        roles=[Role(role=grant.role, folder=grant.folder) for grant in people.grants_for(person.id)],
        abilities=None if identity.abilities is None else sorted(identity.abilities),
    )
