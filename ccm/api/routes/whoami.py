"""Who the server takes the caller for, and how they want the interface."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from ccm.access.preferences import Language, Preferences, PreferenceStore, Scheme
from ccm.api.depend import Identified, Reading, Writing
from ccm.api.models.common import Asked, shown
from ccm.people.rights import abilities
from ccm.people.roles import ABILITIES, Ability
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1", tags=["access"])


class Role(BaseModel):
    """A role, in a folder and below it; "" is everywhere."""

    role: str
    folder: str


class PreferencesModel(Asked):
    """How a person wants the interface; null is what the browser says."""

    model_config = ConfigDict(
        **(Asked.model_config | shown({"language": "it", "scheme": "dark", "time_zone": "Europe/Rome"}))
    )

    language: Language | None = Field(None, description="Of the interface.")
    scheme: Scheme = "auto"
    time_zone: str | None = Field(None, max_length=100, description="Of the IANA's, such as Europe/Rome.")

    @classmethod
    def of(cls, kept: Preferences) -> "PreferencesModel":
        return cls(language=kept.language, scheme=kept.scheme, time_zone=kept.time_zone)


class WhoAmI(BaseModel):
    """The caller: their key, name, groups and roles, what they may do somewhere at least, what the API key they use is
    for, and how they want the interface."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "person": "anna",
                    "name": "Anna Arens",
                    "way": "api-key",
                    "groups": ["letters"],
                    "roles": [{"role": "author", "folder": "retail"}],
                    "may": ["comment", "edit", "submit", "view"],
                    "may_everywhere": [],
                    "abilities": ["edit", "view"],
                    "preferences": {"language": "it", "scheme": "auto", "time_zone": None},
                }
            ]
        }
    )

    person: str
    name: str
    way: str
    groups: list[str]
    roles: list[Role]
    may: list[Ability] = Field(description="What their roles let them do, in some folder at least.")
    may_everywhere: list[Ability] = Field(description="What of it they may do in every folder.")
    abilities: list[Ability] | None = Field(description="What the API key is for; null for a browser.")
    preferences: PreferencesModel


@router.get("/whoami", operation_id="whoami")
def whoami(identity: Identified, session: Reading) -> WhoAmI:
    """Say who the caller is, and what they may."""
    people = PeopleStore(session)
    person = people.person(identity.person)
    grants = people.grants_for(person.id)
    return WhoAmI(
        person=person.id,
        name=person.name,
        way=identity.way,
        groups=list(people.groups_of(person.id)),
        roles=[Role(role=grant.role, folder=grant.folder) for grant in grants],
        may=sorted({ability for grant in grants for ability in ABILITIES[grant.role]}),
        may_everywhere=sorted(abilities(grants, "")),
        abilities=None if identity.abilities is None else sorted(identity.abilities),
        preferences=PreferencesModel.of(PreferenceStore(session).of(person.id)),
    )


@router.put("/whoami/preferences", operation_id="set_preferences")
def set_preferences(asked: PreferencesModel, identity: Identified, session: Writing) -> PreferencesModel:
    """Say how the caller wants the interface."""
    wanted = Preferences(asked.language, asked.scheme, asked.time_zone)
    PreferenceStore(session).set(identity.person, wanted)
    return PreferencesModel.of(wanted)
