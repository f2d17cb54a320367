"""Administration of people: somebody is invited and comes in; keys are shown once; every screen is for everybody."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.people import PageAs, Visitors, violations

Screen = Callable[[Page, str], None]


def test_somebody_who_is_invited_chooses_a_password_and_signs_in(
    page_as: PageAs, visitors: Visitors, screen: Screen
) -> None:
    page = page_as("otto", "/people")
    page.get_by_role("button", name="Invite somebody").click()
    window = page.get_by_role("dialog")
    window.get_by_label("Name").fill("Nora Neri")
    window.get_by_label("Key").fill("nora")
    window.get_by_label("Role").click()
    page.get_by_role("option", name="Operator").click()
    window.get_by_role("button", name="Add").click()
    link = page.get_by_role("textbox", name="Link")
    expect(link).to_be_visible()
    address = link.input_value()
    screen(page, "invitation")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("link", name="Nora Neri")).to_be_visible()

    hers = visitors.page()
    hers.goto(address)
    hers.locator("input[autocomplete=new-password]").fill("seven quiet grey herons")
    hers.get_by_role("button", name="Set the password").click()
    hers.get_by_role("button", name="Sign in").click()
    hers.locator("input[autocomplete=username]").fill("nora")
    hers.locator("input[autocomplete=current-password]").fill("seven quiet grey herons")
    hers.get_by_role("button", name="Sign in").click()
    expect(hers.get_by_role("button", name="Your account: Nora Neri")).to_be_visible()


def test_a_key_is_shown_once_and_revoked(page_as: PageAs) -> None:
    page = page_as("otto", "/keys")
    page.get_by_role("button", name="Make a key").click()
    page.get_by_label("What uses it").fill("night portal")
    page.get_by_role("dialog").get_by_role("button", name="Make a key").click()
    secret = page.get_by_role("textbox", name="Key")
    expect(secret).to_have_value(re.compile("^ccmk_"))
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Revoke: night portal").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("night portal")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_are_for_everybody(page_as: PageAs, screen: Screen, scheme: str) -> None:
    page = page_as("otto", "/people", color_scheme=scheme)
    for name, address, sign in (
        ("people", "/people", "Anna"), ("person", "/people/anna", "What they had and have"),
        ("groups", "/groups?group=legal", "legal"), ("rights", "/rights", "Everywhere"),
        ("keys", "/keys", "Make a key"), ("account", "/account", "Language and appearance"),
    ):  # fmt: skip
        page.goto(address)
        expect(page.get_by_role("main").get_by_text(sign).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], name
        screen(page, f"{name}-{scheme}")
