"""Somebody at a browser: signs in as anybody does, and is told when a page breaks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.home import PASSWORD

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

SIGN_IN = re.compile(r"^(Sign in|Accedi)$")

PageAs = Callable[..., Page]


@dataclass
class Visitors:
    """The people who visit a site, each in a browser of their own."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def page(self, **how: Any) -> Page:
        """A page of somebody who is not signed in; `how` is Playwright's ``new_context`` options."""
        options = {"viewport": LAPTOP, "locale": "en-GB", "timezone_id": "Europe/Rome", "reduced_motion": "reduce"}
        context = self.browser.new_context(base_url=self.site, **(options | how))
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.broken.append(f"{page.url}: {error}"))
        page.on("console", self._listen)
        return page

    def page_as(self, person: str, address: str = "/", **how: Any) -> Page:
        """A page of `person`, signed in by the form, at `address`."""
        page = self.page(**how)
        page.goto(address)
        page.locator("input[autocomplete=username]").fill(person)
        page.locator("input[autocomplete=current-password]").fill(PASSWORD)
        page.locator("button[type=submit]").click()
        expect(page.get_by_role("button", name=SIGN_IN)).to_have_count(0)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _listen(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.broken.append(message.text)


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page against WCAG 2.2 AA: the rule and where, one a line."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in results["violations"]
        for node in one["nodes"]
    ]


def take_screen(page: Page, name: str, folder: Path) -> None:
    """A picture of the screen as it is, into the folder of screens."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", animations="disabled")
