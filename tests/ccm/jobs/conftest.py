"""What the tests of jobs share: a shop that is made once for each kind of database, and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccm.db.session import Database
from tests.ccm.governance.office import Office, passed
from tests.ccm.jobs.copying import copied
from tests.ccm.jobs.shop import Shop, opened
from tests.databases import KINDS, new_database


@pytest.fixture(scope="session", params=KINDS)
def first_shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    folder = tmp_path_factory.mktemp("shop")
    with new_database(request.param, folder, cluster) as database, pytest.MonkeyPatch.context() as patch:
        patch.setattr("ccm.governance.submitting.run_gates", passed)
        database.upgrade()
        yield opened(database, folder)


@pytest.fixture
def home(first_shop: Shop, tmp_path: Path) -> Iterator[Database]:
    """A copy of the shop's database; its library stands in `tmp_path`."""
    shutil.copytree(first_shop.folder / "library", tmp_path / "library")
    with copied(first_shop.database, tmp_path) as database:
        yield database


@pytest.fixture
def shop(first_shop: Shop, home: Database, tmp_path: Path) -> Shop:
    return Shop(home, tmp_path, first_shop.release)


@pytest.fixture
def office(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The office behind the shop."""
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    return Office.again(shop.database, shop.folder)
