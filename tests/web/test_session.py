"""Signing in and out, and what is not lost when a session ends."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.people import PageAs, Visitors, violations


def test_somebody_signs_in_and_is_where_they_wanted_to_be(page_as: PageAs) -> None:
    page = page_as("anna", "/account")
    expect(page).to_have_url("/account")
    page.get_by_role("button", name="Your account: Anna").click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_a_wrong_password_is_told_and_the_name_is_kept(visitors: Visitors) -> None:
    page = visitors.page()
    page.goto("/")
    page.get_by_label("User name").fill("anna")
    page.locator("input[autocomplete=current-password]").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not fit")
    expect(page.get_by_label("User name")).to_have_value("anna")


def test_a_session_that_is_over_leaves_the_page_as_it_is(page_as: PageAs) -> None:
    page = page_as("anna")
    page.context.clear_cookies()
    page.get_by_role("button", name="Search").first.click()
    window = page.get_by_role("dialog", name="Your session is over")
    expect(window).to_be_visible()
    window.locator("input[autocomplete=current-password]").fill("four plain words here")
    window.get_by_role("button", name="Sign in").click()
    expect(window).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_is_for_everybody(visitors: Visitors, scheme: str) -> None:
    page: Page = visitors.page(color_scheme=scheme, locale="it-IT")
    page.goto("/")
    expect(page.get_by_role("heading", name="Accedi")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "it")
    assert violations(page) == []


def test_an_address_that_leads_nowhere_says_so(page_as: PageAs) -> None:
    page = page_as("anna", "/nowhere")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    page.get_by_role("link", name="Go to the start page").click()
    expect(page).to_have_url("/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_shows_what_awaits_and_is_for_everybody(
    page_as: PageAs, screen: Callable[[Page, str], None], scheme: str
) -> None:
    page = page_as("dora", "/", color_scheme=scheme, viewport={"width": 1440, "height": 900})
    expect(page.get_by_role("region", name="Awaiting your decision")).to_contain_text("Nothing awaits you")
    expect(page.get_by_role("region", name="Lately released")).to_contain_text("account-statement#1")
    assert violations(page) == []
    screen(page, f"home-{scheme}")
