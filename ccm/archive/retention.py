"""Retention: how long what is sent of a template is kept, and destroying what was kept as long as that.

A period is counted from the day a communication was issued. Without one it is kept for good.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.destroying import Proof, end, prove
from ccm.archive.holding import held_communications
from ccm.archive.tables import CommunicationRow, PackRow, RetentionRow
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore

AT_ONCE = 1000

_PERIOD = re.compile(r"([1-9][0-9]{0,3})([ymd])\Z")
_FOR_GOOD = "none"


class RetentionError(ValueError):
    """A period is none; the message says how to write one."""


@dataclass(frozen=True)
class Retention:
    """How long what is sent of `template` is kept: `period`, or for good without one; who said so, when and why."""

    template: str
    period: str | None
    why: str
    person: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.template} is kept {f'for {self.period}' if self.period else 'for good'}"


def set_retention(session: Session, acting: Acting, template: str, period: str, why: str) -> Retention:
    """From now on keep what is sent of `template`, also what was, for `period`: 10y, 18m, 90d; for good: none.

    Raises ForbiddenError, RetentionError.
    """
    PeopleStore(session).require(acting.person, "archive", "template", template)
    kept = None if period == _FOR_GOOD else period
    if kept is not None:
        cutoff(kept, acting.at.date())
    if not why.strip():
        raise RetentionError("a period of retention has a reason, such as the law that asks for it; give it with --why")
    said = {"template": template, "period": kept, "why": why.strip(), "person": acting.person, "at": acting.at}
    session.execute(insert(RetentionRow).values(said))
    record(
        session, acting, "archive-retention", AuditSubject("template", template), f"{kept or 'for good'}: {why.strip()}"
    )
    return Retention(template, kept, why.strip(), acting.person, acting.at)


def retentions(session: Session) -> dict[str, Retention]:
    """What holds for each template that somebody said something about."""
    rows = session.scalars(select(RetentionRow).order_by(RetentionRow.id))
    return {row.template: Retention(row.template, row.period, row.why, row.person, row.at) for row in rows}


def cutoff(period: str, today: date) -> date:
    """The first day that is still kept: what was issued before it has been kept for `period`. Raises RetentionError."""
    match = _PERIOD.match(period)
    if match is None:
        raise RetentionError(f"{period[:40]!r} is no period of retention; write 10y, 18m, 90d, or none for good")
    number = int(match[1])
    try:
        if match[2] == "d":
            return today - timedelta(days=number)
        months = today.year * 12 + today.month - 1 - number * (12 if match[2] == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        raise RetentionError(f"{period} reaches back before the calendar; write none to keep for good") from None


def expired(session: Session, template: str, before: date, after: int = 0) -> list[tuple[int, str, str]]:
    """Of what was issued before a day, the next communications that still have keys, at most `AT_ONCE`: number, id and
    digest of the manifest."""
    row = CommunicationRow
    query = (
        select(row.id, row.communication, row.manifest)
        .join(PackRow, PackRow.id == row.pack)
        .where(PackRow.template == template, row.issued < before, row.ended_at.is_(None), row.id > after)
        .order_by(row.id)
        .limit(AT_ONCE)
    )
    return [(number, name, manifest) for number, name, manifest in session.execute(query)]


def expire(
    session: Session, acting: Acting, retention: Retention, found: Iterable[tuple[int, str, str]]
) -> Proof | None:
    """Destroy those of `found` that no hold keeps, in one act; None when there are none.

    In a transaction that writes, with what `expired` gave in it. Raises ForbiddenError.
    """
    PeopleStore(session).require(acting.person, "archive", "template", retention.template)
    listed = [(name, manifest) for _, name, manifest in found]
    held = held_communications(session, (name for name, _ in listed))
    gone = [(name, manifest) for name, manifest in listed if name not in held]
    if not gone:
        return None
    end(session, [name for name, _ in gone], acting.at)
    return prove(session, acting, "expiry", retention.template, f"kept for {retention.period}", gone)
