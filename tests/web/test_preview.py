"""The omnichannel preview: every channel shows the same record, node by node, and whatever is done to it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from ccm.library import Library
from tests.web.people import LAPTOP, PageAs, violations

TEMPLATES = tuple(Library().template_folders)
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path("templates_repo/library/appointment-reminder/samples/torino-technician.json")
IN_VIEW = """element => {
  const box = element.getBoundingClientRect(), view = element.ownerDocument.defaultView;
  return box.bottom > 0 && box.top < view.innerHeight;
}"""


def lane(page: Page, channel: str) -> Locator:
    return page.locator(f"[data-channel={channel}]")


def mail(page: Page) -> FrameLocator:
    return lane(page, "email").frame_locator("iframe")


def phone_page(page: Page) -> FrameLocator:
    return lane(page, "mobile").frame_locator("iframe")


def message(page: Page) -> Locator:
    return lane(page, "sms").get_by_role("region")


def first_sheet(page: Page) -> Locator:
    return lane(page, "pdf").locator("[data-page='1'] img")


def fresh(page: Page) -> None:
    expect(page.locator("[data-freshness=fresh]")).to_be_visible(timeout=120_000)


def save_draft(page: Page, template: str, change: Callable[[str], str]) -> None:
    """Change the words of a template as the editor does, over the API."""
    name = f"/v1/templates/{template}"
    files = page.request.get(f"{name}/versions/1/files").json()["files"]
    draft = page.request.get(name).json()["draft"]
    before = files["template.yaml"]["text"]
    assert change(before) != before
    saved = page.request.put(
        f"{name}/draft/files/template.yaml",
        data={"text": change(before)},
        headers={
            "X-CSRF-Token": page.request.get("/v1/session").json()["csrf"],
            "If-Match": f'"{draft["revision"] if draft else 0}"',
        },
    )
    assert saved.ok, saved.text()


def come_back(page: Page) -> None:
    """Somebody returns to the window, and wants to see the draft as it is by now."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_every_starter_template_shows_in_every_channel(page_as: PageAs) -> None:
    page = page_as("anna")
    for template in TEMPLATES:
        page.goto(f"/templates/{template}/preview")
        fresh(page)
        expect(page.locator("[data-channel]")).to_have_count(4)
        expect(page.locator("[data-failed=true]")).to_have_count(0)
        expect(mail(page).locator("h1")).to_be_visible()
        expect(phone_page(page).locator("h1")).to_be_visible()
        expect(message(page).locator("[data-node]").first).not_to_be_empty()
        assert first_sheet(page).evaluate("picture => picture.naturalWidth") > 300


def test_a_node_is_shown_in_every_channel_wherever_it_is_picked(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/contract-change-notice/preview")
    fresh(page)
    phone_page(page).locator("[data-node=withdrawal-right], [data-node=complaints]").first.click()
    node = "complaints"
    expect(page).to_have_url(re.compile(f"node={node}"))
    assert mail(page).locator(f"[data-node={node}]").evaluate(IN_VIEW)
    expect(message(page).locator("[data-selected]")).to_have_attribute("data-node", node)
    area = lane(page, "pdf").locator("[data-selected]")
    expect(area.first).to_have_attribute("data-node", re.compile(f"^{node}"))
    expect(area.first).to_be_in_viewport()

    lane(page, "pdf").locator("[data-node=title]").click()
    expect(page).to_have_url(re.compile("node=title"))
    assert mail(page).locator("[data-node=title]").evaluate(IN_VIEW)
    assert phone_page(page).locator("[data-node=title]").evaluate(IN_VIEW)
    assert not phone_page(page).locator("[data-node=complaints]").evaluate(IN_VIEW)


def test_a_condition_that_is_forced_changes_all_channels_and_stands_in_the_link(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/contract-change-notice/preview")
    fresh(page)
    terms = "[data-node=terms]"
    everywhere = (mail(page).locator(terms), phone_page(page).locator(terms), lane(page, "pdf").locator(terms))
    for there in everywhere:
        expect(there.first).to_be_attached()
    page.get_by_role("button", name="Conditions").click()
    card = page.locator("[data-key=terms]")
    expect(card).to_contain_text("is given")
    card.get_by_text("Hidden", exact=True).click()
    for there in everywhere:
        expect(there).to_have_count(0)
    expect(page).to_have_url(re.compile("force=terms"))

    page.reload()
    fresh(page)
    for there in everywhere:
        expect(there).to_have_count(0)
    page.get_by_role("button", name="Back to the data").click()
    for there in everywhere:
        expect(there.first).to_be_attached()

    page.get_by_role("tab", name="Every variant").click()
    page.get_by_role("button", name="Next variant").click()
    expect(page.get_by_role("button", name="1 forced")).to_be_visible()


def test_a_hostile_record_is_text_and_a_wrong_one_is_refused_in_the_words_of_the_server(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/appointment-reminder/preview?lang=en-GB")
    fresh(page)
    record = json.loads((ROOT / SAMPLE).read_text("utf-8"))
    name = "<script>top.hacked=1</script><img src=x onerror='top.hacked=1'>{{ 7*7 }}"
    record["customer"]["name"] = name

    def show(text: str) -> Locator:
        page.get_by_role("combobox", name="Sample").click()
        page.get_by_role("option", name="Your own record…").click()
        window = page.get_by_role("dialog", name="Look at a record of your own")
        window.get_by_label("Record (JSON)").fill(text)
        window.get_by_role("button", name="Show this record").click()
        return window

    window = show('{"id": 1,\n oops}')
    expect(window).to_contain_text("look at line 2")
    window.get_by_label("Record (JSON)").fill("{}")
    window.get_by_role("button", name="Show this record").click()
    expect(window.get_by_role("alert")).to_contain_text("is missing")
    window.get_by_role("button", name="Cancel").click()

    expect(show(json.dumps(record))).to_be_hidden()
    fresh(page)
    for there in (mail(page), phone_page(page)):
        expect(there.locator("body")).to_contain_text(name)
        expect(there.locator("script, img[src=x]")).to_have_count(0)
    assert page.evaluate("window.hacked") is None

    record["customer"]["name"] = "W" * 5_000
    page.get_by_role("combobox", name="Sample").click()
    page.get_by_role("option", name="Your own record").click()
    again = page.get_by_role("dialog", name="Look at a record of your own")
    expect(again.get_by_label("Record (JSON)")).to_have_value(re.compile("hacked"))
    again.get_by_label("Record (JSON)").fill(json.dumps(record))
    again.get_by_role("button", name="Show this record").click()
    expect(again.get_by_role("alert")).to_contain_text("longer than 120 characters")
    again.get_by_label("Record (JSON)").fill(json.dumps(record).replace("W" * 5_000, "W" * 120))
    again.get_by_role("button", name="Show this record").click()
    expect(again).to_be_hidden()
    fresh(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])").find("hacked") < 0


def test_links_of_a_mail_lead_nowhere_and_say_where_they_would(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/contract-change-notice/preview?lang=en-GB")
    fresh(page)
    before = page.url.split("&node")[0]
    mail(page).locator("a[href^=https]").first.click()
    expect(page.get_by_text("This link leads to")).to_contain_text("https://")
    assert page.url.startswith(before)
    expect(mail(page).locator("h1")).to_be_attached()


def test_an_edit_is_seen_in_every_channel_where_one_was_reading(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/appointment-reminder/preview?lang=en-GB&sample=torino-technician")
    fresh(page)
    picture = first_sheet(page).get_attribute("src")
    scrolled = phone_page(page).locator("html")
    scrolled.evaluate("page => page.ownerDocument.defaultView.scrollTo(0, 120)")
    save_draft(
        page,
        "appointment-reminder",
        lambda text: text.replace("our technician comes on", "our blue van comes on").replace(
            "Our technician comes to you on", "Our blue van comes to you on"
        ),
    )
    come_back(page)
    expect(mail(page).locator("[data-node=lead-technician]")).to_contain_text("Our blue van")
    expect(phone_page(page).locator("[data-node=lead-technician]")).to_contain_text("Our blue van")
    expect(message(page)).to_contain_text("our blue van")
    expect(first_sheet(page)).not_to_have_attribute("src", picture or "")
    assert scrolled.evaluate("page => page.ownerDocument.defaultView.scrollY") == 120


def test_a_channel_that_cannot_carry_the_message_says_why_and_a_draft_that_is_broken_keeps_the_last(
    page_as: PageAs,
) -> None:
    page = page_as("fritz", "/templates/account-statement/preview?lang=en-GB")
    fresh(page)
    save_draft(page, "account-statement", lambda text: text.replace("sms: {limit: 8", "sms: {limit: 1"))
    come_back(page)
    sms = lane(page, "sms")
    expect(sms).to_have_attribute("data-failed", "true")
    expect(sms.get_by_text("This channel cannot carry the message")).to_be_visible()
    expect(mail(page).locator("h1")).to_be_visible()

    save_draft(page, "account-statement", lambda text: text.replace("{{ customer.name }}", "{{ customer.nam }}"))
    come_back(page)
    page.get_by_role("button", name="Not up to date").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("nam")
    expect(mail(page).locator("h1")).to_be_visible()


def test_everything_is_done_by_keyboard(page_as: PageAs) -> None:
    page = page_as("anna", "/templates/contract-change-notice/preview")
    fresh(page)
    page.get_by_role("combobox", name="Sample").press("Escape")
    message(page).press("j")
    expect(page).to_have_url(re.compile("node="))
    message(page).press("2")
    expect(page.locator("[data-channel]")).to_have_count(1)
    expect(mail(page).locator("h1")).to_be_visible()
    mail(page).locator("h1").click()
    page.keyboard.press("0")
    expect(page.locator("[data-channel]")).to_have_count(4)
    message(page).press("d")
    expect(lane(page, "mobile").locator("iframe")).to_have_attribute("data-scheme", "dark")
    message(page).press("]")
    expect(page).to_have_url(re.compile("sample="))


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "it-IT")])
def test_it_is_for_everybody(page_as: PageAs, screen: Callable[[Page, str], None], scheme: str, locale: str) -> None:
    how: dict[str, Any] = {"color_scheme": scheme, "locale": locale, "viewport": LAPTOP}
    page = page_as("anna", f"/templates/contract-change-notice/preview?locked=shown&screens={scheme}", **how)
    fresh(page)
    assert violations(page) == []
    screen(page, f"preview-{scheme}")
    message(page).press("c")
    expect(page.locator("[data-key=terms]")).to_be_visible()
    assert violations(page) == []
    screen(page, f"preview-conditions-{scheme}")


def test_a_part_is_downloaded_as_the_file_that_it_is(page_as: PageAs, tmp_path: Path) -> None:
    page = page_as("anna", "/templates/invoice/preview")
    fresh(page)
    for name, suffix, begins in (("PDF", "pdf", b"%PDF"), ("Email", "eml", b""), ("SMS", "txt", b"")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {name}").click()
        assert download.value.suggested_filename == f"invoice.{suffix}"
        assert Path(download.value.path()).read_bytes().startswith(begins)
