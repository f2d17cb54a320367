"""The page as HTML: what stands where, and that nothing of the data becomes markup."""

import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings

from content_blocks import document as doc
from content_blocks.document import Document
from content_blocks.inline import Emphasis, Field, Footnote, LineBreak, Link, Strong, Text
from renderers.base import RenderError
from renderers.mobile.renderer import MobileRenderer
from tests.renderers.documents import chart, data, document, link, locked, paragraph, table, words
from tests.strategies import HOSTILE, documents

LOGO = doc.Asset(
    name="logo.svg",
    media_type="image/svg+xml",
    body=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20"><path d="M0 0h80v20z"/></svg>',
    digest="sha256:1",
)


def html(document: Document) -> str:
    return MobileRenderer().render(document).parts[0].body.decode()


def parsed(text: str) -> Any:
    """The tree of a page that is HTML without a single error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def main(*content: doc.BlockNode, **changes: Any) -> str:
    """What stands in the page's main part."""
    found = re.search(r"<main[^>]*>\n(.*)\n</main>", html(document(*content, **changes)), re.DOTALL)
    assert found
    return found[1].removeprefix('<h1 class="unseen">Your statement</h1>\n')


def codes(document: Document) -> list[tuple[str, str, str]]:
    return [(found.path, found.code, found.severity) for found in MobileRenderer().check(document) if found.path]


EVERYTHING = (
    doc.Heading(id="title", level=1, content=words("Your statement")),
    doc.Paragraph(id="lead", role="lead", content=words("Dear ", *data("Anna"), Footnote(words("A note.")))),
    doc.List(id="list", ordered=False, items=((paragraph("First", "i1"),), (paragraph("Second", "i2"),))),
    table(12, caption=words("Movements")),
    doc.Facts(id="facts", items=(doc.Fact(label=words("Due"), value=data("12,50 €"), strong=True),), style="cards"),
    doc.Columns(
        id="columns",
        columns=((paragraph("Left", "left"),), (paragraph("Right", "right"),)),
        widths=(Decimal(30), Decimal(70)),
    ),
    doc.Section(id="section", title=words("More"), style="card", content=(paragraph("Inside", "inside"),)),
    doc.Image(id="image", asset="logo.svg", alt="A logo", width=Decimal(20)),
    chart(),
    doc.Barcode(id="code", symbology="code128", payload="RF18539007547034", alt="To pay", caption=words("Scan")),
    doc.Action(id="action", label=words("Pay now"), url="https://pay.example/?a=1&b=2"),
    doc.Divider(id="divider"),
    doc.PageBreak(id="break"),
    doc.Notice(id="notice", tone="warning", title=words("Careful"), content=(paragraph("Hot", "hot"),)),
    locked(paragraph("The law says so.", "law")),
)


def test_every_node_has_its_place_in_valid_html() -> None:
    text = html(
        document(*EVERYTHING, assets={"logo.svg": LOGO}, references=(doc.Fact(label=words("No."), value=data("7")),))
    )
    tree = parsed(text)
    identifiers = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))
    shown = {f"n-{node.id}" for node in doc.walk(EVERYTHING) if not isinstance(node, doc.PageBreak)}
    assert shown <= set(identifiers)
    assert tree.get("lang") == "en-GB"
    assert [element.tag for element in tree.iter() if element.tag in ("header", "main", "footer", "h1")] == [
        "header",
        "main",
        "h1",
        "footer",
    ]
    assert '<div id="n-b" data-block="privacy-notice@2" data-locked="true"><p id="n-law">' in text


def test_the_policy_lets_in_what_the_page_holds_and_nothing_else() -> None:
    text = html(document(*EVERYTHING, assets={"logo.svg": LOGO}))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        held = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        hashes = [f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in held]
        assert rules[directive].split() == hashes
    assert not re.search(r'\s(style|on\w+)="', text)


def test_the_same_document_gives_the_same_page() -> None:
    made = document(*EVERYTHING, assets={"logo.svg": LOGO})
    assert html(made) == html(made)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_data_is_text_wherever_it_stands(hostile: str) -> None:
    inline = (Text(hostile), Field(hostile), Strong((Field(hostile),)), Link((Text(hostile),), "https://a.example"))
    point = doc.ChartPoint(label=hostile, value=Decimal(1), shown=hostile)
    row = doc.Row(cells=(doc.Cell(content=inline, sort=hostile),))
    made = document(
        doc.Heading(id="h", level=1, content=inline),
        doc.Table(
            id="t",
            columns=(doc.Column(id="c", header=inline, kind="number"),),
            groups=(doc.RowGroup(rows=(row,) * 9, label=inline, subtotal=row),),
            caption=inline,
        ),
        doc.Facts(id="f", items=(doc.Fact(label=inline, value=inline),)),
        doc.Chart(id="ch", kind="donut", series=(doc.ChartSeries(name=hostile, points=(point,)),), alt=hostile),
        doc.Image(id="i", asset="logo.svg", alt=hostile),
        doc.Barcode(id="b", symbology="qr", payload="x", alt=hostile, caption=inline),
        title=hostile,
        assets={"logo.svg": LOGO},
    )
    tree = parsed(html(made))
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not tags & {"iframe", "object", "form", "textarea"}
    assert len(list(tree.iter("script"))) == 1
    assert len(list(tree.iter("img"))) == 2
    names = {name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not any(str(name).startswith("on") for name in names)


@settings(max_examples=30, deadline=None)
@given(documents())
def test_random_documents_are_valid_html(document: Document) -> None:
    try:
        text = html(document)
    except RenderError:
        return
    parsed(text)


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (words("a < b & c"), "a &lt; b &amp; c"),
        ((Strong((Text("a"), Emphasis((Text("b"),)))), LineBreak(), Text("c")), "<strong>a<em>b</em></strong><br>c"),
        (
            (link("here", "https://a.example/?x=1&y=2"),),
            '<a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">here</a>',
        ),
        (
            (Link((link("in", "https://b.example"),), "https://a.example"),),
            '<a href="https://a.example" rel="noreferrer">in</a>',
        ),
        ((Link((), "https://a.example"),), '<a href="https://a.example" rel="noreferrer">https://a.example</a>'),
        (data("a\x00b\ud800c"), "a\ufffdb\ufffdc"),
        (data("مرحبا"), "<bdi>مرحبا</bdi>"),
        (data("\u202eabc"), "<bdi>\u202eabc</bdi>"),
        (words("مرحبا"), "مرحبا"),
    ],
)
def test_runs_of_text(inlines: Any, expected: str) -> None:
    assert main(doc.Paragraph(id="p", content=inlines)) == f'<p id="n-p">{expected}</p>'


def test_in_a_page_written_from_the_right_every_datum_is_isolated() -> None:
    text = main(doc.Paragraph(id="p", content=data("IT60 X054")), locale="ar", direction="rtl")
    assert "<bdi>IT60 X054</bdi>" in text


def test_notes_are_numbered_and_lead_back() -> None:
    first = Footnote(words("First", Footnote(words("inner"))))
    text = main(
        doc.Paragraph(
            id="p", content=words("a", first, Link((Text("b"), Footnote(words("third"))), "https://a.example"))
        )
    )
    assert re.findall(r'href="#note-(\d)" id="mark-(\d)"', text) == [("1", "1"), ("3", "3"), ("2", "2")]
    assert re.findall(r'<li id="note-(\d)">(\w+)', text) == [("1", "First"), ("2", "inner"), ("3", "third")]
    assert 'href="#mark-3" aria-label="Back to note 3 in the text"' in text
    assert "b</a><sup" in text


def test_a_table_says_how_it_is_sorted() -> None:
    text = main(table(9))
    assert '<div class="tools" hidden data-table="t-movements">' in text
    assert '<th scope="col" class="figure end" data-kind="number">Amount</th>' in text
    assert '<td class="rest date" data-label="Date" data-key="2026-10-01">1/10/2026</td>' in text
    assert '<td class="figure end" data-key="-50">-50.00 €</td>' in text
    assert '<tfoot class="sticky"><tr class="total strong">' in text


def test_small_and_empty_tables_have_no_tools() -> None:
    assert "tools" not in main(table(7))
    assert "data-sortable" not in main(table(2))
    assert ">Nothing.</td>" in main(table(0, empty=words("Nothing.")))


def test_the_letters_facts_stand_below_the_title_and_many_are_folded() -> None:
    title = doc.Heading(id="h", level=1, content=words("Bill"))
    facts = tuple(doc.Fact(label=words(f"L{number}"), value=data(f"V{number}")) for number in range(5))
    few, many = main(title, references=facts[:2]), main(title, references=facts)
    assert few.startswith('<h1 id="n-h">Bill</h1>\n<dl class="references"')
    assert "<details><summary>Details of this document</summary><dl" in many


def test_a_locked_block_shows_all_it_holds() -> None:
    assert "For paper too" in main(locked(paragraph("For paper too", channels=("pdf",))))
    assert "For paper" not in main(paragraph("For paper", channels=("pdf",)))


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (doc.Image(id="x", asset="none.svg", alt=""), "mobile.image-missing"),
        (doc.Image(id="x", asset="text.txt", alt=""), "mobile.image-missing"),
        (doc.Barcode(id="x", symbology="code128", payload="città", alt=""), "mobile.barcode-not-drawn"),
        (doc.Barcode(id="x", symbology="epc-qr", payload="no", alt=""), "mobile.barcode-not-drawn"),
    ],
)
def test_what_cannot_be_drawn_is_an_error(node: Any, code: str) -> None:
    text = doc.Asset(name="text.txt", media_type="text/plain", body=b"", digest="")
    made = document(node, assets={"text.txt": text})
    assert codes(made) == [("x", code, "error")]
    with pytest.raises(RenderError):
        html(made)


def test_a_chart_that_cannot_be_drawn_leaves_its_figures() -> None:
    point = doc.ChartPoint(label="a", value=Decimal("1E+5000"), shown="far too much")
    vast = chart(series=(doc.ChartSeries(name="s", points=(point,)),))
    assert codes(document(vast)) == [("spend", "mobile.chart-not-drawn", "warning")]
    assert codes(document(locked(vast))) == [("spend", "mobile.chart-not-drawn", "error")]
    assert "far too much" in main(vast)


def test_a_missing_logo_is_the_companys_name() -> None:
    made = document(paragraph("Ciao"))
    assert [found.code for found in MobileRenderer().check(made)] == ["mobile.logo-missing"]
    assert '<p class="name">Banca Prova</p>' in html(made)


def test_ten_thousand_rows() -> None:
    assert html(document(table(10_000))).count("<tr>") == 10_001


def test_a_drafts_page_says_so_in_title_and_strip_before_the_letter() -> None:
    page = html(document(*EVERYTHING, assets={"logo.svg": LOGO}, draft=True, locale="de"))
    parsed(page)
    assert "<title>[ENTWURF] Your statement</title>" in page
    strip = '<aside class="draft" aria-label="ENTWURF"><b>ENTWURF</b>: nicht freigegeben, nicht für Kunden</aside>'
    assert page.index('class="skip"') < page.index(strip) < page.index("<header")
    assert '"ENTWURF"' in page  # the word across the page, which the style sheet writes


def test_what_is_no_draft_has_no_trace_of_a_mark() -> None:
    page = html(document(*EVERYTHING, assets={"logo.svg": LOGO}))
    assert "draft" not in page.lower()
    assert "--mark" not in page
