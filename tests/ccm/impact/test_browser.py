"""The page in a browser, from a file, as somebody who is to approve opens it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ccm.impact.page import impact_page
from ccm.outputs import write_page
from tests.browser import chromium, needs_browser
from tests.ccm.impact.examples import (
    ASKED,
    FOLLOWS,
    FULL,
    FULL_IT,
    SHORT,
    SHORT_IT,
    WITHOUT,
    block,
    impact,
    library,
    template,
)

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An impact with everything in it: failures, dearer messages, pages of paper, a template that is pinned."""
    folder = tmp_path_factory.mktemp("impact")
    shelf = library(folder / "now")
    template(shelf, "paper", f"{WITHOUT}\n{ASKED}", channels="pdf")
    template(shelf, "long", FOLLOWS, channels="sms, email", limit=4)
    long = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()
    proposed = block(
        folder / "new", 2, FULL.replace("sixty", "forty"), long, FULL_IT.replace("sessanta", "quaranta"), SHORT_IT
    )
    write_page(folder / "impact.html", impact_page(impact(proposed, shelf, samples=1)))
    return folder / "impact.html"


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page, opened; when the test is over nothing may have been complained of or asked for."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []
    assert [address for address in asked if not address.startswith(("data:", file.as_uri(), "about:"))] == []


def test_the_failure_is_the_first_thing_to_read(page: Page) -> None:
    first = page.get_by_role("main").get_by_role("heading", level=2).first
    expect(first).to_have_text("1 communication could not be sent any more")
    expect(first).to_be_in_viewport()


def test_languages_are_chosen_from_the_keyboard(page: Page) -> None:
    part = page.locator("details.template[open]").first
    expect(part.locator("section.panel:visible")).to_have_count(1)
    expect(part.locator("section.panel:visible h4")).to_have_text("English")
    part.get_by_label("English").focus()
    page.keyboard.press("ArrowRight")
    expect(part.locator("section.panel:visible h4")).to_have_text("Italian")


def test_a_template_opens_from_the_matrix(page: Page) -> None:
    part = page.locator("details.template", has=page.get_by_role("heading", name="Paper letter"))
    expect(part).not_to_have_attribute("open", "")
    part.locator("summary").press("Enter")
    expect(part).to_have_attribute("open", "")
    expect(part.locator(".leaf i").first).to_be_visible()
    expect(part.locator("figcaption:visible b")).to_have_text(["Now", "Proposed"])


def test_the_part_that_changes_is_shown_and_the_whole_page_on_request(page: Page) -> None:
    part = page.locator("details.template", has=page.get_by_role("heading", name="Paper letter"))
    part.locator("summary").press("Enter")
    view = part.locator(".view:visible").first
    small = view.bounding_box()
    part.get_by_role("checkbox").locator("visible=true").first.press("Space")
    large = view.bounding_box()
    assert small is not None
    assert large is not None
    assert large["height"] > 2 * small["height"]


def test_frames_show_the_words_and_lead_nowhere(page: Page) -> None:
    part = page.locator("details.template", has=page.get_by_role("heading", name="Letter letter"))
    frame = part.frame_locator('iframe[title="Proposed: anna, en-GB, Email"]')
    expect(frame.get_by_text("we answer within forty days")).to_be_visible()
    expect(frame.locator("[data-impact]")).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_is_accessible_and_as_wide_as_the_window(
    page: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.locator("details").evaluate_all("parts => parts.forEach(part => { part.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "iframes": False}
    found = Axe().run(page, options={**rules, "resultTypes": ["violations"]}).response["violations"]
    assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []
