"""Which revision the tables of a database are at.

Every command asks that first; so it is asked without alembic, which takes a third of a second to be read and is for
those who bring a database up to date (`ccm.db.migrate`).
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"

_TABLE = "alembic_version"


@cache
def newest_revision() -> str:
    """The last revision there is: files are named by their revisions, ``r0016_uploads.py``, which go on in order."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("r[0-9]*_*.py"))


def current_revision(connection: Connection) -> str | None:
    """The revision a database is at, None when it is empty."""
    if not inspect(connection).has_table(_TABLE):
        return None
    found = connection.execute(text(f"SELECT version_num FROM {_TABLE}")).scalar()  # noqa: S608 - our own word
    return None if found is None else str(found)


def is_current(connection: Connection) -> bool:
    return current_revision(connection) == newest_revision()
