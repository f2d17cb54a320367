"""The library in a browser: what there is, what it is worth, and beginning something new."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.people import PageAs, violations

Screen = Callable[[Page, str], None]


def test_what_there_is_is_searched_and_narrowed(page_as: PageAs, screen: Screen) -> None:
    page = page_as("dora", "/blocks")
    expect(page.get_by_role("link", name="Privacy notice")).to_be_visible()
    screen(page, "blocks")
    page.get_by_role("combobox", name="Owner").click()
    page.get_by_role("option", name="Data Protection").click()
    expect(page).to_have_url(re.compile("owner=Data"))
    expect(page.get_by_text("1 found")).to_be_visible()
    page.get_by_label("Search", exact=True).fill("nothing of the kind")
    expect(page.get_by_text("Nothing fits")).to_be_visible()


def test_a_template_is_begun_by_its_title(page_as: PageAs) -> None:
    page = page_as("fritz", "/templates")
    page.get_by_role("button", name="New template").click()
    window = page.get_by_role("dialog")
    window.get_by_label("Title").fill("Avviso di città")
    expect(window.get_by_label("Key")).to_have_value("avviso-di-citta")
    window.get_by_label("Italian").check()
    assert violations(page) == []
    window.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile("/templates/avviso-di-citta/edit"))
    page.goto("/templates")
    expect(page.get_by_role("region", name="Begun, without a version yet")).to_contain_text("avviso-di-citta")


def test_a_block_tells_where_it_is_used(page_as: PageAs, screen: Screen) -> None:
    page = page_as("anna", "/blocks/privacy-notice")
    expect(page.get_by_text("reaches every channel word for word")).to_be_visible()
    screen(page, "block")
    page.get_by_role("tab", name="Where it is used").click()
    page.get_by_role("link", name="account-statement", exact=True).click()
    expect(page.get_by_role("heading", name="Made of")).to_be_visible()
    expect(page.get_by_role("link", name="privacy-notice")).to_be_visible()


@pytest.mark.parametrize(
    "address",
    ["/templates", "/blocks?as=cards", "/templates/account-statement", "/templates/account-statement?tab=releases",
     "/templates/account-statement?tab=languages", "/blocks/privacy-notice", "/brands/ginepro"],
)  # fmt: skip
def test_the_library_is_for_everybody_in_the_dark_and_in_italian(page_as: PageAs, screen: Screen, address: str) -> None:
    page = page_as("dora", address, color_scheme="dark", locale="it-IT")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status", name="Caricamento")).to_have_count(0)
    if address.startswith("/brands"):
        screen(page, "brand-dark")
    assert violations(page) == []
