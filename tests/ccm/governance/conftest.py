"""What the tests of governance share."""

from pathlib import Path

import pytest

from ccm.db.session import Database
from tests.ccm.governance.office import Office, passed


@pytest.fixture
def office(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office on SQLite and on PostgreSQL, in which gates pass; what they find is asked in their own tests."""
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    return Office(database, tmp_path)
