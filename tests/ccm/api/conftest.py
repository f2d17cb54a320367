"""What the tests of the API share: an office behind a server, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ccm.api.office_api import Served, served
from tests.ccm.api.office_api import press as pressed
from tests.ccm.governance.copies import built, copied
from tests.ccm.governance.office import Office
from tests.databases import KINDS


@pytest.fixture(scope="module", params=KINDS)
def built_office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office that a module's tests copy, in which gates pass; what they find is asked in their own tests."""
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    with built(request.param, tmp_path_factory.mktemp("office"), cluster) as office:
        yield office


@pytest.fixture
def office(built_office: Office, tmp_path: Path) -> Iterator[Office]:
    """An office of the test's own."""
    with copied(built_office, tmp_path) as office:
        yield office


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
