"""The preview in a browser, from a file, as a reader opens it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ccm.preview.page import preview_page
from renderers.base import Finding
from tests.browser import chromium, needs_browser
from tests.ccm.preview.samples import LOCKED, view

pytestmark = needs_browser

FAILURE = Finding("guarantee", "sms.locked-not-carried", "error", "The block has no short form.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("preview") / "preview.html"
    views = [view("Anna"), view("Anna", "it"), view("Bruno <b>", failures={"sms": (FAILURE,)})]
    path.write_text(preview_page(views, "Account statement"), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The preview, opened; when the test is over nothing may have been complained of or asked for."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert [text for text in said if "sandboxed" not in text] == []
    assert [address for address in asked if not address.startswith(("data:", file.as_uri(), "about:"))] == []


def test_every_channel_is_shown(page: Page) -> None:
    expect(page.get_by_role("heading", level=2)).to_have_text(["PDF", "Email", "SMS", "Mobile"])
    expect(page.locator(".sheet")).to_have_count(2)
    for title in ("Email on a desktop, light", "Email on a phone, light", "Mobile page, light"):
        expect(page.frame_locator(f'iframe[title="{title}"]').get_by_text(LOCKED)).to_be_visible()
    expect(page.locator(".bubble")).to_contain_text("Interbank Fund.")
    expect(page.locator(".bubble .cut")).to_have_text(["2/2"])
    expect(page.locator(".sms .facts")).to_contain_text("2 segments")


def test_the_phones_page_runs_its_own_script_and_the_email_none(page: Page) -> None:
    expect(page.frame_locator('iframe[title="Mobile page, light"]').get_by_text("The script ran")).to_be_visible()
    sandboxes = page.locator("iframe").evaluate_all("frames => frames.map(frame => frame.getAttribute('sandbox'))")
    assert sandboxes == ["allow-same-origin", "allow-same-origin", "allow-scripts"]


def test_findings_stand_beside_their_channel(page: Page) -> None:
    lane = page.get_by_role("region", name="Email")
    expect(lane.locator(".verdict")).to_have_text("1 warning")
    expect(lane.locator(".findings li")).to_contain_text("Gmail cuts it at 102.")
    expect(page.get_by_role("region", name="PDF").locator(".verdict")).to_have_text("No findings")
    lane.get_by_role("button", name="Show").press("Enter")  # scrolls each frame to the node; nothing may go wrong


def test_dark_is_shown_whatever_the_readers_own_scheme(page: Page) -> None:
    page.get_by_label("Both", exact=True).check()
    expect(page.locator("iframe")).to_have_count(6)
    for scheme, colour in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(13, 26, 32)")):
        for title in ("Email on a desktop", "Email on a phone", "Mobile page"):
            body = page.frame_locator(f'iframe[title="{title}, {scheme}"]').locator("body")
            expect(body).to_have_css("background-color", colour)


def test_the_plain_text_of_the_email_can_be_read(page: Page) -> None:
    page.get_by_label("Text", exact=True).check()
    expect(page.locator("pre")).to_contain_text(LOCKED)


def test_samples_and_languages_are_switched_from_the_keyboard(page: Page) -> None:
    page.get_by_label("Sample", exact=True).focus()
    page.keyboard.press("B")
    expect(page.get_by_role("status")).to_have_text("Bruno <b>, English: 4 channels, 2 findings.")
    expect(page.get_by_role("region", name="SMS")).to_contain_text("Nothing would be sent")
    expect(page.get_by_role("region", name="SMS")).to_contain_text("The block has no short form.")
    page.get_by_role("button", name="Next sample").press("Enter")
    page.get_by_label("English").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text("Anna, Italian")
    expect(page.get_by_label("Italian")).to_be_focused()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Anna, Italian")


def test_locked_blocks_are_outlined_in_every_channel_and_can_be_hidden(page: Page) -> None:
    email = page.frame_locator('iframe[title="Email on a desktop, light"]').locator("[data-block]")
    mobile = page.frame_locator('iframe[title="Mobile page, light"]').locator("[data-block]")
    expect(page.locator(".area.locked")).to_be_visible()
    expect(page.locator(".area.locked")).to_have_text("deposit-guarantee@3")
    expect(page.locator(".bubble [data-block]")).to_have_attribute("data-block", "deposit-guarantee@3")
    for block in (email, mobile):
        expect(block).to_have_css("outline-style", "solid")
    page.get_by_role("switch", name="Locked blocks").press("Space")
    expect(page.locator(".area.locked")).to_be_hidden()
    for block in (email, mobile):
        expect(block).to_have_css("outline-style", "none")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tool_itself_is_accessible(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.get_by_label("Sample", exact=True).select_option("Bruno <b>")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "iframes": False}
    found = Axe().run(page, options={**rules, "resultTypes": ["violations"]}).response["violations"]
    assert [(problem["id"], [node["html"] for node in problem["nodes"]]) for problem in found] == []


def test_channels_can_be_put_aside(page: Page) -> None:
    page.get_by_role("checkbox", name="PDF").uncheck()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Email", "SMS", "Mobile"])


def test_a_page_is_enlarged_and_closed_from_the_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Enlarge page 1 of 2").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Close page 2 of 2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_links_lead_nowhere(page: Page) -> None:
    for title in ("Email on a desktop, light", "Mobile page, light"):
        frame = page.frame_locator(f'iframe[title="{title}"]')
        frame.get_by_role("link", name="Open it").press("Enter")
        expect(frame.get_by_text(LOCKED)).to_be_visible()
    assert len(page.context.pages) == 1
