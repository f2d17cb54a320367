"""The table of the audit log, and the guards that let rows be added to it and nothing else be done."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Connection,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    event,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from approval.audit import MAX_KEY

TABLE: Final = "audit_log"

_DIGEST_LENGTH = 71


class AuditBase(DeclarativeBase):
    """The log has a base of its own, so that nothing else's creation or removal reaches it."""


class AuditRow(AuditBase):
    """A row as it is stored; its fields are those of `approval.audit.AuditEntry`.

    The time is text, as it was hashed: no database's idea of a time stands between a row and its hash.
    """

    __tablename__ = TABLE
    __table_args__ = (
        PrimaryKeyConstraint("sequence", name="pk_audit_log"),
        CheckConstraint("sequence > 0", name="ck_audit_log_sequence"),
        Index("ix_audit_log_digest", "digest"),
        Index("ix_audit_log_who", "who", "sequence"),
        Index("ix_audit_log_subject", "kind", "key", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), autoincrement=False)
    at: Mapped[str] = mapped_column(String(27))
    who: Mapped[str] = mapped_column(String(MAX_KEY))
    act: Mapped[str] = mapped_column(String(MAX_KEY))
    kind: Mapped[str] = mapped_column(String(MAX_KEY))
    key: Mapped[str] = mapped_column(String(MAX_KEY))
    version: Mapped[int | None] = mapped_column(BigInteger)
    digest: Mapped[str | None] = mapped_column(String(_DIGEST_LENGTH))
    origin: Mapped[str] = mapped_column(String(MAX_KEY))
    host: Mapped[str] = mapped_column(String(MAX_KEY))
    why: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(_DIGEST_LENGTH))
    hash: Mapped[str] = mapped_column(String(_DIGEST_LENGTH))


AUDIT_LOG: Final = AuditBase.metadata.tables[TABLE]

_SQLITE_GUARDS = {
    "audit_log_no_update": """CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only: its rows are neither changed nor removed'); END""",
    "audit_log_no_delete": """CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only: its rows are neither changed nor removed'); END""",
    # INSERT OR REPLACE removes the old row without asking the triggers on DELETE.
    "audit_log_no_replace": """CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
        WHEN EXISTS (SELECT 1 FROM audit_log WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only: its rows are neither changed nor removed'); END""",
}

_POSTGRESQL_FUNCTION = """CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        RAISE EXCEPTION 'the audit log is append-only: its rows are neither changed nor removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$"""

_POSTGRESQL_GUARDS = {
    "audit_log_append_only": """CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse()""",
}

# Without ALWAYS, a session that calls itself a replica would pass the guard.
_POSTGRESQL_ALWAYS = "ALTER TABLE audit_log ENABLE ALWAYS TRIGGER audit_log_append_only"


def guard_statements(dialect: str) -> tuple[str, ...]:
    """Return the statements that guard the table once it is there, for ``sqlite`` or ``postgresql``.

    Raises ValueError for another database: a log that cannot be guarded is not kept.
    """
    if dialect == "sqlite":
        return tuple(_SQLITE_GUARDS.values())
    if dialect == "postgresql":
        return (_POSTGRESQL_FUNCTION, *_POSTGRESQL_GUARDS.values(), _POSTGRESQL_ALWAYS)
    raise ValueError(f"the audit log is kept in SQLite or PostgreSQL, not in {dialect}")


def create_audit_log(connection: Connection) -> None:
    """Create the table with its guards, in the caller's transaction; nothing happens if it is there."""
    AuditBase.metadata.create_all(connection)


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """Return the names of the guards that are gone, switched off or other than they were made."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        found = {row.name: row.sql for row in connection.execute(query, {"table": TABLE})}
        return tuple(name for name, statement in _SQLITE_GUARDS.items() if found.get(name) != statement)
    query = text("SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(:table) AND tgenabled = 'A'")
    enabled = set(connection.execute(query, {"table": TABLE}).scalars())
    return tuple(name for name in _POSTGRESQL_GUARDS if name not in enabled)


@event.listens_for(AUDIT_LOG, "after_create")
def _guard(_table: Table, connection: Connection, **_: object) -> None:
    for statement in guard_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
