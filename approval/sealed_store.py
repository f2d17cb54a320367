"""Rows under seal: what every row of approval's history is written and read through.

The seal of a row is a digest over the name of its table and all its other fields. A row whose fields do not give its
seal was altered: reading it raises, and nothing is approved by it. Whoever writes a fitting seal with an altered row
is found by the audit log, which has every act.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from approval.audit_store import any_bytes
from approval.digests import digest_of
from approval.tables import ApprovalBase

FORM = "ccm.approval/1"
"""Sealed with every row: what its fields mean. Another form of row gets another name."""

Row = Mapping[str, Any]


class ApprovalStoreError(LookupError):
    """What was asked for is not there or cannot be kept; the message says why and what to do."""


class NotKeptError(ApprovalStoreError):
    """There is no such submission, workflow or report."""


class ApprovalDamagedError(RuntimeError):
    """What the database holds is not what was put there; the message names the row. Nothing is approved by it."""


def table_of(model: type[ApprovalBase]) -> Table:
    return ApprovalBase.metadata.tables[model.__tablename__]


def seal_of(table: str, fields: Row) -> str:
    """The seal that `fields`, all but the seal itself, call for. Never fails, whatever they hold."""
    plain = {name: value if isinstance(value, str | int | None) else repr(value) for name, value in fields.items()}
    return digest_of({"form": FORM, "table": table, **plain})


def add_sealed(session: Session, model: type[ApprovalBase], rows: Iterable[Row]) -> None:
    """Add `rows` to the table of `model`, each with its seal.

    Raises ApprovalStoreError for a text that not every database can keep.
    """
    table = table_of(model)
    sealed = [{**row, "seal": seal_of(table.name, row)} for row in rows]
    for row in sealed:
        check_texts(table, row)
    if sealed:
        session.execute(insert(table), sealed)


def read_sealed(session: Session, model: type[ApprovalBase], *where: ColumnElement[bool]) -> list[dict[str, Any]]:
    """The rows of the table of `model` for which all of `where` holds, whole, in the order of their key.

    Raises ApprovalDamagedError for an altered one.
    """
    table = table_of(model)
    query = select(table).where(*where).order_by(*table.primary_key)
    with any_bytes(session.connection()):
        rows: list[dict[str, Any]] = [dict(row) for row in session.execute(query).mappings()]
    for row in rows:
        if row.pop("seal") != seal_of(table.name, row):
            raise ApprovalDamagedError(f"{name_of(table, row)} was altered; ask the audit log who did it")
    return rows


def name_of(table: Table, row: Row) -> str:
    """How messages name a row: its table, and the fields that tell it from the others."""
    return f"the row of {table.name} with " + ", ".join(f"{key.name} {row[key.name]!r}" for key in table.primary_key)


def check_texts(table: Table, row: Row) -> None:
    """Raise ApprovalStoreError for a text that is longer than its column, or holds what PostgreSQL does not keep."""
    for name, value in row.items():
        if not isinstance(value, str):
            continue
        longest = getattr(table.c[name].type, "length", None)
        if longest is not None and len(value) > longest:
            raise ApprovalStoreError(f"{table.name}: {name} has {len(value)} characters; at most {longest} are kept")
        if any(mark == "\0" or "\ud800" <= mark <= "\udfff" for mark in value):
            raise ApprovalStoreError(f"{table.name}: {name} holds a character that is no text; take it out")


def add_once(session: Session, model: type[ApprovalBase], row: Row) -> bool:
    """Add `row`, which has no seal, unless there is one with its key, added at this moment by others included."""
    return _added(session, table_of(model), row)


def add_next(session: Session, model: type[ApprovalBase], row: Row) -> bool:
    """Add `row` with its seal; False when somebody else has just taken its key."""
    table = table_of(model)
    check_texts(table, row)
    return _added(session, table, {**row, "seal": seal_of(table.name, row)})


def _added(session: Session, table: Table, row: Row) -> bool:
    try:
        with session.begin_nested():
            session.execute(insert(table), row)
    except IntegrityError:
        return False
    return True
