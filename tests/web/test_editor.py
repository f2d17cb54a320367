"""The editor: what somebody writes is what the file says, what is locked stays, and nothing typed is lost."""

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from playwright.sync_api import Locator, Page, expect

from tests.web.drafting import begin, draft_of, save_file
from tests.web.home import PASSWORD
from tests.web.people import PageAs, violations
from tests.web.random_sources import HEAD, source_files

WRITTEN = """\
  - paragraph: Good morning
    id: hello
  - heading: Your order
    id: heading
    level: 2
  - paragraph: Dear {{ customer.name }}, thank you.
    id: paragraph
  - paragraph: It is **wrapped** as a gift.
    id: paragraph-2
    if: order.gift
  - table: order.lines
    id: table
    as: row
    columns:
      - id: article
        header: Article
        value: "{{ row.article }}"
      - id: quantity
        header: Quantity
        value: "{{ row.quantity | number }}"
        align: end
      - id: amount
        header: Amount
        value: "{{ row.amount | money }}"
        align: end
  - block: privacy-notice
    id: block
"""


def opened(page: Page) -> Locator:
    """The document, once it is there to be typed in."""
    document = page.get_by_role("textbox", name="The document")
    expect(document).to_be_visible()
    return document


def saved(page: Page) -> None:
    expect(page.get_by_test_id("save-state")).to_have_attribute("data-status", "saved")


def test_a_letter_is_written_with_the_keyboard_and_the_file_says_just_that(
    page_as: PageAs, screen: Callable[[Page, str], None]
) -> None:
    page = page_as("fritz", "/templates")
    text = begin(page, "written", "  - paragraph: Good\n    id: hello\n\n")
    page.goto("/templates/written/edit?view=edit")
    opened(page).focus()
    keys = page.keyboard
    keys.press("Control+End")
    keys.type(" morning")
    keys.press("Enter")
    keys.type("/head")
    keys.press("Enter")
    keys.type("Your order")
    keys.press("Enter")
    keys.type("Dear {{cust")
    keys.press("Enter")
    keys.type(", thank you.")
    keys.press("Enter")
    keys.type("/condi")
    keys.press("Enter")
    keys.type("It is ")
    keys.press("Control+b")
    keys.type("wrapped")
    keys.press("Control+b")
    keys.type(" as a gift.")
    keys.press("Enter")
    keys.type("/table")
    keys.press("Enter")
    keys.press("Control+Enter")
    keys.type("/block")
    screen(page, "editor-insert")
    keys.press("Enter")
    keys.type("privacy")
    keys.press("Tab")
    keys.press("Enter")
    saved(page)
    head = text.partition("content:\n")[0]
    assert draft_of(page, "written") == f"{head}content:\n{WRITTEN}"


def pressing(*keys: str) -> Callable[[Page], None]:
    """Press keys, one after the other."""

    def press(page: Page) -> None:
        for key in keys:
            page.keyboard.press(key)

    return press


def typing_over_everything(page: Page) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type("gone")


ATTACKS: dict[str, Callable[[Page], None]] = {
    "typing": lambda page: page.keyboard.type("Not to be said. "),
    "typing over everything": typing_over_everything,
    "deleting everything": pressing("Control+a", "Delete"),
    "cutting": pressing("Control+a", "Control+x"),
    "pasting over": lambda page: paste(page, "<p>Other words</p>"),
    "enter": pressing("Enter"),
    "deleting": pressing("Delete"),
    "undo": pressing("Control+z"),
    "moving": pressing("Alt+ArrowUp"),
}


def paste(page: Page, html: str) -> None:
    """Paste as a browser does, without asking for the right to read a clipboard."""
    page.evaluate(
        """(html) => {
            const data = new DataTransfer();
            data.setData('text/html', html);
            const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
            document.querySelector('.ProseMirror').dispatchEvent(event);
        }""",
        html,
    )


def test_no_attack_changes_what_is_locked_and_the_server_refuses_it_too(page_as: PageAs) -> None:
    """Anna may change words and regions; the consequences are locked, and so is every block."""
    page = page_as("anna", "/templates/payment-reminder/edit?view=edit")
    document = opened(page)
    page.get_by_role("button", name="What happens otherwise").click()
    locked = document.locator('[data-id="consequences"]')
    block = document.locator('[data-id="privacy"]')
    expect(block).to_contain_text("supervisory authority")
    words = (locked.inner_text(), block.inner_text())
    for name, attack in ATTACKS.items():
        for place in (locked.locator("[data-id=consequences-words]"), block):
            place.click()
            attack(page)
            assert (locked.inner_text(), block.inner_text()) == words, name
    assert page.request.get("/v1/templates/payment-reminder/draft").status == 404, "nothing was saved"
    version = page.request.get("/v1/templates/payment-reminder").json()["version"]
    files = page.request.get(f"/v1/templates/payment-reminder/versions/{version}/files").json()["files"]
    text = files["template.yaml"]["text"]
    for wrong in (
        text.replace("we will report the delay", "nothing happens"),
        text.replace("  - block: privacy-notice\n    id: privacy\n", ""),
    ):
        assert wrong != text
        answer = save_file(page, "payment-reminder", wrong)
        assert answer.status == 403
        assert "anna has 'regions'" in answer.json()["detail"]
    block_text = page.request.get("/v1/blocks/privacy-notice/versions/1/files").json()["files"]["block.yaml"]["text"]
    answer = save_file(page, "privacy-notice", block_text.replace("ten years", "for ever"), "block.yaml", "blocks")
    assert answer.status == 403


def test_a_locked_block_goes_only_when_it_is_meant(page_as: PageAs) -> None:
    page = page_as("fritz", "/templates")
    begin(page, "keeping", "  - paragraph: Words\n    id: words\n  - block: privacy-notice\n    id: privacy\n")
    page.goto("/templates/keeping/edit?view=edit")
    document = opened(page)
    block = document.locator('[data-id="privacy"]')
    expect(block).to_contain_text("supervisory authority")
    for attack in ("typing over everything", "deleting everything", "cutting", "pasting over"):
        document.locator('[data-id="words"]').click()
        ATTACKS[attack](page)
        expect(block).to_contain_text("supervisory authority")
    block.click()
    page.keyboard.type("Not to be said")
    expect(block).to_contain_text("supervisory authority")
    assert "Not to be said" not in document.inner_text()
    page.keyboard.press("Delete")
    expect(block).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(block).to_contain_text("supervisory authority")


def test_two_people_write_and_nothing_is_lost(page_as: PageAs, screen: Callable[[Page, str], None]) -> None:
    one = page_as("fritz", "/templates")
    begin(one, "shared", "  - paragraph: First\n    id: first\n  - paragraph: Second\n    id: second\n")
    other = page_as("fritz", "/templates/shared/edit?view=edit")
    one.goto("/templates/shared/edit?view=edit")
    for page, node, words in ((one, "first", " of one"), (other, "second", " of the other")):
        opened(page).locator(f'[data-id="{node}"]').click()
        page.keyboard.press("End")
        page.keyboard.type(words)
        saved(page)
    text = draft_of(one, "shared")
    assert "- paragraph: First of one\n" in text
    assert "- paragraph: Second of the other\n" in text
    expect(opened(other)).to_contain_text("First of one")
    # Both change the same words: somebody has to choose.
    one.reload()
    opened(one).locator('[data-id="second"]').click()
    one.keyboard.press("End")
    one.keyboard.type(", and mine")
    saved(one)
    opened(other).locator('[data-id="second"]').click()
    other.keyboard.press("End")
    other.keyboard.type(", and not yours")
    dialog = other.get_by_role("dialog", name="Changed in two places")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Second of the other, and mine")
    expect(dialog).to_contain_text("Second of the other, and not yours")
    screen(other, "editor-merge")
    dialog.get_by_label("Theirs").check()
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog).to_be_hidden()
    saved(other)
    expect(opened(other)).to_contain_text("Second of the other, and mine")
    assert "- paragraph: Second of the other, and mine\n" in draft_of(one, "shared")


def test_what_is_typed_while_the_server_is_away_is_kept_and_saved_later(page_as: PageAs) -> None:
    page = page_as("fritz", "/templates")
    begin(page, "away", "  - paragraph: Words\n    id: words\n")
    page.goto("/templates/away/edit?view=edit")
    document = opened(page)
    state = page.get_by_test_id("save-state")
    page.route("**/draft/files/**", lambda route: route.abort())
    document.locator('[data-id="words"]').click()
    page.keyboard.press("End")
    page.keyboard.type(" typed in the tunnel")
    expect(state).to_have_attribute("data-status", "offline")
    page.reload()
    expect(opened(page)).to_contain_text("Words typed in the tunnel")
    page.unroute("**/draft/files/**")
    opened(page).locator('[data-id="words"]').click()
    page.keyboard.press("End")
    page.keyboard.type(", and behind it")
    saved(page)
    assert "- paragraph: Words typed in the tunnel, and behind it\n" in draft_of(page, "away")


def test_a_session_that_ends_while_somebody_types_costs_no_word(page_as: PageAs) -> None:
    page = page_as("fritz", "/templates")
    begin(page, "ending", "  - paragraph: Words\n    id: words\n")
    page.goto("/templates/ending/edit?view=edit")
    opened(page).locator('[data-id="words"]').click()
    page.context.clear_cookies()
    page.keyboard.press("End")
    page.keyboard.type(" go on")
    dialog = page.get_by_role("dialog", name="Your session is over")
    dialog.locator("input[autocomplete=current-password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    saved(page)
    assert "- paragraph: Words go on\n" in draft_of(page, "ending")


def test_nodes_move_double_and_go_with_the_keyboard_and_undo_brings_all_back(page_as: PageAs) -> None:
    page = page_as("fritz", "/templates")
    content = "  - paragraph: One\n    id: one\n  - paragraph: Two\n    id: two\n  - notice: Three\n    id: three\n"
    text = begin(page, "moving", content)
    page.goto("/templates/moving/edit?view=edit")
    document = opened(page)
    keys = page.keyboard
    document.locator('[data-id="two"]').click()
    keys.press("Alt+ArrowUp")
    nodes = document.locator("> [data-id]")
    expect(nodes.first).to_have_attribute("data-id", "two")
    keys.press("Control+d")
    expect(nodes).to_have_count(4)
    expect(nodes.nth(1)).to_have_attribute("data-id", "two-2")
    keys.press("ArrowDown")
    expect(nodes.nth(2)).to_have_class(re.compile("is-selected"))
    keys.press("Delete")
    expect(document).not_to_contain_text("One")
    for _ in range(3):
        keys.press("Control+z")
    expect(nodes.first).to_have_attribute("data-id", "one")
    saved(page)
    assert draft_of(page, "moving") == text


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "it-IT")])
def test_the_editor_is_for_everybody(
    page_as: PageAs, screen: Callable[[Page, str], None], scheme: str, locale: str
) -> None:
    page = page_as(
        "fritz", "/templates/payment-reminder/edit", color_scheme=scheme, locale=locale,
        viewport={"width": 1440, "height": 900},
    )  # fmt: skip
    expect(page.locator(".ProseMirror")).to_contain_text("supervisory authority")
    assert violations(page) == []
    screen(page, f"editor-{scheme}")


@settings(max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(content=source_files())
def test_random_documents_come_out_of_the_editor_as_they_went_in(writer: Page, content: str) -> None:
    last = "  - paragraph: Last\n    id: the-last\n"
    answer = save_file(writer, "random", f"{HEAD}content:\n{content}{last}")
    assert answer.ok, answer.text()
    text = draft_of(writer, "random")
    writer.goto("/templates/random/edit?view=edit")
    document = opened(writer)
    expect(document.locator(".ccm-unknown")).to_have_count(0)
    document.locator('[data-id="the-last"]').click()
    writer.keyboard.press("End")
    writer.keyboard.type(" but not least")
    expect(writer.get_by_test_id("save-state")).not_to_have_attribute("data-status", "saved")
    saved(writer)
    assert draft_of(writer, "random") == text.replace("- paragraph: Last\n", "- paragraph: Last but not least\n")


@pytest.fixture
def writer(page_as: PageAs) -> Page:
    """Somebody who writes a template that is there already."""
    page = page_as("fritz", "/templates")
    begin(page, "random", "  - paragraph: Last\n    id: the-last\n")
    return page
