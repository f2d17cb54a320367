"""The compliance desk in a browser: from a changed block to its approval by two, and what governs all of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ccm.db.session import Database, database_url
from ccm.governance.acting import acting_now
from ccm.governance.editing import publish, save_draft
from content_blocks.store import BlockStore
from tests.web.people import PHONE, PageAs, violations

Screen = Callable[[Page, str], None]

# What one test leaves is what the next finds: they are done in order, by one process.
pytestmark = pytest.mark.xdist_group("desk")
BLOCK = "privacy-notice"
NEW_WORDS = ("We process your personal data", "We use your personal data")


@pytest.fixture(scope="module")
def changed(home: Path) -> None:
    """Dora has changed the words of a locked block."""
    database = Database(database_url({"CCM_HOME": str(home)}))
    with database.writing() as session:
        acting = acting_now("dora", "tests")
        blocks = BlockStore(session)
        files = dict(blocks.files(blocks.version(BLOCK)))
        text = files["block.yaml"].decode().replace("version: 1", "version: 2", 1).replace(*NEW_WORDS)
        draft = save_draft(session, acting, "block", BLOCK, {**files, "block.yaml": text.encode()}, 0, 1)
        publish(session, acting, "block", BLOCK, draft.revision, "Plainer words")
    database.close()


def decide(page: Page, verdict: str, reason: str = "") -> None:
    page.get_by_role("radiogroup", name="Decision").get_by_text(verdict, exact=True).click()
    if reason:
        page.locator("#decision").fill(reason)
    page.get_by_role("button", name=re.compile(f"^{verdict} {BLOCK}")).click()


@pytest.mark.usefixtures("changed")
def test_an_author_submits_and_two_others_approve(page_as: PageAs, screen: Screen) -> None:
    anna = page_as("anna", f"/blocks/{BLOCK}")
    anna.get_by_role("button", name="Submit for approval").click()
    window = anna.get_by_role("dialog")
    for language in ("Italian", "German"):
        window.get_by_label(language).uncheck()
    window.get_by_role("button", name="Run the gates and submit").click()
    window.get_by_role("link", name=BLOCK).click()
    expect(anna.get_by_role("heading", name="Privacy notice", level=1)).to_be_visible()
    expect(anna).to_have_url(re.compile(r"/submissions/\d+"))
    address = anna.url

    dora = page_as("dora", address)
    why = dora.get_by_role("complementary", name="Your decision")
    expect(why).to_contain_text("Nobody approves their own words")
    expect(why).to_contain_text("Emil")
    expect(dora.get_by_role("button", name=re.compile("^Approve"))).to_have_count(0)

    emil = page_as("emil", "/desk")
    expect(emil.get_by_role("link", name=re.compile(BLOCK))).to_be_visible()
    emil.keyboard.press("j")
    emil.keyboard.press("Enter")
    expect(emil).to_have_url(re.compile(r"/submissions/\d+$"))
    changes = emil.get_by_role("region", name="Words and structure")
    expect(changes.locator("del").first).to_contain_text("process")
    expect(changes.locator("ins").first).to_contain_text("use")
    screen(emil, "submission")
    assert violations(emil) == []

    emil.get_by_role("tab", name="All its forms").click()
    expect(emil.get_by_role("img", name=re.compile("Before")).first).to_be_visible()
    expect(emil.get_by_text("1 of 4 looked at")).to_be_visible()
    emil.get_by_text("Difference", exact=True).click()
    expect(emil.get_by_text("of the page changed").first).to_be_visible()
    screen(emil, "submission-difference")
    assert violations(emil) == []

    emil.keyboard.press("r")
    emil.get_by_role("button", name=re.compile("^Ask for changes")).click()
    expect(emil.get_by_text("Say why, for those who read it later.")).to_be_visible()
    decide(emil, "Approve")
    expect(emil.get_by_text("Your approval is recorded").first).to_be_visible()

    bruno = page_as("bruno", address, viewport=PHONE, has_touch=True)
    bruno.get_by_role("button", name="Decide").click()
    screen(bruno, "submission-phone")
    assert violations(bruno) == []
    bruno.get_by_role("dialog").get_by_role("button", name=re.compile("^Approve")).click()
    expect(bruno.get_by_role("main").get_by_text("Approved", exact=True).first).to_be_visible()


def test_the_impact_of_a_block_is_seen(page_as: PageAs, screen: Screen) -> None:
    page = page_as("emil", "/blocks/vat-note?tab=impact")
    page.get_by_role("button", name="One sample of each template").click()
    frame = page.frame_locator("iframe[title='Impact, before and after']")
    expect(frame.locator("h1")).to_be_visible(timeout=120_000)
    screen(page, "impact")


def test_a_release_is_recalled_by_two_who_type_its_name(page_as: PageAs, screen: Screen) -> None:
    for person, told in (("gina", "Your call is noted"), ("hugo", "It is recalled")):
        page = page_as(person, "/releases?template=account-statement")
        page.get_by_role("link", name="account-statement#1").click()
        expect(page.get_by_role("heading", name="What was sealed")).to_be_visible()
        if person == "gina":
            screen(page, "release")
            assert violations(page) == []
        page.get_by_role("button", name="Recall").click()
        window = page.get_by_role("dialog")
        window.get_by_label("Reason").fill("The Italian is wrong")
        button = window.get_by_role("button", name="Recall")
        expect(button).to_be_disabled()
        window.get_by_label("Type account-statement#1 to confirm").fill("account-statement#1")
        button.click()
        expect(page.get_by_text(told, exact=True)).to_be_visible()


def test_the_chain_of_the_log_is_verified_on_screen(page_as: PageAs, screen: Screen) -> None:
    page = page_as("dora", "/audit")
    head = page.get_by_label("Head of the log").input_value()
    page.get_by_label("Heads you kept").fill(head)
    page.get_by_role("button", name="Verify the log").click()
    expect(page.get_by_text("The log is whole")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("It holds against the head you kept.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Row ")).first.click()
    expect(page.get_by_text("This browser computed its hash anew: it fits.")).to_be_visible()
    screen(page, "audit")
    assert violations(page) == []


def test_a_rule_and_a_workflow_are_made_without_code(page_as: PageAs, screen: Screen) -> None:
    otto = page_as("otto", "/rules")
    otto.get_by_role("button", name="New rule").click()
    window = otto.get_by_role("dialog")
    tags = window.get_by_label("Templates with all of these tags")
    tags.fill("bank")
    tags.press("Enter")
    tags.press("Escape")
    window.get_by_role("combobox", name="carry this block").fill("privacy")
    otto.get_by_role("option", name=re.compile("Privacy notice")).click()
    window.get_by_label("What demands it").fill("Article 13 GDPR")
    window.get_by_label("Key of the rule").fill("privacy")
    window.get_by_role("button", name="Save").click()
    expect(otto.get_by_role("region", name="privacy")).to_contain_text("Article 13 GDPR")
    screen(otto, "rules")
    assert violations(otto) == []

    otto.goto("/workflows/brands?edit=yes")
    otto.get_by_role("button", name="Add a stage").click()
    stage = otto.get_by_role("region", name="Stage:").last
    stage.get_by_label("Name of the stage").fill("rules")
    stage.get_by_label("Name of the step").fill("legal")
    otto.get_by_role("button", name="Save as a new version").click()
    expect(otto.get_by_role("alert")).to_be_visible()
    group = stage.get_by_role("combobox", name="Group that is asked")
    group.fill("legal")
    otto.get_by_role("option", name="legal").click()
    screen(otto, "workflow")
    assert violations(otto) == []
    otto.get_by_role("button", name="Save as a new version").click()
    expect(otto.get_by_role("region", name="The flow").first).to_contain_text("Stage 2: rules")
    expect(otto.get_by_text("version 2").first).to_be_visible()


@pytest.mark.parametrize("address", ["/desk", "/submissions", "/releases", "/rules", "/workflows", "/audit"])
def test_the_desk_is_for_everybody_in_the_dark_and_in_italian(page_as: PageAs, address: str) -> None:
    page = page_as("dora", address, color_scheme="dark", locale="it-IT")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("status", name="Caricamento")).to_have_count(0)
    assert violations(page) == []
