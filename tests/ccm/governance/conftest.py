"""What the tests of governance share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ccm.db.session import Database
from tests.ccm.governance.office import Office, gates_that_pass


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Iterator[Office]:
    """An office on SQLite and on PostgreSQL, in which gates pass; what they find is asked in their own tests."""
    with gates_that_pass():
        yield Office(database, tmp_path)
