"""The audit log in a database: rows are added in the transaction of the act they tell of, and read as a stream."""

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, text

from approval.audit import AuditEntry, AuditSubject, Head, Where, next_entry
from approval.audit_tables import AUDIT_LOG

COLUMNS = tuple(AUDIT_LOG.c[field.name] for field in fields(AuditEntry))

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm audit log").
_POSTGRESQL_LOCK = -4841638122075276352

_ROWS_AT_A_TIME = 1000


_INSERT = insert(AUDIT_LOG)
_HEAD = select(AUDIT_LOG.c.sequence, AUDIT_LOG.c.hash).order_by(AUDIT_LOG.c.sequence.desc()).limit(1)
# A write that touches no row takes SQLite's one write lock, however the transaction was begun.
_WRITE_NOTHING = text("DELETE FROM audit_log WHERE 0")


@dataclass(frozen=True)
class Told:
    """An act to be written into the log; see `approval.audit.next_entry`."""

    at: datetime
    who: str
    act: str
    subject: AuditSubject
    where: Where
    why: str = ""


class NoTransactionError(RuntimeError):
    """The connection commits every statement by itself, so that an act and its row could part."""


def append(
    connection: Connection,
    *,
    at: datetime,
    who: str,
    act: str,
    subject: AuditSubject,
    where: Where,
    why: str = "",
) -> AuditEntry:
    """Add a row in the caller's transaction, and return it: it is kept or lost with the act it tells of.

    Writers wait for each other from here to the end of their transactions, so this is best called last. On SQLite a
    transaction that has read before others wrote cannot wait: it fails with OperationalError ("database is locked")
    and is to be begun anew; begin with BEGIN IMMEDIATE to avoid it. On PostgreSQL the same is true of transactions
    stricter than READ COMMITTED, which fail with IntegrityError. The log is whole in every case.
    Raises AuditError as `approval.audit.next_entry` does, and NoTransactionError on an autocommit connection.
    """
    (entry,) = append_all(connection, [Told(at, who, act, subject, where, why)])
    return entry


def append_all(connection: Connection, acts: Iterable[Told]) -> tuple[AuditEntry, ...]:
    """Add a row for each of `acts`, in their order, as `append` adds one; none of them when it raises."""
    _lock(connection)
    last: AuditEntry | Head = head(connection)
    rows: list[AuditEntry] = []
    for one in acts:
        last = next_entry(last, at=one.at, who=one.who, act=one.act, subject=one.subject, where=one.where, why=one.why)
        rows.append(last)
    if rows:
        connection.execute(_INSERT, [asdict(row) for row in rows])
    return tuple(rows)


def _lock(connection: Connection) -> None:
    """Keep other writers from the end of the log until the transaction ends."""
    if connection.dialect.name == "postgresql":
        if connection.connection.driver_connection.autocommit:  # type: ignore[union-attr]
            raise NoTransactionError("the audit log needs a transaction; this connection is in autocommit mode")
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _POSTGRESQL_LOCK})
        return
    connection.execute(_WRITE_NOTHING)
    if not connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        raise NoTransactionError("the audit log needs a transaction; this connection is in autocommit mode")


def head(connection: Connection) -> Head:
    """Return the head of the log as it is now."""
    row = connection.execute(_HEAD).first()
    return Head(row.sequence, row.hash) if row else Head()


def entries(connection: Connection) -> Generator[AuditEntry, None, None]:
    """Yield every row in order, a thousand in memory at a time, as they stood when the reading began.

    What the database holds is given as it is, bytes that are no text included, for `verify` to judge.
    """
    query = select(*COLUMNS).order_by(AUDIT_LOG.c.sequence)
    with any_bytes(connection), connection.execute(query, execution_options={"yield_per": _ROWS_AT_A_TIME}) as rows:
        for number, *rest in rows:
            # A table that was built anew may hold anything for a number; no row is written with 0.
            yield AuditEntry(number if isinstance(number, int) else 0, *rest)


def entries_about(connection: Connection, digests: Collection[str]) -> tuple[AuditEntry, ...]:
    """The rows about any of these digests, in order. They are given as they are, as `entries` gives them."""
    query = select(*COLUMNS).where(AUDIT_LOG.c.digest.in_(digests)).order_by(AUDIT_LOG.c.sequence)
    with any_bytes(connection):
        return tuple(AuditEntry(*row) for row in connection.execute(query))


@contextmanager
def any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite give text that is not UTF-8, which only somebody tampering can have written, instead of failing."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    usual = driver.text_factory
    driver.text_factory = _lenient_text
    try:
        yield
    finally:
        driver.text_factory = usual


def _lenient_text(body: bytes) -> str:
    return body.decode("utf-8", "surrogateescape")
