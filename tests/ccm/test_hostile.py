"""What bad input gets: a clear error, or its text shown as text; and no bad record stops a good one."""

import copy
import json
from pathlib import Path
from typing import Any

import html5lib
import pypdfium2
import pytest
from typer.testing import CliRunner

from ccm.compose.texts import safe_text
from ccm.run import draft_rendering
from ccm.scaffold.new_template import new_template
from cli import app
from tests.corpora import CORPORA, needs_corpora

HOSTILE = (
    "{{ 7 * 7 }}",
    "{% for x in ().__class__ %}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "<!--",
    "]]>",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "**bold** [x](https://evil.example)",
    "../../etc/passwd",
    "file:///etc/passwd",
    "Robert'); DROP TABLE customers;--",
    '=HYPERLINK("https://evil.example")',
    "a\r\nBcc: victim@example.com",
    "a\x00b\x07c\x1b[31md",
    "abc\u202edcba\u202c",
    "Ａｄａ ﬁ ½",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "مرحبا بالعالم",
    "שלום עולם",
    "Ελένη Παπαδοπούλου",
    "Nguyễn Thị Hạnh",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A template with generous limits, so that its contract lets the hostile data through."""
    folder = new_template("order-letter", tmp_path)
    contract = folder / "contract.yaml"
    text = contract.read_text(encoding="utf-8").replace("maxLength: 80", "maxLength: 200000")
    contract.write_text(text.replace("maxItems: 200", "maxItems: 20000"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def order(library: Path) -> dict[str, Any]:
    sample: dict[str, Any] = json.loads((library / "templates/order-letter/samples/gift.json").read_text("utf-8"))
    return sample


def with_articles(order: dict[str, Any], articles: list[str]) -> dict[str, Any]:
    changed = copy.deepcopy(order)
    [line] = changed["order"]["lines"]
    changed["order"]["lines"] = [{**line, "article": article} for article in articles]
    return changed


def shown(text: str) -> str:
    return " ".join(safe_text(text).split())


def elements(page: bytes) -> Any:
    return html5lib.parse(page.decode("utf-8"), namespaceHTMLElements=False)


def assert_text_is_text(parts: dict[str, bytes], articles: list[str]) -> None:
    """Every article stands in both pages and the plain text, and none has become an element."""
    mail, page = elements(parts["email.html"]), elements(parts["mobile.html"])
    plain = " ".join(parts["email.txt"].decode("utf-8").split())
    mail_text, page_text = (" ".join(" ".join(tree.find("body").itertext()).split()) for tree in (mail, page))
    for article in map(shown, articles):
        assert article in mail_text
        assert article in page_text
        assert article in plain
    assert not mail.findall(".//script")
    assert len(page.findall(".//script")) <= 1
    for tree in (mail, page):
        for element in tree.iter():
            assert not [name for name in element.attrib if name.lower().startswith("on")]
            assert not element.get("href", "").lower().startswith(("javascript:", "data:", "file:"))
        assert not [link.get("href") for link in tree.iter("a") if "evil.example" in link.get("href", "")]


def test_hostile_text_is_shown_as_text(library: Path, order: dict[str, Any]) -> None:
    rendered = draft_rendering(library, "order-letter", ("email", "mobile", "sms")).render(
        with_articles(order, list(HOSTILE))
    )
    parts = {part.name: part.body for artifact in rendered.artifacts.values() for part in artifact.parts}
    assert rendered.ok, rendered.failures
    assert_text_is_text(parts, list(HOSTILE))


@needs_corpora
def test_the_list_of_naughty_strings_is_shown_as_text(library: Path, order: dict[str, Any]) -> None:
    naughty = json.loads((CORPORA / "blns" / "blns.json").read_text(encoding="utf-8"))
    articles = [text for text in naughty if text.strip()]
    rendered = draft_rendering(library, "order-letter", ("email", "mobile")).render(with_articles(order, articles))
    parts = {part.name: part.body for artifact in rendered.artifacts.values() for part in artifact.parts}
    assert rendered.ok, rendered.failures
    mobile = " ".join(" ".join(elements(parts["mobile.html"]).find("body").itertext()).split())
    missing = [article for article in articles if shown(article) not in mobile]
    assert not missing


def test_names_in_many_scripts_reach_the_paper(library: Path, order: dict[str, Any]) -> None:
    articles = [
        "Ελένη Παπαδοπούλου",
        "Nguyễn Thị Hạnh",
        "漢字 한국어",
        "<b>not bold</b>",
        "{{ 7 * 7 }}",
        "a\x07b\u202ec",
    ]
    rendered = draft_rendering(library, "order-letter", ("pdf",)).render(with_articles(order, articles))
    assert rendered.ok, rendered.failures
    pdf = pypdfium2.PdfDocument(rendered.artifacts["pdf"].parts[0].body)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    for article in articles[:5]:
        assert article in text


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_bad_records_stop_no_good_ones(library: Path, order: dict[str, Any]) -> None:
    def changed(number: str, **order_fields: Any) -> dict[str, Any]:
        return {**order, "order": {**order["order"], "number": number, **order_fields}}

    nameless = {**changed("A-3"), "customer": {"address": []}}
    lines = [
        json.dumps(changed("A-1")),
        json.dumps(changed("A-2", placed_on=20261117)),
        json.dumps(nameless),
        '{"customer": {',
        json.dumps(changed("A-4", lines=[])),
        json.dumps(changed("A-5")).replace('"89.50"', "NaN"),
        json.dumps(changed("A-1")),
        json.dumps(changed("A-7")),
    ]
    data = library / "orders.jsonl"
    data.write_text("\n".join(lines), encoding="utf-8")
    result = run(
        "render", "order-letter", "--draft", "--library", str(library), "--data", str(data), "--channel", "sms",
        "--out", str(library / "out"),
    )  # fmt: skip
    assert result.exit_code == 1
    assert "2 of 8 records rendered, 6 failed" in result.output
    assert sorted(path.name for path in (library / "out").iterdir()) == ["A-1", "A-7"]
    assert "Traceback" not in result.output
    for expected in (
        "order.placed_on",
        "customer.name",
        "record 4",
        "order.lines",
        "record 6",
        "its key 'A-1' is also",
    ):
        assert expected in result.output


BROKEN: dict[str, bytes] = {
    "bomb.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    "external.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "cut.xml": b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCs',
    "latin.json": '{"name": "Müller"}'.encode("latin-1"),
    "cut.json": b'{"customer": {"name": "Ada"',
    "deep.json": b"[" * 100_000,
    "twice.json": b'{"order": 1, "order": 2}',
    "empty.json": b"",
    "binary.csv": bytes(range(256)),
    "nothing.xml": b"<html><body>no</body></html>",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_gets_one_clear_error(name: str, library: Path) -> None:
    path = library / name
    path.write_bytes(BROKEN[name])
    result = run(
        "render", "order-letter", "--draft", "--library", str(library), "--data", str(path), "--channel", "sms",
        "--out", str(library / "out"),
    )  # fmt: skip
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert name in result.output.replace("\n", "")
    assert "Traceback" not in result.output
    assert "root:" not in result.output


def test_a_name_of_a_hundred_thousand_letters_and_ten_thousand_rows(library: Path, order: dict[str, Any]) -> None:
    rendering = draft_rendering(library, "order-letter", ("email", "mobile", "sms"))
    long = rendering.render(with_articles(order, ["x" * 100_000]))
    assert long.ok, long.failures
    many = rendering.render(with_articles(order, [f"Article {number}" for number in range(10_000)]))
    assert many.ok, many.failures
    mobile = many.artifacts["mobile"].parts[0].body.decode("utf-8")
    assert all(f"Article {number}<" in mobile for number in (0, 5_000, 9_999))
