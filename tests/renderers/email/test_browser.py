"""Mails in a real browser: what fits a phone, what a dark screen shows, what assistive technology is told."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from content_blocks.brand import contrast
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import BANK, document, everything, hebrew, statement, transactions
from tests.renderers.email.standalone import standalone_html

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}")

SAMPLES = {
    "statement": statement(5),
    "everything": everything(),
    "hebrew": hebrew(),
    "table": document(transactions(2)),
    "draft": statement(5, draft=True),
    "draft in hebrew": replace(hebrew(), draft=True),
}
# Every element with text of its own: its colour and the nearest ground behind it.
COLOURS = """() => {
  const hex = c => '#' + c.match(/\\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('');
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!/^rgba.*, 0\\)$|transparent/.test(c)) return hex(c); } return '#ffffff'; };
  return [...document.body.querySelectorAll('*')].filter(e => e.offsetParent &&
      [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => [hex(getComputedStyle(e).color), ground(e), e.textContent.trim().slice(0, 40)]); }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@cache
def html(name: str) -> str:
    return standalone_html(EmailRenderer().render(SAMPLES[name]).parts[0].body)


def shown(browser: Browser, name: str, script: str, *, width: int, scheme: Any = "light") -> Any:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.set_content(html(name))
    result = page.evaluate(script)
    page.close()
    assert [url for url in requests if not url.startswith("data:")] == []
    return result


@pytest.mark.parametrize("width", [320, 360, 700])
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_wider_than_the_screen(browser: Browser, name: str, width: int) -> None:
    assert shown(browser, name, "document.documentElement.scrollWidth", width=width) == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SAMPLES)
def test_text_can_be_read_on_its_ground(browser: Browser, name: str, scheme: str) -> None:
    found = shown(browser, name, COLOURS, width=700, scheme=scheme)
    assert len(found) > 10
    assert [pair for pair in found if contrast(pair[0], pair[1]) < 4.5] == []


def test_dark_screens_show_the_dark_palette(browser: Browser) -> None:
    grounds = {ground for _, ground, _ in shown(browser, "statement", COLOURS, width=700, scheme="dark")}
    assert grounds == {BANK.dark.paper, BANK.dark.surface, BANK.dark.button}


def test_a_wide_table_is_reflowed_on_a_phone_and_still_a_table(browser: Browser) -> None:
    lines = """[...document.querySelectorAll('table.rows tbody tr')].slice(-1).map(row =>
        [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().top)))[0]"""
    assert len(set(shown(browser, "table", lines, width=700))) == 1
    date, text, amount, balance = shown(browser, "table", lines, width=360)
    assert date == text < amount == balance
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_content(html("table"))
    tree = page.locator("table.rows").aria_snapshot()
    page.close()
    assert 'columnheader "Description"' in tree
    assert 'cell "Panificio Rossi 0"' in tree


def test_nothing_is_hidden_but_the_preheader_and_the_other_logo(browser: Browser) -> None:
    hidden = """[...document.body.querySelectorAll('*')].filter(e => getComputedStyle(e).display === 'none')
        .map(e => e.className || e.getAttribute('aria-hidden'))"""
    assert shown(browser, "everything", hidden, width=700) == ["true"]
    assert shown(browser, "everything", hidden, width=360) == ["true", "gutter", "gutter", "gutter"]
    assert shown(browser, "statement", hidden, width=700) == ["true", "logo-dark"]
    assert shown(browser, "statement", hidden, width=700, scheme="dark") == ["true", "logo-light"]


@pytest.mark.parametrize("width", [375, 700])
def test_a_draft_says_so_before_anything_else(browser: Browser, width: int) -> None:
    first = shown(browser, "draft", "document.body.innerText.trim().split('\\n')[0]", width=width)
    assert first == "DRAFT: not approved, not for customers"
    top = shown(browser, "draft", "document.querySelector('.draft').getBoundingClientRect().bottom", width=width)
    assert top < 120
