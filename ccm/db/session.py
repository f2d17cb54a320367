"""The database: where it is, how it is opened, and its transactions.

``CCM_DATABASE_URL`` names it (``postgresql://user@host/name``). Unset, it is the SQLite file ``ccm.db`` in
``CCM_HOME``, or in the working folder; that one is made and brought up to date by itself.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import DatabaseError as SQLDatabaseError
from sqlalchemy.orm import Session

from ccm.db.revision import is_current

BUSY_SECONDS = 10


class DatabaseError(RuntimeError):
    """The database cannot be opened or is not up to date; the message says what to do."""


class Database:
    """An open database. Sessions end with a commit, or with a rollback when an exception leaves them."""

    def __init__(self, url: URL) -> None:
        """Open the database at `url`. Raises DatabaseError when there is no driver for it."""
        try:
            self.engine = _engine(url)
        except (ArgumentError, NoSuchModuleError) as error:
            raise DatabaseError(
                f"{url.drivername!r} is no database for ccm; give sqlite:// or postgresql://"
            ) from error
        except ModuleNotFoundError as error:
            raise DatabaseError(
                f"the driver {error.name} is not installed; install ccm-engine[postgresql] for PostgreSQL"
            ) from error
        self._writing = self.engine.execution_options(ccm_writing=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the database and changes nothing."""
        with Session(self.engine) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that may write; on SQLite it is the only one from its beginning."""
        with Session(self._writing) as session, session.begin():
            yield session

    def upgrade(self, revision: str = "head") -> tuple[str | None, str | None]:
        """Bring the tables up to `revision`, in one transaction; return the revisions before and after."""
        from ccm.db.migrate import upgrade

        with self._writing.begin() as connection:
            return upgrade(connection, revision)

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def open_database(environment: Mapping[str, str] = os.environ, *, check: bool = True) -> Iterator[Database]:
    """Open the database the environment names. The embedded default is brought up to date first.

    Raises DatabaseError when it cannot be reached, or when `check` and it is not up to date.
    """
    url = database_url(environment)
    database = Database(url)
    try:
        if check:
            _be_current(database, embedded=not environment.get("CCM_DATABASE_URL"))
        yield database
    except OperationalError as error:
        raise DatabaseError(f"the database {url.render_as_string()} does not answer: {error.orig}") from error
    finally:
        database.close()


def database_url(environment: Mapping[str, str]) -> URL:
    """The address of the database. Raises DatabaseError when it is none."""
    named = environment.get("CCM_DATABASE_URL")
    if not named:
        home = Path(environment.get("CCM_HOME") or ".")
        return URL.create("sqlite", database=str(home / "ccm.db"))
    try:
        url = make_url(named)
    except ArgumentError as error:
        raise DatabaseError("CCM_DATABASE_URL is no address; write it as postgresql://user@host/name") from error
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _be_current(database: Database, *, embedded: bool) -> None:
    try:
        with database.engine.connect() as connection:
            if is_current(connection):
                return
    except SQLDatabaseError as error:
        address = database.engine.url.render_as_string()
        raise DatabaseError(f"the database {address} cannot be used: {error.orig}") from error
    if not embedded:
        raise DatabaseError("the database is not up to date; run 'ccm db upgrade'")
    database.upgrade()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(f"{error.filename}: cannot be made: {error.strerror}") from error
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not where sqlite3 guesses
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # Taking the write lock later, after a read, fails at once when somebody else wrote in between.
    writing = connection.get_execution_options().get("ccm_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
