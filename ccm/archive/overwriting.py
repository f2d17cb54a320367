"""Taking keys away for good: what is deleted from a database's tables is not yet gone from its files.

SQLite is told to write zeros over it, and to empty its journal. PostgreSQL leaves it to VACUUM, and copies of a
database have it still; only a new master key makes those worthless (`ccm.archive.rotating`).
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from ccm.db.session import Database


def overwrite(session: Session) -> None:
    """In a transaction that takes keys away, have zeros written over them, where the database can."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))


def empty_journal(database: Database) -> None:
    """After such a transaction, have nothing of what was there before left in the journal, where there is one."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
