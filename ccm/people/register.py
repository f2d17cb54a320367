"""The register of people and rights, for reading: who there is, what holds now, what held once.

Whoever changes the register waits for those who act by it in a writing transaction, and the other way round, so that
no right is used after it was taken. Transactions that only read wait for nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select, text
from sqlalchemy.orm import Session

from approval.people import Delegation, Directory, Group, Person, UnknownPersonError
from ccm.people.rights import EditKind, Grant, check_edit_kind, check_role
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

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm people").
_POSTGRESQL_LOCK = -5448339718622068914

Row = TypeVar("Row", bound=Dated)


@dataclass(frozen=True)
class Held:
    """One thing that somebody had, has, or is to have: from when, until when (None: until further notice).

    `what` is active, member, has-member, role, edits, stands-in-for or stood-in-for-by; `of` is the group, the role,
    the kind of edit or the other person, `where` the folder of a role or the template of a kind of edit.
    """

    what: str
    of: str
    where: str
    starts: datetime
    ends: datetime | None


class Register:
    """Reads in the session it is given. See the module about who waits for whom."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def hold(self) -> None:
        """Be the only one to change the register until the transaction ends."""
        self._lock("pg_advisory_xact_lock")

    def keep(self) -> None:
        """Let nobody change the register until the transaction ends, if it is one that writes."""
        if self.session.connection().get_execution_options().get("ccm_writing"):
            self._lock("pg_advisory_xact_lock_shared")

    def is_empty(self) -> bool:
        """Whether nobody was ever added."""
        return self.session.scalar(select(PersonRow.key).limit(1)) is None

    def is_active(self, person: str) -> bool:
        """Whether there is such a person, and they have not left."""
        return self._runs(Service, Service.person == person) is not None

    def people(self) -> tuple[Person, ...]:
        """Everybody who was ever added, by key."""
        rows = select(PersonRow.key, PersonRow.name, Service.id)
        rows = rows.outerjoin(Service, (Service.person == PersonRow.key) & Service.ended_at.is_(None))
        return tuple(
            Person(key, name, active=spell is not None)
            for key, name, spell in self.session.execute(rows.order_by(PersonRow.key))
        )

    def person(self, key: str) -> Person:
        """Raises UnknownPersonError when nobody of that key was ever added."""
        name = self.session.scalar(select(PersonRow.name).where(PersonRow.key == key))
        if name is None:
            raise UnknownPersonError(f"there is no user {key[:60]!r}; add them with 'ccm user add'")
        return Person(key, name, self.is_active(key))

    def groups(self) -> tuple[Group, ...]:
        """Every group with its members, those too who are not active, by key."""
        members: dict[str, set[str]] = {key: set() for key in self.session.scalars(select(GroupRow.key))}
        running = select(Membership.group_key, Membership.person).where(Membership.ended_at.is_(None))
        for group, person in self.session.execute(running):
            members[group].add(person)
        return tuple(Group(key, frozenset(people)) for key, people in sorted(members.items()))

    def group(self, key: str) -> Group:
        """One group. Raises UnknownPersonError when there is none of that key."""
        found = next((group for group in self.groups() if group.key == key), None)
        if found is None:
            raise UnknownPersonError(f"there is no group {key[:60]!r}; add it with 'ccm group add'")
        return found

    def groups_of(self, person: str) -> tuple[str, ...]:
        """The keys of the groups that `person` is a member of, sorted."""
        running = select(Membership.group_key).where(Membership.person == person, Membership.ended_at.is_(None))
        return tuple(self.session.scalars(running.order_by(Membership.group_key)))

    def grants(self, *holders: str) -> tuple[Grant, ...]:
        """The grants that hold now, of these people and groups; of everybody, when none is named."""
        running = select(GrantRow.holder, GrantRow.role, GrantRow.folder).where(GrantRow.ended_at.is_(None))
        if holders:
            running = running.where(GrantRow.holder.in_(holders))
        ordered = running.order_by(GrantRow.holder, GrantRow.role, GrantRow.folder)
        return tuple(Grant(holder, check_role(role), folder) for holder, role, folder in self.session.execute(ordered))

    def grants_for(self, person: str) -> tuple[Grant, ...]:
        """The grants that count for `person`: their own, and those of their groups. None, when they have left."""
        return self.grants(person, *self.groups_of(person)) if self.is_active(person) else ()

    def administrators(self) -> tuple[str, ...]:
        """The keys of the active people who are administrators, sorted."""
        return tuple(
            grant.holder for grant in self.grants() if grant.role == ADMINISTRATOR and self.is_active(grant.holder)
        )

    def folder_of(self, kind: str, key: str) -> str:
        """The folder that a template, block or brand stands in; "" when it was never placed.

        A translation (``vat-note/it``) stands where its block stands.
        """
        if kind == "translation":
            kind, key = "block", key.partition("/")[0]
        running = select(Placement.folder).where(
            Placement.kind == kind, Placement.key == key, Placement.ended_at.is_(None)
        )
        return self.session.scalar(running) or ""

    def placements(self) -> tuple[tuple[str, str, str], ...]:
        """Everything that stands in a folder: folder, kind and key, in that order."""
        running = select(Placement.folder, Placement.kind, Placement.key).where(Placement.ended_at.is_(None))
        ordered = running.where(Placement.folder != "").order_by(Placement.folder, Placement.kind, Placement.key)
        return tuple((folder, kind, key) for folder, kind, key in self.session.execute(ordered))

    def edit_kinds(self, template: str) -> dict[str, EditKind]:
        """The kinds of edit that were set for `template`, by holder."""
        running = select(EditRight.holder, EditRight.edits).where(
            EditRight.template == template, EditRight.ended_at.is_(None)
        )
        rows = self.session.execute(running.order_by(EditRight.holder))
        return {holder: check_edit_kind(edits) for holder, edits in rows}

    def delegations(self) -> tuple[Delegation, ...]:
        """Every delegation there ever was, as long as it ran or will run, by its beginning."""
        rows = self.session.scalars(select(DelegationRow).order_by(DelegationRow.starts, DelegationRow.id))
        ran = [(row, min(row.ends, row.ended_at or row.ends)) for row in rows]
        return tuple(Delegation(row.giver, row.taker, row.starts, ends) for row, ends in ran if ends > row.starts)

    def directory(self) -> Directory:
        """Everybody, as approval asks for them. Administrators are of no group and stand in for nobody, whatever
        rows there are."""
        self.keep()
        managing = {grant.holder for grant in self.grants() if grant.role == ADMINISTRATOR}
        return Directory(
            self.people(),
            tuple(Group(group.key, group.members - managing) for group in self.groups()),
            tuple(one for one in self.delegations() if not managing & {one.giver, one.taker}),
        )

    def history(self, holder: str) -> tuple[Held, ...]:
        """Everything that a person or group ever had, by its beginning: what ended is there with its end."""
        found = [
            *self._held(Service, Service.person == holder, lambda row: ("active", "", "")),
            *self._held(Membership, Membership.person == holder, lambda row: ("member", row.group_key, "")),
            *self._held(Membership, Membership.group_key == holder, lambda row: ("has-member", row.person, "")),
            *self._held(GrantRow, GrantRow.holder == holder, lambda row: ("role", row.role, row.folder)),
            *self._held(EditRight, EditRight.holder == holder, lambda row: ("edits", row.edits, row.template)),
        ]
        involved = select(DelegationRow).where(or_(DelegationRow.giver == holder, DelegationRow.taker == holder))
        for row in self.session.scalars(involved):
            what, other = ("stood-in-for-by", row.taker) if row.giver == holder else ("stands-in-for", row.giver)
            found.append(Held(what, other, "", row.starts, min(row.ends, row.ended_at or row.ends)))
        return tuple(sorted(found, key=lambda held: (held.starts, held.what, held.of, held.where)))

    def _held(
        self, table: type[Row], of: ColumnElement[bool], told: Callable[[Row], tuple[str, str, str]]
    ) -> Iterator[Held]:
        rows = select(table).where(of).execution_options(populate_existing=True)
        yield from (Held(*told(row), row.started_at, row.ended_at) for row in self.session.scalars(rows))

    def _runs(self, table: type[Row], *where: ColumnElement[bool]) -> int | None:
        """The id of the row of `table` that says so and has not ended."""
        return self.session.scalar(select(table.id).where(*where, table.ended_at.is_(None)))

    def _lock(self, function: str) -> None:
        # On SQLite a transaction that writes is the only one that does, from its beginning.
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(text(f"SELECT {function}(:number)"), {"number": _POSTGRESQL_LOCK})
