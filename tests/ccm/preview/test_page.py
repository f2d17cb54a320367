import base64
import hashlib
import json
from html.parser import HTMLParser

import pytest

from ccm.preview.page import pages_of_a_view, preview_page
from ccm.preview.view import PreviewError
from renderers.base import Finding
from tests.ccm.preview.samples import view

HOSTILE = '</script><script>alert("x")</script><!-- \u2028 "\' ${7*7} $style'


class Reader(HTMLParser):
    """What a page holds: its policy, and each script's type and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.policy = ""
        self.scripts: list[list[str]] = []
        self.addresses: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        self.addresses += [given[name] or "" for name in ("src", "href") if name in given]
        self._open = tag == "script"
        if self._open:
            self.scripts.append([given.get("type") or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[-1][1] += data


def test_there_must_be_something_to_preview() -> None:
    with pytest.raises(PreviewError, match="nothing to preview"):
        preview_page([])


def test_only_the_tools_own_script_and_the_phones_pages_scripts_may_run() -> None:
    page = Reader(preview_page([view()]))
    (script,) = (text for kind, text in page.scripts if kind == "module")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    directives = dict(directive.strip().split(" ", 1) for directive in page.policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert f"'sha256-{digest}'" in directives["script-src"]
    assert "unsafe" not in directives["script-src"]
    assert "connect-src" not in directives
    assert "http" not in page.policy
    assert page.addresses == []


def test_each_record_and_locale_has_its_data() -> None:
    page = Reader(preview_page([view("Anna"), view("Anna", "it"), view("Bruno")]))
    data = [json.loads(text) for kind, text in page.scripts if kind == "application/json"]
    assert [(entry["record"], entry["language"]) for entry in data[0]] == [
        ("Anna", "English"),
        ("Anna", "Italian"),
        ("Bruno", "English"),
    ]
    assert [entry["record"] for entry in data[1:]] == ["Anna", "Anna", "Bruno"]


def test_records_of_one_name_are_told_apart() -> None:
    page = Reader(preview_page([view("Anna"), view("Anna", "it"), view("Anna"), view("Anna", "it")]))
    index = json.loads(page.scripts[2][1])
    assert [entry["record"] for entry in index] == ["Anna", "Anna", "Anna (2)", "Anna (2)"]


def test_hostile_texts_stay_texts() -> None:
    shown = view(HOSTILE, failures={"pdf": (Finding(HOSTILE, "x", "error", HOSTILE),)})
    page = Reader(preview_page([shown], HOSTILE))
    plain = Reader(preview_page([view()]))
    assert [kind for kind, _ in page.scripts] == [kind for kind, _ in plain.scripts]
    data = json.loads(page.scripts[3][1])
    assert data["record"] == HOSTILE
    assert data["channels"][0]["findings"][0]["message"] == HOSTILE


def test_many_views_show_fewer_pages_each() -> None:
    assert [pages_of_a_view(views) for views in (1, 8, 24, 1000)] == [24, 12, 4, 2]
