"""Databases to test on: SQLite, and a real PostgreSQL cluster of the tests' own (`tests.postgresql`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from ccm.db.session import Database
from tests.postgresql import create_database

KINDS = ("sqlite", "postgresql")


@contextmanager
def new_database(kind: str, folder: Path, cluster: URL | None) -> Iterator[Database]:
    """An empty database of `kind`; one on PostgreSQL needs a `cluster`."""
    url = URL.create("sqlite", database=str(folder / "ccm.db")) if cluster is None else create_database(cluster)
    assert url.get_backend_name() == kind
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
