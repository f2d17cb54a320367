"""Roles, and what each lets a person do."""

from collections.abc import Mapping
from typing import Literal, get_args

Role = Literal["author", "designer", "compliance", "approver", "operator", "administrator", "api-client"]
Ability = Literal["view", "edit", "submit", "decide", "comment", "release", "render", "archive", "manage"]

ROLES: tuple[Role, ...] = get_args(Role)
ALL_ABILITIES: tuple[Ability, ...] = get_args(Ability)

ADMINISTRATOR: Role = "administrator"

ABILITIES: Mapping[Role, frozenset[Ability]] = {
    "author": frozenset(("view", "edit", "submit", "comment")),
    "designer": frozenset(("view", "edit", "submit", "comment")),
    "compliance": frozenset(("view", "edit", "submit", "decide", "comment", "release", "archive")),
    "approver": frozenset(("view", "decide", "comment", "release")),
    "operator": frozenset(("view", "render")),
    # Manages people and workflows, and passes no gate: nothing is ever added here.
    "administrator": frozenset(("view", "manage")),
    "api-client": frozenset(("render",)),
}
"""What a role lets its holder do, in the folder it was granted in and below it."""


def roles_for(ability: Ability) -> tuple[Role, ...]:
    """The roles that bring `ability`, in the order of `ROLES`."""
    return tuple(role for role in ROLES if ability in ABILITIES[role])
