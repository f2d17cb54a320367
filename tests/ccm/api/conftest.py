"""What the tests of the API share: an office behind a server, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ccm.db.session import Database
from tests.ccm.api.office_api import Served, served
from tests.ccm.api.office_api import press as pressed
from tests.ccm.governance.office import Office, passed


@pytest.fixture
def office(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office in which gates pass; what they find is asked in their own tests."""
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    return Office(database, tmp_path)


@pytest.fixture
def server(office: Office) -> Iterator[Served]:
    """The office behind a server."""
    yield from served(office)


@pytest.fixture
def client_as(server: Served) -> Callable[..., TestClient]:
    """Make a client that is somebody: ``client_as("anna")``, or with a key for little: ``client_as("ida", "view")``."""
    return server.client_as


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An office with a released letter, behind a server that renders and keeps: one for all tests of a module."""
    yield from pressed(tmp_path_factory.mktemp("press"))
