"""Rights: grants of roles in folders, kinds of edit, and the form of the keys they are written with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from approval.audit import MAX_KEY
from approval.people import PeopleError
from ccm.people.roles import ABILITIES, ADMINISTRATOR, ROLES, Ability, Role

EditKind = Literal["nothing", "text", "regions", "everything"]
"""What somebody may change, each more than the one before: nothing; words; also what stands in marked regions;
everything."""

EDIT_KINDS: tuple[EditKind, ...] = get_args(EditKind)

Placeable = Literal["template", "block", "brand"]
PLACEABLE: tuple[Placeable, ...] = get_args(Placeable)

# As the audit log writes keys, and in small letters, so that no two keys differ by the size of a letter alone.
_KEY = re.compile(r"[a-z0-9][a-z0-9._:/+-]*\Z")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\Z")


class ForbiddenError(PermissionError):
    """Somebody lacks the right to do something: who, what, which right in which folder, and whom to ask."""


@dataclass(frozen=True)
class Grant:
    """`holder`, a person or a group, has `role` in `folder` and below it; the folder "" is everywhere."""

    holder: str
    role: Role
    folder: str = ""

    def covers(self, folder: str) -> bool:
        """Whether the grant counts in `folder`: it was given there, or in a folder above."""
        return within(folder, self.folder)


def within(folder: str, above: str) -> bool:
    """Whether `folder` is `above` or below it; everything is within ""."""
    return not above or folder == above or folder.startswith(f"{above}/")


def abilities(grants: Iterable[Grant], folder: str) -> frozenset[Ability]:
    """What somebody who holds `grants` can do in `folder`.

    An administrator has what an administrator has and nothing else, whatever other grants are there.
    """
    held = tuple(grants)
    if any(grant.role == ADMINISTRATOR for grant in held):
        return ABILITIES[ADMINISTRATOR]
    return frozenset[Ability]().union(*(ABILITIES[grant.role] for grant in held if grant.covers(folder)))


def allows(held: EditKind, needed: EditKind) -> bool:
    """Whether somebody who may make edits of the kind `held` may make one that needs `needed`."""
    return EDIT_KINDS.index(held) >= EDIT_KINDS.index(needed)


def largest(kinds: Iterable[EditKind]) -> EditKind:
    """The largest of `kinds`; nothing, when there is none."""
    return max(kinds, key=EDIT_KINDS.index, default="nothing")


def check_key(key: str, what: str) -> str:
    """Return `key` when a person or group can have it. Raises PeopleError."""
    if len(key) > MAX_KEY or not _KEY.match(key):
        raise PeopleError(
            f"{key[:60]!r} is no key of a {what}; write 1 to {MAX_KEY} small letters, digits and . _ : / + -, and no "
            "email address: keys stand in the audit log for good"
        )
    return key


def check_folder(folder: str) -> str:
    """Return `folder` without slashes at its ends; "" is everywhere. Raises PeopleError when it is no path."""
    path = folder.strip("/")
    if path and (len(path) > MAX_KEY or not _FOLDER.match(path)):
        raise PeopleError(
            f"{folder[:60]!r} is no folder; write names of small letters, digits and . _ - with slashes between them, "
            "such as retail/credit"
        )
    return path


def check_role(role: str) -> Role:
    """Return `role` when there is such a role. Raises PeopleError."""
    known = next((each for each in ROLES if each == role), None)
    if known is None:
        raise PeopleError(f"there is no role {role[:40]!r}; there are {', '.join(ROLES)}")
    return known


def check_edit_kind(kind: str) -> EditKind:
    """Return `kind` when there is such a kind of edit. Raises PeopleError."""
    known = next((each for each in EDIT_KINDS if each == kind), None)
    if known is None:
        raise PeopleError(f"there is no kind of edit {kind[:40]!r}; there are {', '.join(EDIT_KINDS)}")
    return known


def check_placeable(kind: str) -> Placeable:
    """Return `kind` when subjects of it stand in folders. Raises PeopleError."""
    known = next((each for each in PLACEABLE if each == kind), None)
    if known is None:
        raise PeopleError(f"a {kind[:40]} stands in no folder of its own; place a {', '.join(PLACEABLE)}")
    return known
