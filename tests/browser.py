"""A browser for tests, where there is one: Chromium as the system installs it, without a network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium; install the package chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that runs until the block ends. Its sandbox is off: containers often cannot give it one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
