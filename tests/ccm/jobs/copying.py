"""Copies of whole databases, for doing two things to the same."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine

from ccm.db.session import Database


@contextmanager
def copied(database: Database, folder: Path) -> Iterator[Database]:
    """A copy of a database, as it is now; SQLite's in `folder`. Nobody may use the original meanwhile."""
    url = database.engine.url
    if url.get_backend_name() == "sqlite":
        copy = url.set(database=str(folder / "ccm.db"))
        assert url.database is not None
        assert copy.database is not None
        with closing(sqlite3.connect(url.database)) as source, closing(sqlite3.connect(copy.database)) as target:
            source.backup(target)
    else:
        database.close()
        copy = url.set(database=f"ccm_{uuid4().hex}")
        engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {copy.database} TEMPLATE {url.database}")
        engine.dispose()
    opened = Database(copy)
    try:
        yield opened
    finally:
        opened.close()
