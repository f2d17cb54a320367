"""The page in a real browser: nothing asked for, nothing refused, and everything within reach of a keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from content_blocks.document import Document
from renderers.mobile.renderer import MobileRenderer
from tests.browser import chromium, needs_browser
from tests.renderers.documents import chart, document, table, words
from tests.renderers.mobile.test_page import EVERYTHING, LOGO

pytestmark = needs_browser

PHONE, DESK = {"width": 375, "height": 812}, {"width": 1200, "height": 900}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


class Visit:
    """A page opened from disk, with all the browser had to say and all it asked for."""

    def __init__(self, browser: Browser, folder: Path, document: Document, **context: Any) -> None:
        artifact = MobileRenderer().render(document)
        path = folder / "mobile.html"
        path.write_bytes(artifact.parts[0].body)
        self.context: BrowserContext = browser.new_context(**({"viewport": PHONE} | context))
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def rows(self) -> list[str]:
        """What the leading column shows, row by row."""
        return self.page.locator("#t-movements tbody tr:visible td.lead").all_inner_texts()

    def quiet(self) -> bool:
        return not self.said and all(url.startswith(("file:", "data:")) for url in self.asked)


WHOLE = document(*EVERYTHING, assets={"logo.svg": LOGO})


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_asked_for_refused_or_out_of_reach(
    browser: Browser, tmp_path: Path, viewport: dict[str, int], scheme: str
) -> None:
    visit = Visit(browser, tmp_path, WHOLE, viewport=viewport, color_scheme=scheme)
    assert visit.quiet()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    visit.page.locator("summary").click()
    found = Axe().run(visit.page, options=RULES)
    assert not found.response["violations"], json.dumps(found.response["violations"], indent=1)[:4000]
    assert not visit.said
    ink = visit.page.evaluate("getComputedStyle(document.body).color")
    assert ink == ("rgb(242, 245, 247)" if scheme == "dark" else "rgb(22, 32, 46)")
    visit.context.close()


def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, WHOLE)
    visit.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://evil.example/x.png\" style=\"color:red\">')"
    )
    assert any("Content Security Policy" in line for line in visit.said)
    visit.context.close()


def test_rows_are_sorted_from_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, document(table(9)), viewport=DESK)
    before = visit.rows()
    header = visit.page.get_by_role("columnheader", name="Amount")
    header.get_by_role("button").focus()
    states = []
    for _ in range(3):
        visit.page.keyboard.press("Enter")
        amounts = visit.page.locator("#t-movements tbody td.figure").all_inner_texts()
        states.append((header.get_attribute("aria-sort"), [float(amount.split()[0]) for amount in amounts]))
    values = [float((number * 37) % 100 - 50) for number in range(9)]
    assert states == [
        ("ascending", sorted(values)),
        ("descending", sorted(values, reverse=True)),
        ("none", values),
    ]
    assert visit.rows() == before
    assert visit.quiet()
    visit.context.close()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("citta", ["Caffè Città 0", "Caffè Città 3", "Caffè Città 6"]),
        ("uber 8", ["Über & Söhne 8"]),
        ("nothing like it", []),
    ],
)
def test_rows_are_found_without_minding_accents(browser: Browser, tmp_path: Path, typed: str, shown: list[str]) -> None:
    visit = Visit(browser, tmp_path, document(table(9)))
    visit.page.get_by_label("Search in this table").focus()
    visit.page.keyboard.type(typed)
    assert visit.rows() == shown
    assert visit.page.locator(".tools [role=status]").inner_text() == f"{len(shown)} of 9 rows"
    visit.page.keyboard.press("Escape")
    assert len(visit.rows()) == 9
    visit.context.close()


def test_a_chart_tells_its_values(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, document(chart()))
    figure = visit.page.locator(".chart")
    figure.focus()
    told = []
    for key in ("ArrowRight", "ArrowRight", "End"):
        visit.page.keyboard.press(key)
        told.append((visit.page.locator(".tip").inner_text(), figure.locator("[role=status]").inner_text()))
    assert told == [(value, value) for value in ("Jan: €120.50", "Feb: €98.00", "Mar: €143.20")]
    visit.page.keyboard.press("Escape")
    assert not visit.page.locator(".tip").is_visible()
    visit.page.locator("[aria-label='Feb: €98.00']").hover()
    assert visit.page.locator(".tip").inner_text() == "Feb: €98.00"
    assert visit.quiet()
    visit.context.close()


def test_a_tap_on_a_chart_tells_the_nearest_value(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, document(chart(kind="line")), has_touch=True, is_mobile=True)
    box = visit.page.locator(".chart svg").bounding_box()
    assert box
    visit.page.touchscreen.tap(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.8)
    assert visit.page.locator(".tip").inner_text() == "Mar: €143.20"
    visit.context.close()


def test_without_script_everything_is_there(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, WHOLE, java_script_enabled=False)
    page = visit.page
    assert len(visit.rows()) == 12
    assert not page.locator(".tools").is_visible()
    assert page.get_by_role("link", name="Pay now").is_visible()
    page.locator("summary").click()
    assert page.get_by_text("€143.20").last.is_visible()
    page.locator("#mark-1").click()
    assert page.url.endswith("#note-1")
    visit.context.close()


def test_targets_are_large_enough_and_focus_shows(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, WHOLE)
    targets = [
        target.bounding_box() for target in visit.page.locator("button, summary, footer a, input, .button").all()
    ]
    seen = [box for box in targets if box and box["width"]]
    assert len(seen) >= 8
    assert all(box["height"] >= 44 for box in seen)
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    assert visit.page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    visit.context.close()


def test_a_page_written_from_the_right(browser: Browser, tmp_path: Path) -> None:
    made = document(table(9, caption=words("الحركات")), locale="ar", direction="rtl", title="كشف")
    visit = Visit(browser, tmp_path, made)
    assert visit.quiet()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    lead, amount = (visit.page.locator(f"tbody td.{name}").first.bounding_box() for name in ("lead", "figure"))
    assert lead
    assert amount
    assert amount["x"] < lead["x"]
    visit.context.close()


DRAFT = document(*EVERYTHING, assets={"logo.svg": LOGO}, draft=True)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drafts_marks_keep_to_the_rules(
    browser: Browser, tmp_path: Path, viewport: dict[str, int], scheme: str
) -> None:
    visit = Visit(browser, tmp_path, DRAFT, viewport=viewport, color_scheme=scheme)
    assert visit.page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    found = Axe().run(visit.page, options=RULES)
    assert not found.response["violations"], json.dumps(found.response["violations"], indent=1)[:4000]
    assert visit.quiet()
    visit.page.mouse.wheel(0, 2000)
    visit.page.wait_for_function("scrollY > 0")
    strip = visit.page.locator(".draft").bounding_box()
    assert strip
    assert strip["y"] == 0
    assert strip["width"] == viewport["width"]
    word = visit.page.evaluate("getComputedStyle(document.querySelector('.mark'), '::before').content")
    assert word.startswith('"DRAFT"')
    visit.context.close()


def test_the_marks_of_a_draft_are_in_nobodys_way(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, DRAFT, viewport={"width": 320, "height": 512}, reduced_motion="reduce")
    page = visit.page
    page.locator("thead button").first.click()  # under the word across the page
    strip = page.locator(".draft").bounding_box()
    assert strip
    assert strip["height"] < 64
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        hidden = page.evaluate("document.activeElement.className") != "skip" and box["bottom"] <= strip["height"]
        assert not hidden  # WCAG 2.2, 2.4.11
    visit.context.close()


def test_the_word_across_the_page_goes_where_contrast_matters_more(browser: Browser, tmp_path: Path) -> None:
    visit = Visit(browser, tmp_path, DRAFT, forced_colors="active")
    assert not visit.page.locator(".mark").is_visible()
    assert visit.page.locator(".draft").is_visible()
    visit.context.close()
