"""Does the register of people and rights agree with the audit log?

The log is gone through from its first row, and what it says was given and taken must be what the register holds, with
the moments it began and ended. A right that nobody gave, or that was taken and is there again, shows.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.moments import moment
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

_ROLE = re.compile(r"(\S+) (?:everywhere|in ([^\s:]+))(?:: .*)?\Z", re.DOTALL)
_MEMBER = re.compile(r"user (\S+?)(?:: .*)?\Z", re.DOTALL)
_TIMES = r"(\d{4}-\d\d-\d\d \d\d:\d\d UTC)"
_DELEGATE = re.compile(rf"to user (\S+) from {_TIMES} to {_TIMES}(?:: .*)?\Z", re.DOTALL)
_FOLDER = re.compile(r"in (no folder|[^\s:]+)(?:: .*)?\Z", re.DOTALL)
_EDITS = re.compile(r"(?:user|group) (\S+): (nothing|text|regions|everything|as their roles say)(?:: .*)?\Z", re.DOTALL)


@dataclass(frozen=True, order=True)
class _Held:
    """Something in the register: `what` in words; the fields tell whom it is of, and what it is."""

    what: str
    of: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.what} {', '.join(one or 'everywhere' for one in self.of)}"


_Row = tuple[_Held, str, str]


@dataclass
class _Register:
    """What is held, with the moment it began, and what is over, as the log gives it."""

    running: dict[_Held, str] = field(default_factory=dict)
    over: list[_Row] = field(default_factory=list)

    def begin(self, held: _Held, at: str) -> None:
        self.running.setdefault(held, at)

    def end(self, at: str, which: Callable[[_Held], bool]) -> None:
        for held in [held for held in self.running if which(held)]:
            self.over.append((held, self.running.pop(held), at))

    def rows(self) -> Counter[_Row]:
        return Counter([*self.over, *((held, began, "") for held, began in self.running.items())])


def check_people(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Say in words what the register holds that the log does not tell of, and the other way round."""
    register = _Register()
    for entry in log:
        if (read := _READ.get(entry.act)) is not None:
            read(register, entry)
    told, held = register.rows(), Counter(_stored(session))
    for one in sorted(told - held):
        yield f"{_said(one)}: it is in the audit log, and not in the register of people"
    for one in sorted(held - told):
        yield f"{_said(one)}: it is in the register of people, and not in the audit log"


def _said(row: _Row) -> str:
    held, began, ended = row
    until = f" until {_day(ended)}" if ended else ""
    return f"{held}, since {_day(began)}{until}"


def _day(at: str) -> str:
    return f"{at[:16].replace('T', ' ')} UTC"


def _add_user(register: _Register, entry: AuditEntry) -> None:
    register.begin(_Held("the user", (entry.key,)), entry.at)
    register.begin(_Held("service of", (entry.key,)), entry.at)


def _add_group(register: _Register, entry: AuditEntry) -> None:
    register.begin(_Held("the group", (entry.key,)), entry.at)


def _deactivate(register: _Register, entry: AuditEntry) -> None:
    """What somebody held ends with their service; of a delegation, whichever side they are on."""

    def goes(held: _Held) -> bool:
        parties = {"service of": 1, "role of": 1, "membership of": 1, "edits of": 1, "delegation of": 2}
        return entry.key in held.of[: parties.get(held.what, 0)]

    register.end(entry.at, goes)


def _grant(register: _Register, entry: AuditEntry) -> None:
    if read := _ROLE.match(entry.why):
        register.begin(_Held("role of", (entry.key, read[1], read[2] or "")), entry.at)


def _revoke(register: _Register, entry: AuditEntry) -> None:
    if read := _ROLE.match(entry.why):
        register.end(entry.at, _Held("role of", (entry.key, read[1], read[2] or "")).__eq__)


def _join(register: _Register, entry: AuditEntry) -> None:
    if read := _MEMBER.match(entry.why):
        register.begin(_Held("membership of", (read[1], entry.key)), entry.at)


def _leave(register: _Register, entry: AuditEntry) -> None:
    if read := _MEMBER.match(entry.why):
        register.end(entry.at, _Held("membership of", (read[1], entry.key)).__eq__)


def _delegate(register: _Register, entry: AuditEntry) -> None:
    if read := _DELEGATE.match(entry.why):
        register.begin(_Held("delegation of", (entry.key, read[1], f"{read[2]} to {read[3]}")), entry.at)


def _end_delegation(register: _Register, entry: AuditEntry) -> None:
    """Those end that run or are to come."""
    if read := re.match(r"to user (\S+?)(?:: .*)?\Z", entry.why, re.DOTALL):
        now = _day(entry.at)
        register.end(
            entry.at,
            lambda held: (
                held.what == "delegation of" and held.of[:2] == (entry.key, read[1]) and held.of[2][-20:] >= now
            ),
        )


def _place(register: _Register, entry: AuditEntry) -> None:
    if read := _FOLDER.match(entry.why):
        folder = "" if read[1] == "no folder" else read[1]
        _change(register, entry, _Held("place of", (f"{entry.kind} {entry.key}", folder)), keep=bool(folder))


def _set_edits(register: _Register, entry: AuditEntry) -> None:
    if read := _EDITS.match(entry.why):
        _change(register, entry, _Held("edits of", (read[1], entry.key, read[2])), keep=not read[2].startswith("as "))


def _change(register: _Register, entry: AuditEntry, held: _Held, *, keep: bool) -> None:
    """`held` takes the place of what there was of the same thing, unless it is that already."""
    if keep and held in register.running:
        return
    register.end(entry.at, lambda one: one.what == held.what and one.of[:-1] == held.of[:-1])
    if keep:
        register.begin(held, entry.at)


_READ: dict[str, Callable[[_Register, AuditEntry], None]] = {
    "user-add": _add_user,
    "user-deactivate": _deactivate,
    "group-add": _add_group,
    "group-join": _join,
    "group-leave": _leave,
    "grant": _grant,
    "revoke": _revoke,
    "delegate": _delegate,
    "delegation-end": _end_delegation,
    "place": _place,
    "edit-right": _set_edits,
}


def _stored(session: Session) -> Iterator[_Row]:
    for person in session.scalars(select(PersonRow)):
        yield _Held("the user", (person.key,)), moment(person.added_at), ""
    for group in session.scalars(select(GroupRow)):
        yield _Held("the group", (group.key,)), moment(group.added_at), ""
    for service in session.scalars(select(Service)):
        yield _dated(service, "service of", service.person)
    for member in session.scalars(select(Membership)):
        yield _dated(member, "membership of", member.person, member.group_key)
    for grant in session.scalars(select(GrantRow)):
        yield _dated(grant, "role of", grant.holder, grant.role, grant.folder)
    for row in session.scalars(select(DelegationRow)):
        days = f"{row.starts:%Y-%m-%d %H:%M %Z} to {row.ends:%Y-%m-%d %H:%M %Z}"
        yield _dated(row, "delegation of", row.giver, row.taker, days)
    for place in session.scalars(select(Placement)):
        if place.folder:
            yield _dated(place, "place of", f"{place.kind} {place.key}", place.folder)
    for right in session.scalars(select(EditRight)):
        yield _dated(right, "edits of", right.holder, right.template, right.edits)


def _dated(row: Dated, what: str, *of: str) -> _Row:
    return _Held(what, of), moment(row.started_at), moment(row.ended_at) if row.ended_at else ""
