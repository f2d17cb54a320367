"""What every test may ask for.

Property tests are judged by what they find, never by how long a busy machine takes. Under CI they try the same
examples every time, so that a change is judged by itself; everywhere else they go on looking for new ones.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL

from ccm.db.session import Database
from tests.databases import KINDS, new_database
from tests.postgresql import postgresql_cluster, postgresql_programs

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("unhurried", unhurried)
settings.register_profile("ci", unhurried, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "unhurried")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[URL]:
    """A PostgreSQL cluster, started when the first test asks for it."""
    if postgresql_programs() is None:
        pytest.skip("there is no PostgreSQL: install Debian's postgresql package")
    with postgresql_cluster() as cluster:
        yield cluster


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables, on SQLite and on PostgreSQL."""
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    with new_database(request.param, tmp_path, cluster) as database:
        yield database


@pytest.fixture
def database(empty_database: Database) -> Database:
    """A database with every table, on SQLite and on PostgreSQL."""
    empty_database.upgrade()
    return empty_database
