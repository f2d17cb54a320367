"""The preview beside the editor while somebody types: from a key pressed to email, message and mobile page drawn."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from rich.table import Table

from benchmarks import api
from benchmarks.long_letter import KEY, long_letter
from benchmarks.released import installation
from benchmarks.tables import milliseconds, new_table
from ccm.access.signing_in import set_password
from ccm.demo.office import DESIGNER, open_office
from ccm.governance.acting import acting_now
from templates_repo.folders import TEMPLATES
from tests.browser import chromium

WORDS = 30
"""How many words are typed in each template, each after a pause."""

KEY_EVERY = 70
"""Milliseconds between the keys of a word: somebody who types well."""

PASSWORD = "four plain words here"  # noqa: S105 - of an installation that lives as long as the benchmark

# What is drawn tells so by a mark; the word that was typed last is looked for in the frames, so that a mark of an
# earlier answer counts for nothing. An event's time is when the key was pressed, not when it was heard of.
WATCH = """() => {
  window.watched = {word: '', pressed: 0, messages: 0, paper: 0};
  addEventListener('keydown', (event) => { watched.pressed = event.timeStamp; }, true);
  new PerformanceObserver((list) => {
    for (const mark of list.getEntries()) {
      if (mark.name === 'ccm:preview-messages' && !watched.messages) {
        const frames = [...document.querySelectorAll('[data-channel] iframe')];
        const shown = frames.every(({contentDocument}) => contentDocument.body.textContent.includes(watched.word));
        if (watched.word && frames.length === 2 && shown) watched.messages = mark.startTime;
      }
      if (mark.name === 'ccm:preview-paper' && watched.messages) watched.paper = mark.startTime;
    }
  }).observe({entryTypes: ['mark']});
}"""


@dataclass(frozen=True)
class Refreshed:
    """A template in which words were typed: the milliseconds from the last key of each to what was drawn, sorted."""

    template: str
    messages: tuple[float, ...]
    paper: tuple[float, ...]


def measure(told: Callable[[str], object]) -> Iterator[Refreshed]:
    """Type in the starter templates and in one of thirty pages, in a real browser."""
    starters = sorted(path.parent.name for path in TEMPLATES.glob("*/template.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _furnish(home)
        with api.server("api", home) as port, chromium() as browser:
            page = _signed_in(browser, f"http://127.0.0.1:{port}")
            for template in (*starters, KEY):
                told(f"Typing beside the preview of {template}")
                yield _typed(page, template)


def _furnish(home: Path) -> None:
    """The starter library, and a designer who can sign in."""
    installation(home, "appointment-reminder")
    office = open_office(home / "ccm.db", lambda _: None)
    with office.database.writing() as session:
        set_password(session, acting_now(DESIGNER, "benchmarks"), PASSWORD, "for benchmarks")
    office.database.close()


def _signed_in(browser: Browser, site: str) -> Page:
    """A page of the designer, who has begun the long letter."""
    # Waiting for a condition is evaluated in the page, which its policy forbids.
    page = browser.new_page(base_url=site, viewport={"width": 1600, "height": 900}, locale="en-GB", bypass_csp=True)
    signed = page.request.post("/v1/session", data={"person": DESIGNER, "password": PASSWORD})
    begun = page.request.put(
        f"/v1/templates/{KEY}/draft",
        data={"files": {path: {"text": body.decode()} for path, body in long_letter().items()}},
        headers={"X-CSRF-Token": signed.json()["csrf"], "If-Match": '"0"'},
    )
    if not begun.ok:
        raise RuntimeError(begun.text())
    return page


def _typed(page: Page, template: str) -> Refreshed:
    page.goto(f"/templates/{template}/edit?side=off&layout=board")
    page.locator("[data-freshness=fresh]").wait_for(timeout=120_000)
    page.evaluate(WATCH)
    node = page.frame_locator("[data-channel=email] iframe").locator("p[data-node]:not([data-node*='.'])").first
    place = page.locator(f".ProseMirror [data-id='{node.get_attribute('data-node')}']").first
    place.click()
    page.keyboard.press("End")
    messages, paper = [], []
    for number in range(WORDS):
        word = f"w{number}q"
        page.evaluate("word => Object.assign(watched, {word, messages: 0, paper: 0})", word)
        page.keyboard.type(f" {word}", delay=KEY_EVERY)
        page.wait_for_function("watched.messages > 0 && watched.paper > 0", timeout=120_000)
        pressed, drawn, pictured = page.evaluate("[watched.pressed, watched.messages, watched.paper]")
        messages.append(drawn - pressed)
        paper.append(pictured - pressed)
    return Refreshed(template, tuple(sorted(messages)), tuple(sorted(paper)))


def refresh_table(measured: Sequence[Refreshed]) -> Table:
    """A row a template: the messages, and the pages."""
    table = new_table("The preview beside the editor, from the last key of a word to what is drawn")
    for name in ("", "messages p50", "p95", "PDF p50", "p95"):
        table.add_column(name, justify="right" if name else "left")
    for one in measured:
        shares = [milliseconds(_within(times, share)) for times in (one.messages, one.paper) for share in (0.5, 0.95)]
        table.add_row(one.template, *shares)
    table.caption = "messages are email, text message and mobile page, all three drawn by a browser on the same machine"
    return table


def _within(times: Sequence[float], share: float) -> float:
    return times[min(int(share * len(times)), len(times) - 1)]
