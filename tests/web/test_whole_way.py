"""The whole way, by real gates and a real worker: somebody writes a letter, two people approve it, a job sends it, and
the archive shows what the customer got."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ccm.api.real_server import SERVE, running
from tests.web.home import copied_home
from tests.web.people import Visitors

CUSTOMER = {
    "customer": {
        "name": "James Whitmore", "address": ["14 Orchard Lane", "Bath BA1 5NG"], "locale": "en-GB",
        "email": "james@example.com",
    },
    "order": {
        "number": "W-2001", "placed_on": "2026-11-17", "arrives_on": "2026-11-25", "gift": True,
        "lines": [{"article": "Wool blanket", "quantity": 1, "amount": {"amount": "89.50", "currency": "EUR"}}],
    },
}  # fmt: skip
GATES_MS = 200_000
"""How long gates and a job may take beside other tests, before something is wrong."""


@pytest.fixture
def office(browser: Browser, office_home: Path, tmp_path: Path) -> Iterator[Visitors]:
    """People at a server as anybody starts it, with a worker beside it."""
    home = copied_home(office_home, tmp_path)
    with running(home, "", (*SERVE, "--with-worker"), CCM_USER="ida") as (address, _):
        visitors = Visitors(browser, address)
        yield visitors
        visitors.close()
        assert visitors.broken == []


def test_a_letter_is_written_approved_by_two_sent_and_found(
    office: Visitors, tmp_path: Path, screen: Callable[[Page, str], None]
) -> None:
    write(office.page_as("fritz", "/templates"), screen)
    approve(office.page_as("gina", "/desk"))
    release(approve(office.page_as("dora", "/desk")))
    send(office.page_as("ida", "/jobs/new?template=warm-welcome"), tmp_path)
    find(office.page_as("dora", "/archive"), screen)


def write(page: Page, screen: Callable[[Page, str], None]) -> None:
    """Begin a letter, write a paragraph with the customer's name, translate it, and submit it."""
    page.get_by_role("button", name="New template").click()
    page.get_by_label("Title").fill("Warm welcome")
    page.get_by_role("button", name="Begin").click()
    document = page.get_by_role("textbox", name="The document")
    expect(document).to_be_visible()
    page.get_by_role("radiogroup", name="What to show").get_by_text("Edit", exact=True).click()
    document.get_by_text("Thank you for your order").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("Good to have you with us, {{cust")
    page.keyboard.press("Enter")
    page.keyboard.type(".")
    expect(page.get_by_test_id("save-state")).to_have_attribute("data-status", "saved")
    page.get_by_role("tab", name="Translations").click()
    page.get_by_text("Missing").first.click()
    text = page.locator("[data-context]").get_by_role("textbox").first
    text.click()
    page.keyboard.type("Benvenuto tra noi, {{")
    page.keyboard.type("name")
    page.keyboard.press("Enter")
    page.keyboard.type(".")
    page.keyboard.press("Control+Enter")
    screen(page, "editor")
    page.get_by_role("button", name="Submit").click()
    page.get_by_label("What has changed").fill("A first letter for new customers")
    page.get_by_role("button", name="Make a version and submit it").click()
    expect(page.get_by_text("Submitted. Its approvers are asked.")).to_be_visible(timeout=GATES_MS)


def approve(page: Page) -> Page:
    """Open what awaits, look at it, and approve it."""
    page.get_by_role("link", name="warm-welcome").click()
    page.get_by_role("button", name="Approve warm-welcome, version 1").click()
    expect(page.get_by_text("Your approval is recorded")).to_be_visible()
    return page


def release(page: Page) -> None:
    page.goto("/templates/warm-welcome?tab=releases")
    page.get_by_role("button", name="Release").click()


def send(page: Page, folder: Path) -> None:
    """Upload the data of one customer, and start a job."""
    data = folder / "new-customers.json"
    data.write_text(json.dumps([CUSTOMER]), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(data)
    page.get_by_role("button", name="Start the job").click()
    expect(page.get_by_text("Done", exact=True)).to_be_visible(timeout=GATES_MS)


def find(page: Page, screen: Callable[[Page, str], None]) -> None:
    """What was sent is found by its template, and says what was written."""
    expect(page.get_by_text("warm-welcome").first).to_be_visible()
    screen(page, "archive")
