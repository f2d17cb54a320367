"""Pages in a real browser, held against WCAG by axe-core: Chromium without a network, and no script but axe-core's."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ccm.gates.unavailable import GateUnavailableError, needed
from content_blocks.digest import digest_bytes

Screen = Literal["desktop", "phone"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

_SCREENS = {"desktop": {"width": 1200, "height": 900}, "phone": {"width": 375, "height": 812}}
_ADDRESS = "http://page.invalid/"
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:"
_OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true"
_RUN = "options => axe.run(document, options)"
_OPTIONS = {"runOnly": list(TAGS), "resultTypes": ["violations"]}


@dataclass(frozen=True)
class Violation:
    """A rule of axe-core that a page breaks: its id, what it asks, and the elements that break it."""

    rule: str
    impact: str
    help: str
    scheme: str
    elements: tuple[str, ...]

    def data(self) -> dict[str, object]:
        return {"rule": self.rule, "impact": self.impact, "help": self.help, "scheme": self.scheme,
                "elements": list(self.elements)}  # fmt: skip


def chromium_path() -> str | None:
    """Where Chromium is, as the system installs it; None when there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def check_browser() -> None:
    """Raise GateUnavailableError when Chromium, Playwright or axe-core is missing."""
    for module in ("playwright.sync_api", "axe_playwright_python"):
        needed(module, "wcag")
    if chromium_path() is None:
        raise GateUnavailableError(
            "the gate wcag needs Chromium, which is not installed; install the package chromium, "
            "and 'ccm-engine[approval]' for what drives it"
        )


@dataclass
class Looker:
    """A browser that looks at pages, each once. `versions` names it and axe-core."""

    browser: Any
    versions: dict[str, str]
    _tabs: dict[Screen, Any] = field(default_factory=dict)
    _seen: dict[tuple[str, Screen], tuple[Violation, ...]] = field(default_factory=dict)
    _html: str = ""

    def look(self, html: str, screen: Screen) -> tuple[Violation, ...]:
        """What is wrong with a page on a screen, in light and in dark. Raises GateUnavailableError."""
        known = (digest_bytes(html.encode()), screen)
        if known not in self._seen:
            self._seen[known] = tuple(self._violations(html, screen))
        return self._seen[known]

    def _violations(self, html: str, screen: Screen) -> Iterator[Violation]:
        playwright: Any = needed("playwright.sync_api", "wcag")
        try:
            tab = self._opened(html, screen)
            for scheme in SCHEMES:
                tab.emulate_media(color_scheme=scheme)
                found = tab.evaluate(_RUN, _OPTIONS)
                for violation in sorted(found["violations"], key=lambda one: str(one["id"])):
                    yield _violation(violation, scheme)
        except playwright.Error as error:
            raise GateUnavailableError(f"the browser of the gate wcag broke: {error}; run the gates again") from error

    def _opened(self, html: str, screen: Screen) -> Any:
        """The page in the tab of its screen, all its details open, with axe-core in it."""
        if screen not in self._tabs:
            context = self.browser.new_context(viewport=_SCREENS[screen])
            context.route("**/*", self._serve)
            self._tabs[screen] = context.new_page()
        tab, self._html = self._tabs[screen], html
        tab.goto(_ADDRESS)
        tab.evaluate(_OPEN_ALL)
        tab.evaluate(_axe_script())
        return tab

    def _serve(self, route: Any) -> None:
        """Give the page, with a policy under which its own scripts do not run; refuse every other request."""
        if route.request.url == _ADDRESS:
            policy = {"Content-Security-Policy": _POLICY}
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8", headers=policy)
        else:
            route.abort()


@contextmanager
def looker() -> Iterator[Looker]:
    """One browser for as long as the block lasts. Its sandbox is off: containers often cannot give it one.

    Raises GateUnavailableError.
    """
    check_browser()
    playwright: Any = needed("playwright.sync_api", "wcag")
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        except playwright.Error as error:
            raise GateUnavailableError(f"Chromium cannot be started for the gate wcag: {error}") from error
        try:
            yield Looker(browser, {"axe-core": _axe_version(), "chromium": browser.version})
        finally:
            browser.close()


def _violation(found: dict[str, Any], scheme: str) -> Violation:
    elements = sorted({str(node["html"])[:300] for node in found["nodes"]})
    return Violation(str(found["id"]), str(found["impact"]), str(found["help"]), scheme, tuple(elements))


@cache
def _axe_script() -> str:
    """axe-core, from the package that brings it along. Raises GateUnavailableError."""
    package = needed("axe_playwright_python", "wcag")
    return (Path(str(package.__file__)).parent / "axe.min.js").read_text(encoding="utf-8")


def _axe_version() -> str:
    """``4.12.1`` of the script's first line, ``/*! axe v4.12.1``."""
    return _axe_script().split("\n", 1)[0].rpartition(" v")[2].strip()
