"""People, groups and what they may, as the API tells of them."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from approval.audit import MAX_KEY
from ccm.api.models.common import Answer, Asked, Day, Name, Why, Word, shown
from ccm.people.rights import EditKind, Placeable
from ccm.people.roles import Role

Folder = Annotated[
    str,
    StringConstraints(max_length=MAX_KEY, pattern=r"^[^\x00]*$"),
    Field(description='A folder, such as retail/credit; "" is everywhere.'),
]


class GrantShown(Answer):
    """A role that a person or group holds, in a folder and below it; "" is everywhere."""

    model_config = shown({"holder": "anna", "role": "author", "folder": "retail"})

    holder: str
    role: Role
    folder: str


class PersonShown(Answer):
    """Somebody, or a program that acts for itself."""

    model_config = shown(
        {"key": "anna", "name": "Anna Arens", "active": True, "groups": ["letters"],
         "grants": [{"holder": "anna", "role": "author", "folder": "retail"}]}
    )  # fmt: skip

    key: str
    name: str
    active: bool
    groups: list[str]
    grants: list[GrantShown] = Field(description="What counts for them: their own, and those of their groups.")


class NewPerson(Asked):
    """Somebody to add, or to bring back."""

    model_config = shown({"key": "anna", "name": "Anna Arens", "role": "author", "folder": "retail"})

    key: Name
    name: Word = ""
    role: Role | None = None
    folder: Folder = ""
    why: Why = ""


class GroupShown(Answer):
    """People who are asked together, or hold roles together."""

    model_config = shown({"key": "legal", "members": ["bruno", "carla"], "grants": []})

    key: str
    members: list[str]
    grants: list[GrantShown]


class NewGroup(Asked):
    """A group to add."""

    model_config = shown({"key": "legal", "why": "They approve what is locked"})

    key: Name
    why: Why = ""


class NewMember(Asked):
    """Somebody to make a member of a group."""

    model_config = shown({"person": "carla"})

    person: Name
    why: Why = ""


class Reason(Asked):
    """Why something is done."""

    model_config = shown({"why": "Has left the company"})

    why: Why = ""


class HeldShown(Answer):
    """One thing that somebody had, has, or is to have: from when, until when (null: until further notice)."""

    model_config = shown(
        {"what": "role", "of": "author", "where": "retail", "starts": "2026-11-23T09:00:00Z", "ends": None}
    )

    what: str
    of: str
    where: str
    starts: datetime
    ends: datetime | None


class NewGrant(Asked):
    """A role to give to a person or group."""

    model_config = shown({"holder": "legal", "role": "compliance", "folder": "", "why": "They decide"})

    holder: Name
    role: Role
    folder: Folder = ""
    why: Why = ""


class EditRightShown(Answer):
    """Up to which kind of edits somebody makes in a template."""

    holder: str
    edits: EditKind


class EditRightsShown(Answer):
    """Who may make which edits in a template: what was set, and what it comes to for each person who may edit it."""

    model_config = shown(
        {"template": "invoice", "folder": "retail", "set": [{"holder": "anna", "edits": "everything"}],
         "held": [{"holder": "anna", "edits": "everything"}]}
    )  # fmt: skip

    template: str
    folder: str
    set: list[EditRightShown]
    held: list[EditRightShown]


class NewEditRight(Asked):
    """Up to which kind of edits somebody is to make."""

    model_config = shown({"edits": "everything", "why": "Redesign of 2027"})

    edits: EditKind
    why: Why = ""


class PlacementShown(Answer):
    """Where a template, block or brand stands; "" is in no folder."""

    model_config = shown({"kind": "template", "key": "invoice", "folder": "retail/credit"})

    kind: Placeable
    key: str
    folder: str


class NewPlacement(Asked):
    """Where it is to stand."""

    model_config = shown({"folder": "retail/credit", "why": ""})

    folder: Folder
    why: Why = ""


class DelegationShown(Answer):
    """`taker` stands in for `giver` from `starts` up to and not including `ends`."""

    model_config = shown(
        {"giver": "anna", "taker": "carla", "starts": "2026-12-24T00:00:00Z", "ends": "2027-01-07T00:00:00Z"}
    )

    giver: str
    taker: str
    starts: datetime
    ends: datetime


class NewDelegation(Asked):
    """Who is to stand in for the caller, up to and including a day (by UTC), or up to a moment."""

    model_config = shown({"taker": "carla", "until": "2027-01-06", "why": "On leave"})

    taker: Name
    starts: AwareDatetime | None = Field(None, description="Now when left out.")
    until: Day = Field(description="The last day, by UTC.")
    why: Why = ""
