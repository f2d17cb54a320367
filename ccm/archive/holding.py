"""Legal hold: while it runs, nothing of a customer, or a single communication, is destroyed, whoever asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.bulk import batches
from ccm.archive.store import Communication
from ccm.archive.tables import CommunicationRow, CustomerRow, HoldRow
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore


class HoldError(ValueError):
    """A hold cannot be set or released as it is asked for; the message says why."""


@dataclass(frozen=True)
class Hold:
    """A hold on a customer (by pseudonym) or on one communication, by whom it was set, and why."""

    number: int
    customer: str | None
    communication: str | None
    why: str
    person: str
    started_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    ended_why: str | None

    def __str__(self) -> str:
        what = f"customer {self.customer}" if self.customer else f"communication {self.communication}"
        return f"hold {self.number} on {what}, by {self.person} on {self.started_at:%Y-%m-%d}: {self.why}"


def hold_customer(session: Session, acting: Acting, pseudonym: str, why: str) -> Hold:
    """Let nothing of a customer be destroyed, now or later. Raises ForbiddenError, HoldError."""
    PeopleStore(session).require(acting.person, "archive")
    if session.scalar(select(CustomerRow.id).where(CustomerRow.pseudonym == pseudonym).limit(1)) is None:
        raise HoldError("the archive has nothing of this customer; 'ccm archive find' shows what there is")
    return _begin(session, acting, pseudonym, None, why)


def hold_communication(session: Session, acting: Acting, communication: Communication, why: str) -> Hold:
    """Let one communication not be destroyed. Raises ForbiddenError, HoldError."""
    PeopleStore(session).require(acting.person, "archive", "template", communication.template)
    if not communication.readable:
        raise HoldError(f"the communication {communication.id} was destroyed already; there is nothing to hold")
    return _begin(session, acting, None, communication.id, why)


def release_hold(session: Session, acting: Acting, number: int, why: str) -> Hold:
    """End a hold. Raises ForbiddenError, HoldError."""
    PeopleStore(session).require(acting.person, "archive")
    found = session.scalars(select(HoldRow).where(HoldRow.id == number).with_for_update()).one_or_none()
    if found is None or found.ended_at is not None:
        raise HoldError(f"there is no hold {number} that runs; 'ccm archive holds' lists them")
    said = {"ended_at": acting.at, "ended_by": acting.person, "ended_why": _reason(why)}
    session.execute(update(HoldRow).where(HoldRow.id == number).values(said))
    session.expire_all()
    ended = _hold(session.scalars(select(HoldRow).where(HoldRow.id == number)).one())
    record(session, acting, "archive-release-hold", _subject(ended), ended.ended_why or "")
    return ended


def holds(session: Session, *, every: bool = False) -> tuple[Hold, ...]:
    """The holds that run, the oldest first; with `every`, those that ended too."""
    query = select(HoldRow).order_by(HoldRow.id)
    return tuple(_hold(row) for row in session.scalars(query if every else query.where(HoldRow.ended_at.is_(None))))


def holds_on(session: Session, communication: Communication) -> tuple[Hold, ...]:
    """The holds that keep a communication from being destroyed."""
    on = or_(HoldRow.customer == communication.pseudonym, HoldRow.communication == communication.id)
    query = select(HoldRow).where(HoldRow.ended_at.is_(None), on).order_by(HoldRow.id)
    return tuple(_hold(row) for row in session.scalars(query))


def holds_on_customer(session: Session, pseudonym: str) -> tuple[Hold, ...]:
    """The holds on a customer, and on any communication of theirs."""
    theirs = (
        select(CommunicationRow.communication)
        .join(CustomerRow, CustomerRow.id == CommunicationRow.customer)
        .where(CustomerRow.pseudonym == pseudonym)
    )
    on = or_(HoldRow.customer == pseudonym, HoldRow.communication.in_(theirs))
    query = select(HoldRow).where(HoldRow.ended_at.is_(None), on).order_by(HoldRow.id)
    return tuple(_hold(row) for row in session.scalars(query))


def held_communications(session: Session, names: Iterable[str]) -> frozenset[str]:
    """Those of these communications that a hold keeps."""
    held: set[str] = set()
    runs = select(HoldRow.id).where(
        HoldRow.ended_at.is_(None),
        or_(HoldRow.customer == CustomerRow.pseudonym, HoldRow.communication == CommunicationRow.communication),
    )
    for batch in batches(names):
        query = (
            select(CommunicationRow.communication)
            .join(CustomerRow, CustomerRow.id == CommunicationRow.customer)
            .where(CommunicationRow.communication.in_(batch), runs.exists())
        )
        held.update(session.scalars(query))
    return frozenset(held)


def _begin(session: Session, acting: Acting, customer: str | None, communication: str | None, why: str) -> Hold:
    values = {
        "customer": customer, "communication": communication, "why": _reason(why), "person": acting.person,
        "started_at": acting.at,
    }  # fmt: skip
    number = session.scalars(insert(HoldRow).values(values).returning(HoldRow.id)).one()
    made = _hold(session.scalars(select(HoldRow).where(HoldRow.id == number)).one())
    record(session, acting, "archive-hold", _subject(made), made.why)
    return made


def _subject(hold: Hold) -> AuditSubject:
    kind, key = ("archive-customer", hold.customer) if hold.customer else ("communication", hold.communication)
    return AuditSubject(kind, key or "", hold.number)


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason:
        raise HoldError("a hold, and its end, has a reason; give it with --why, and name no customer in it")
    return reason


def _hold(row: HoldRow) -> Hold:
    return Hold(
        row.id, row.customer, row.communication, row.why, row.person, row.started_at, row.ended_at, row.ended_by,
        row.ended_why,
    )  # fmt: skip
