"""The store of people and rights: it adds, and it ends; nothing in it deletes.

A store works in the session it is given and never commits. It keeps the rules that hold whoever acts: an
administrator is nothing else, and there is always one. Who may change what of it is asked in `ccm.people.acts`.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from approval.people import Delegation, PeopleError, UnknownPersonError
from ccm.people.asking import Asking
from ccm.people.rights import check_edit_kind, check_folder, check_key, check_placeable, check_role
from ccm.people.roles import ADMINISTRATOR
from ccm.people.tables import (
    Dated,
    DelegationRow,
    EditRight,
    GrantRow,
    GroupRow,
    Membership,
    PersonRow,
    Placement,
    Service,
)


class PeopleStore(Asking):
    """The register of people and rights, to be changed and to be asked.

    Every change takes the moment `at` which it happens at; now, when it is left out. Raises PeopleError for whatever
    cannot be: keys that are none or are taken, people and groups that are not there, a second role for an
    administrator.
    """

    def add_person(self, key: str, name: str = "", at: datetime | None = None) -> None:
        """Add somebody, who can do nothing yet; or bring back somebody who had left, without what they had then.

        `name` is shown on screens; the key, when left out.
        """
        self.hold()
        check_key(key, "user")
        shown = name.strip() or key
        if len(shown) > 200 or not shown.isprintable():
            raise PeopleError(f"the name of {key} is {shown[:40]!r}; give one of up to 200 letters")
        if self.is_active(key):
            raise PeopleError(f"there is a user {key} already; give another key")
        if self._has(GroupRow.key == key):
            raise PeopleError(f"there is a group {key}; give the user another key, rights are held by either")
        if self._has(PersonRow.key == key):
            self.session.execute(update(PersonRow).where(PersonRow.key == key).values(name=shown))
        else:
            self.session.execute(insert(PersonRow).values(key=key, name=shown, added_at=_moment(at)))
        self._begin(Service, at, person=key)

    def deactivate(self, key: str, at: datetime | None = None) -> None:
        """Let somebody leave: their roles, memberships and delegations, given and taken, end with them."""
        self._active(key)
        self._not_the_last(key)
        for table, of in (
            (GrantRow, GrantRow.holder == key),
            (Membership, Membership.person == key),
            (EditRight, EditRight.holder == key),
            (DelegationRow, (DelegationRow.giver == key) | (DelegationRow.taker == key)),
            (Service, Service.person == key),
        ):
            self._end(table, at, of)

    def add_group(self, key: str, at: datetime | None = None) -> None:
        """Add a group without members."""
        self.hold()
        check_key(key, "group")
        if self._has(GroupRow.key == key):
            raise PeopleError(f"there is a group {key} already; give another key")
        if self._has(PersonRow.key == key):
            raise PeopleError(f"there is a user {key}; give the group another key, rights are held by either")
        self.session.execute(insert(GroupRow).values(key=key, added_at=_moment(at)))

    def add_member(self, group: str, person: str, at: datetime | None = None) -> None:
        """Make `person` a member of `group`, who is asked when it is, and holds the roles that it holds."""
        self._active(person)
        self._group(group)
        if person in self._managing():
            raise PeopleError(
                f"{person} is an administrator and can be of no group: groups are asked to decide, and an "
                "administrator passes no gate; name somebody else"
            )
        if group in self.groups_of(person):
            raise PeopleError(f"{person} is a member of {group} already")
        self._begin(Membership, at, group_key=group, person=person)

    def remove_member(self, group: str, person: str, at: datetime | None = None) -> None:
        """End the membership of `person` in `group`."""
        self.hold()
        if not self._end(Membership, at, (Membership.group_key == group) & (Membership.person == person)):
            raise PeopleError(f"{person} is no member of {group}; it has {self._members(group)}")

    def grant(self, holder: str, role: str, folder: str = "", at: datetime | None = None) -> None:
        """Give a person or a group `role` in `folder` and below it; "" is everywhere."""
        self.hold()
        known, path = check_role(role), check_folder(folder)
        self._holder(holder)
        if known == ADMINISTRATOR:
            self._can_manage(holder, path)
        elif holder in self._managing():
            raise PeopleError(
                f"{holder} is an administrator, who can hold no other role; give {known} to somebody else"
            )
        if any((each.role, each.folder) == (known, path) for each in self.grants(holder)):
            raise PeopleError(f"{holder} holds the role {known}{_in(path)} already")
        self._begin(GrantRow, at, holder=holder, role=known, folder=path)

    def revoke(self, holder: str, role: str, folder: str = "", at: datetime | None = None) -> None:
        """End what `grant` gave. The last administrator keeps that role."""
        self.hold()
        known, path = check_role(role), check_folder(folder)
        if known == ADMINISTRATOR:
            self._not_the_last(holder)
        row = (GrantRow.holder == holder) & (GrantRow.role == known) & (GrantRow.folder == path)
        if not self._end(GrantRow, at, row):
            raise PeopleError(f"{holder} does not hold the role {known}{_in(path)}; see what they hold, and where")

    def delegate(
        self, giver: str, taker: str, starts: datetime, ends: datetime, at: datetime | None = None
    ) -> Delegation:
        """Let `taker` stand in for `giver` from `starts` up to, and not including, `ends`."""
        self._active(giver)
        self._active(taker)
        delegation = Delegation(giver, taker, starts, ends)
        if managing := sorted({giver, taker} & self._managing()):
            raise PeopleError(f"{managing[0]} is an administrator, who decides nothing; name somebody else")
        if ends <= _moment(at):
            raise PeopleError(f"the delegation from {giver} to {taker} would be over; give an end that is to come")
        self._begin(DelegationRow, at, giver=giver, taker=taker, starts=starts, ends=ends)
        return delegation

    def end_delegation(self, giver: str, taker: str, at: datetime | None = None) -> None:
        """Take back what `giver` gave to `taker`: every delegation that runs or is to come."""
        self.hold()
        row = (DelegationRow.giver == giver) & (DelegationRow.taker == taker) & (DelegationRow.ends > _moment(at))
        if not self._end(DelegationRow, at, row):
            raise PeopleError(f"{taker} does not stand in for {giver}; there is nothing to take back")

    def place(self, kind: str, key: str, folder: str, at: datetime | None = None) -> None:
        """Put a template, block or brand into `folder`, also one that is still to be made; "" takes it out."""
        self.hold()
        check_placeable(kind)
        check_key(key, kind)
        path = check_folder(folder)
        if path == self.folder_of(kind, key):
            return
        self._end(Placement, at, (Placement.kind == kind) & (Placement.key == key))
        self._begin(Placement, at, kind=kind, key=key, folder=path)

    def set_edit_kind(self, template: str, holder: str, kind: str, at: datetime | None = None) -> None:
        """Let a person or group make edits of `template` up to `kind`, instead of what their roles bring."""
        self.hold()
        check_key(template, "template")
        self._holder(holder)
        edits = check_edit_kind(kind)
        if self.edit_kinds(template).get(holder) == edits:
            return
        self._end(EditRight, at, (EditRight.template == template) & (EditRight.holder == holder))
        self._begin(EditRight, at, template=template, holder=holder, edits=edits)

    def end_edit_kind(self, template: str, holder: str, at: datetime | None = None) -> None:
        """Let the roles of a person or group say again which edits of `template` they make."""
        self.hold()
        if not self._end(EditRight, at, (EditRight.template == template) & (EditRight.holder == holder)):
            raise PeopleError(f"no kind of edit was set for {holder} in the template {template}")

    def _can_manage(self, holder: str, folder: str) -> None:
        """Raise PeopleError unless `holder` can be made an administrator."""
        if folder:
            raise PeopleError("an administrator is one everywhere; give no folder")
        if not self._has(PersonRow.key == holder):
            raise PeopleError(f"{holder} is a group; make people administrators one by one")
        others = sorted({grant.role for grant in self.grants(holder)} - {ADMINISTRATOR})
        groups = self.groups_of(holder)
        running = [one for one in self.delegations() if holder in (one.giver, one.taker) and one.ends > _moment(None)]
        if others or groups or running:
            held = [*(f"the role {role}" for role in others), *(f"the group {group}" for group in groups)]
            held += [f"the delegation from {one.giver} to {one.taker}" for one in running]
            raise PeopleError(
                f"{holder} has {', '.join(held)}, and an administrator is nothing else: take that away first, or "
                "name somebody else"
            )

    def _managing(self) -> frozenset[str]:
        return frozenset(grant.holder for grant in self.grants() if grant.role == ADMINISTRATOR)

    def _not_the_last(self, key: str) -> None:
        if self.administrators() == (key,):
            raise PeopleError(f"{key} is the last administrator; make somebody else one first")

    def _active(self, key: str) -> None:
        """Hold the register, and raise PeopleError unless there is an active person `key`."""
        self.hold()
        if not self.person(key).active:
            raise PeopleError(f"{key} has left; bring them back with 'ccm user add {key}'")

    def _group(self, key: str) -> None:
        if not self._has(GroupRow.key == key):
            raise UnknownPersonError(f"there is no group {key[:60]!r}; add it with 'ccm group add'")

    def _holder(self, key: str) -> None:
        """Raise PeopleError unless there is a group or an active person `key`."""
        if not self._has(GroupRow.key == key):
            self._active(key)

    def _members(self, group: str) -> str:
        self._group(group)
        members = next(each.members for each in self.groups() if each.key == group)
        return ", ".join(sorted(members)) or "no members"

    def _has(self, row: ColumnElement[bool]) -> bool:
        return self.session.scalar(select(1).where(row).limit(1)) is not None

    def _begin(self, table: type[Dated], at: datetime | None, **values: Any) -> None:
        self.session.execute(insert(table).values(started_at=_moment(at), ended_at=None, **values))

    def _end(self, table: type[Dated], at: datetime | None, of: ColumnElement[bool]) -> bool:
        """End the rows of `table` that have not ended; say whether there were any."""
        ended = update(table).where(of, table.ended_at.is_(None)).values(ended_at=_moment(at))
        return bool(self.session.execute(ended.returning(table.id)).all())


def _moment(at: datetime | None) -> datetime:
    return datetime.now(UTC) if at is None else at


def _in(folder: str) -> str:
    return f" in the folder {folder}" if folder else ""
