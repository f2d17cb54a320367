"""The page as a file: what stands first, what it may do, and that data is only ever text."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ccm.impact.data import impact_data
from ccm.impact.folder import touched_by_folder
from ccm.impact.measure import measure
from ccm.impact.model import Touched
from ccm.impact.page import impact_page
from ccm.impact.text import impact_lines
from ccm.outputs import OutputError, write_page
from tests.ccm.impact.examples import FULL, FULL_IT, SHORT, SHORT_IT, block, impact, library

HOSTILE = "</p></textarea><script>alert(1)</script><img src=https://evil.example onerror=alert(2)> &amp; {} $style"
LONG = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()


class Reader(HTMLParser):
    """A page's elements, its policy and its texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.policy = ""
        self.tags: list[str] = []
        self.frames: list[dict[str, str | None]] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "iframe":
            self.frames.append(given)
        self.addresses += [given[name] or "" for name in ("src", "href") if name in given]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return library(tmp_path / "now")


def test_what_fails_stands_before_all_else_with_what_to_do(shelf: Path, tmp_path: Path) -> None:
    found = impact(block(tmp_path / "new", 2, short=LONG, short_it=SHORT_IT), shelf)
    text = " ".join(Reader(impact_page(found)).texts)
    assert "2 communications could not be sent any more" in text
    assert "SMS of Letter letter, in English (2 communications)" in text
    assert text.index("could not be sent") < text.index("What changed in the block") < text.index("Where it is used")
    assert "the template allows 1" in text
    assert "Ask the block's owner for a shorter short form" in text
    lines = list(impact_lines(found))
    assert lines[1].startswith("✕ SMS of letter, in English")
    assert "letter    en ○2  it ○2  en ✕2  it ○2  en ○2  it ○2" in lines


def test_nothing_runs_and_nothing_is_asked_for(shelf: Path, tmp_path: Path) -> None:
    faster = block(tmp_path / "new", 2, FULL.replace("sixty", "forty"), full_it=FULL_IT.replace("sessanta", "quaranta"))
    page = Reader(impact_page(impact(faster, shelf)))
    directives = dict(directive.strip().split(" ", 1) for directive in page.policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert "script-src" not in directives
    assert "http" not in page.policy
    assert "script" not in page.tags
    assert {address.partition(":")[0][:2] for address in page.addresses} <= {"da", "#t"}
    assert len(page.frames) == 8
    assert all(frame["sandbox"] == "" for frame in page.frames)
    for frame in page.frames:
        inside = Reader(frame["srcdoc"] or "")
        assert "script" not in inside.tags
        assert inside.policy == ""
        assert any(word in "".join(inside.texts) for word in ("DRAFT", "BOZZA"))


def titled(folder: Path, title: str) -> Path:
    """A new version of the block whose title and owner are `title`."""
    proposed = block(folder, 2, f"{FULL} x", full_it=f"{FULL_IT} x")
    file = proposed / "block.yaml"
    text = file.read_text(encoding="utf-8")
    for old in ("title: How to complain", "owner: Compliance"):
        text = text.replace(old, f"{old.partition(':')[0]}: {json.dumps(title)}")
    file.write_text(text, encoding="utf-8")
    return proposed


def test_hostile_words_stay_words(shelf: Path, tmp_path: Path) -> None:
    plain, hostile = (
        Reader(impact_page(impact(titled(tmp_path / name, title), shelf)))
        for name, title in (("plain", "Plain"), ("hostile", HOSTILE))
    )
    assert hostile.tags == plain.tags
    assert "".join(hostile.texts).count(HOSTILE) > 2


def test_hostile_markup_in_a_blocks_words_is_text(shelf: Path, tmp_path: Path) -> None:
    words = "Say <script>alert(1)</script> and <img src=x onerror=alert(1)>."
    page = impact_page(impact(block(tmp_path / "new", 2, f"{FULL} {words}", full_it=f"{FULL_IT} {words}"), shelf))
    read = Reader(page)
    assert "script" not in read.tags
    assert "<script>alert(1)</script>" in "".join(read.texts)
    assert all("script" not in Reader(frame["srcdoc"] or "").tags for frame in read.frames)


def test_a_pinned_template_is_said_to_stay(shelf: Path, tmp_path: Path) -> None:
    page = Reader(impact_page(impact(block(tmp_path / "new", 2, f"{FULL} x", full_it=f"{FULL_IT} x"), shelf)))
    assert "Pins version 1: it stays as it is until its author takes the new one." in page.texts


def test_a_first_release_shows_what_is_proposed_alone(shelf: Path, tmp_path: Path) -> None:
    one = touched_by_folder(block(tmp_path / "new", 2), shelf, ("letter",)).touched[0]
    found = measure([Touched(one.template, one.title, None, one.after, follows=True)], "complaints", workers=1)
    text = " ".join(Reader(impact_page(found)).texts)
    assert "not in use yet" in text
    assert "Nothing made with this template has been released yet." in text
    assert "Now" not in text


def test_a_proposal_that_nobody_uses_has_a_page(tmp_path: Path) -> None:
    found = impact(block(tmp_path / "new"), tmp_path / "nowhere")
    assert "No template uses it." in " ".join(Reader(impact_page(found)).texts)
    assert "no template uses the block complaints" in list(impact_lines(found))


def test_the_data_hold_everything_the_page_tells(shelf: Path, tmp_path: Path) -> None:
    found = impact(block(tmp_path / "new", 2, short=LONG, short_it=SHORT_IT), shelf)
    data = json.loads(json.dumps(impact_data(found)))
    assert data["proposal"]["version"] == "version 2"
    assert {one["template"]: one["follows"] for one in data["templates"]} == {"card": False, "letter": True}
    cells = [cell for one in data["templates"] for cell in one["cells"]]
    assert len(cells) == len(found.cells) == sum(data["counts"].values())
    (failure,) = data["failures"]
    assert [cell["sample"] for cell in failure["cells"]] == ["anna", "bruno"]
    failed = [cell for cell in cells if cell["outcome"] == "fails-after"]
    assert all("the template allows 1" in cell["after"]["problem"] for cell in failed)
    assert all(cell["before"]["facts"]["segments"] == 1 for cell in failed)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    found = impact(block(tmp_path / "new"), tmp_path / "nowhere")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="choose another place with --out"):
        write_page(tmp_path / "file" / "impact.html", impact_page(found))
