"""The side panel of the editor: what is selected is changed by forms, and nobody has to write code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.people import PageAs, violations

Screen = Callable[[Page, str], None]
EDITOR = "/templates/insurance-renewal/edit?view=edit"


def side(page: Page) -> Locator:
    return page.locator("aside").filter(has=page.get_by_role("tablist"))


def ours(page: Page) -> list[str]:
    """What axe finds outside the document, which its own tests look at."""
    return [one for one in violations(page) if ".ccm-" not in one]


def test_a_condition_is_built_without_code(page_as: PageAs, screen: Screen) -> None:
    page = page_as("fritz", f"{EDITOR}&node=lead")
    panel = side(page)
    panel.get_by_role("button", name="When it is shown").click()
    panel.get_by_role("button", name="Show only when").click()
    dialog = page.get_by_role("dialog", name="When is it shown?")
    picker = page.get_by_role("textbox", name="Search by name or meaning")
    picker.fill("claims past")
    expect(page.get_by_role("option", name="Claims in the past year")).to_have_attribute(
        "data-combobox-selected", "true"
    )
    picker.press("Enter")
    dialog.get_by_label("Comparison").click()
    page.get_by_role("option", name="is above").click()
    dialog.get_by_label("Compared with", exact=True).fill("2")
    screen(page, "editor-condition")
    assert ours(page) == []
    dialog.get_by_role("button", name="Apply").click()
    expect(panel).to_contain_text("is above 2")
    page.reload()
    expect(side(page)).to_contain_text("is above 2")  # it was saved, as an expression that reads back


def test_columns_move_by_keyboard_and_show_values_in_a_chosen_format(page_as: PageAs, screen: Screen) -> None:
    page = page_as("fritz", f"{EDITOR}&node=covers")
    panel = side(page)
    handle = panel.get_by_role("button", name="Move Premium; use the arrow keys")
    handle.press("ArrowUp")
    expect(panel.get_by_text("Premium is now number 3 of 4")).to_be_attached()
    panel.locator("button[aria-expanded]", has_text="Premium").click()
    panel.get_by_role("textbox", name="Value").locator("span[contenteditable=false]").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Style").click()
    page.get_by_role("option", name="Without currency").click()
    screen(page, "editor-format")
    form.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    side(page).locator("button[aria-expanded]", has_text="Premium").click()
    expect(side(page).get_by_title("{{ cover.premium | money('plain') }}")).to_be_visible()


def test_somebody_is_turned_to_and_answers(page_as: PageAs) -> None:
    page = page_as("fritz", f"{EDITOR}&node=greeting&panel=comments")
    box = side(page).get_by_label("Write a comment")
    box.press_sequentially("Warmer, please, @ann")
    page.get_by_role("option").first.click()
    side(page).get_by_role("button", name="Send").click()
    expect(side(page)).to_contain_text("Warmer, please,")
    anna = page_as("anna", f"{EDITOR}&panel=comments")
    side(anna).get_by_role("button", name="Resolve", exact=True).click()
    expect(side(anna)).to_contain_text("No comments here")


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark", "locale": "it-IT"}])
def test_every_panel_is_accessible(page_as: PageAs, screen: Screen, how: dict[str, str]) -> None:
    page = page_as("fritz", f"{EDITOR}&node=covers", **how)
    for panel in ("inspector", "findings", "comments", "translations", "history", "settings"):
        page.goto(f"{EDITOR}&node=covers&panel={panel}")
        expect(side(page).get_by_role("tabpanel")).to_be_visible()
        expect(side(page).get_by_role("status", name="Loading")).to_have_count(0)
        assert ours(page) == [], panel
        screen(page, f"panel-{panel}-{how['color_scheme']}")
