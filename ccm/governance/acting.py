"""Acting: who does something, when and from where; and the row of the audit log that every act ends with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from approval.audit import AuditEntry, AuditSubject, Where
from approval.audit_store import Told, append_all
from ccm.auditing import here

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm acts").
_POSTGRESQL_LOCK = 3565766456122938846


@dataclass(frozen=True)
class Acting:
    """A person (their key), the moment, and the way in."""

    person: str
    at: datetime
    where: Where


def acting_now(person: str, origin: str) -> Acting:
    """`person` acts now, coming in by `origin` (cli, api, job)."""
    return Acting(person, datetime.now(UTC), here(origin))


def take_turn(session: Session) -> None:
    """Be the only one to edit, submit, decide, release or recall until the transaction ends; others wait for that.

    Such an act rests on what others approved, and reaches beyond what it is about: two approvals that together complete
    a release must see each other, and nobody waits for somebody who waits for them. It is the first thing an act does,
    before any row or right is held. On SQLite a transaction that writes is alone from its beginning.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _POSTGRESQL_LOCK})


def record(session: Session, acting: Acting, act: str, subject: AuditSubject, why: str = "") -> AuditEntry:
    """Write an act into the audit log, in the act's own transaction and as its last statement.

    What the act itself wrote is sent to the database first, so that a constraint it breaks breaks it here.
    Raises AuditError when it cannot be written as it is described; then nothing may be committed.
    """
    (entry,) = record_all(session, [told(acting, act, subject, why)])
    return entry


def told(acting: Acting, act: str, subject: AuditSubject, why: str = "") -> Told:
    """An act as `record_all` takes it."""
    return Told(acting.at, acting.person, act, subject, acting.where, why)


def record_all(session: Session, acts: Iterable[Told]) -> tuple[AuditEntry, ...]:
    """Write several acts that make one transaction into the audit log, in their order; as `record` writes one."""
    session.flush()
    return append_all(session.connection(), acts)
