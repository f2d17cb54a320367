"""Looking for rows of the audit log: who did what to what, and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from approval.audit import AuditEntry
from approval.audit_store import COLUMNS, any_bytes
from approval.audit_tables import AUDIT_LOG
from approval.moments import moment


@dataclass(frozen=True)
class Wanted:
    """What to look for: everything that is given has to fit. From `since` up to and not including `until`."""

    who: str | None = None
    act: str | None = None
    kind: str | None = None
    key: str | None = None
    digest: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def search(
    connection: Connection, wanted: Wanted, *, before: int | None = None, limit: int = 100
) -> tuple[AuditEntry, ...]:
    """The newest `limit` rows that are `wanted`, the newest first, of those with a number below `before`.

    They are given as they stand; whether the log is whole is `approval.audit_chain.verify`'s to say.
    """
    query = select(*COLUMNS).where(*_fits(wanted)).order_by(AUDIT_LOG.c.sequence.desc()).limit(limit)
    if before is not None:
        query = query.where(AUDIT_LOG.c.sequence < before)
    with any_bytes(connection):
        return tuple(AuditEntry(*row) for row in connection.execute(query))


def _fits(wanted: Wanted) -> list[ColumnElement[bool]]:
    same = [(AUDIT_LOG.c[name], getattr(wanted, name)) for name in ("who", "act", "kind", "key", "digest")]
    fits: list[ColumnElement[bool]] = [column == value for column, value in same if value is not None]
    if wanted.since is not None:
        fits.append(AUDIT_LOG.c.at >= moment(wanted.since))
    if wanted.until is not None:
        fits.append(AUDIT_LOG.c.at < moment(wanted.until))
    return fits
