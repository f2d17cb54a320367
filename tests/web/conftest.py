"""What the tests of the web application share: a site that is served, and people who visit it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ccm.api.web import FOLDER, PAGE
from tests.browser import CHROMIUM, chromium
from tests.ccm.api.real_server import running
from tests.web.home import built_home, copied_home
from tests.web.people import PageAs, Visitors, take_screen

# How long a page may take says nothing about it here: other tests are at work beside it.
expect.set_options(timeout=20_000)

JOURNEYS = ("admin", "desk", "editor", "library", "operations", "preview", "whole_way")
"""Whole ways through the application, by module. They take many minutes, and are asked for by name."""

HERE = Path(__file__).resolve().parent
SCREENS = HERE.parents[1] / "out" / "screens"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the journeys, saying so, unless ``CCM_WEB_JOURNEYS=1`` asks for them."""
    if os.environ.get("CCM_WEB_JOURNEYS") == "1":
        return
    left_out = pytest.mark.skip(reason="a journey through the web application; CCM_WEB_JOURNEYS=1 runs it")
    for item in items:
        if item.path.parent == HERE and item.path.stem.removeprefix("test_") in JOURNEYS:
            item.add_marker(left_out)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium; install the package chromium")
    if not (FOLDER / PAGE).is_file():
        pytest.skip("the web application is not built; 'make test' builds it, 'scripts/npm run build' too")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def office_home(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with everything approved and released, to be copied and not to be changed."""
    base = tmp_path_factory.getbasetemp()
    return built_home(base.parent if base.name.startswith("popen-") else base)


@pytest.fixture(scope="module")
def home(office_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation of a module's tests."""
    return copied_home(office_home, tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[str]:
    """The address of a server for a module's tests, whose gates pass at once."""
    with running(home, "", ("-m", "tests.web.quick_server")) as (address, _):
        yield address


@pytest.fixture
def visitors(browser: Browser, site: str) -> Iterator[Visitors]:
    """People who visit the site; the test fails if a page of theirs broke."""
    visitors = Visitors(browser, site)
    yield visitors
    visitors.close()
    assert visitors.broken == []


@pytest.fixture
def page_as(visitors: Visitors) -> PageAs:
    """Make a page that somebody is signed in at: ``page_as("anna", "/templates")``."""
    return visitors.page_as


@pytest.fixture
def screen() -> Callable[[Page, str], None]:
    """Take a picture of a page, for people to look at: ``screen(page, "queue")``."""
    return lambda page, name: take_screen(page, name, SCREENS)
