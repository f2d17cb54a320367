"""Acting: who does something, when and from where; and the row of the audit log that every act ends with."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from approval.audit import AuditEntry, AuditSubject, Where
from approval.audit_store import append
from ccm.auditing import here


@dataclass(frozen=True)
class Acting:
    """A person (their key), the moment, and the way in."""

    person: str
    at: datetime
    where: Where


def acting_now(person: str, origin: str) -> Acting:
    """`person` acts now, coming in by `origin` (cli, api, job)."""
    return Acting(person, datetime.now(UTC), here(origin))


def record(session: Session, acting: Acting, act: str, subject: AuditSubject, why: str = "") -> AuditEntry:
    """Write an act into the audit log, in the act's own transaction and as its last statement.

    What the act itself wrote is sent to the database first, so that a constraint it breaks breaks it here.
    Raises AuditError when it cannot be written as it is described; then nothing may be committed.
    """
    session.flush()
    return append(
        session.connection(),
        at=acting.at,
        who=acting.person,
        act=act,
        subject=subject,
        where=acting.where,
        why=why,
    )
