"""Random documents: every kind of node, and the text that customers' data brings along."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from content_blocks import document as doc
from content_blocks import inline
from content_blocks.document import Document, Nodes
from content_blocks.inline import Inline, Inlines
from tests.renderers.brands import probe_brand

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></textarea>-->",
    "{{ 7*7 }} {% raw %} ${7*7} #{x}",
    "javascript:alert(1)",
    "&amp; &lt; &#0; &nbsp",
    "a\x00b\x08c\x1bd\x7fe\x85f",
    "\u202egnirts desrever\u2066 unclosed",
    "lone \ud800 surrogate",
    "\ufeff\u200b\u2060 zero width",
    "one\ntwo\r\nthree\u2028four",
    "שלום עולם, مرحبا بالعالم",
    "Ωμέγα Nguyễn Thị Ánh Tuyết 漢字 🧾👩‍👩‍👧",
    "€ { } [ ] ~ | ^ \\ — ’quoted’ …",
    "e\u0301e\u0300" * 3,
    "W" * 120,
    "%s %(x)s {0} {url}",
    "-",
    "  ",
    "",
)
URLS = ("https://a.example/x?b=1&c=%22", "mailto:ciao@a.example", "tel:+390200001200", "https://xn--bcher-kva.example/")
SYMBOLOGIES = ("qr", "datamatrix", "code128")

texts = (
    st.sampled_from(HOSTILE) | st.text(max_size=30) | st.sampled_from(("Dear reader", "Total due", "12,50 €", "No."))
)
urls = st.sampled_from(URLS)
_channels = st.sampled_from(((), (), (), ("pdf",), ("sms", "mobile"), ("email", "sms")))


@st.composite
def inlines(draw: st.DrawFn, depth: int = 2) -> Inlines:
    """A run of text, never quite empty of nodes, often of words."""
    return tuple(draw(st.lists(_inline(depth), min_size=1, max_size=3)))


def _inline(depth: int) -> st.SearchStrategy[Inline]:
    plain: st.SearchStrategy[Inline] = st.builds(inline.Text, texts) | st.builds(inline.Field, texts, st.just("a.b"))
    if depth == 0:
        return plain
    inner = inlines(depth - 1)
    return (
        plain
        | plain
        | st.builds(inline.Strong, inner)
        | st.builds(inline.Emphasis, inner)
        | st.builds(inline.Link, inner, urls)
        | st.just(inline.LineBreak())
        | st.builds(inline.Footnote, inner)
    )


words = inlines()


@dataclass
class _Maker:
    """Draws nodes whose ids are unique in their document."""

    draw: st.DrawFn
    charts: bool
    numbers: Iterator[int] = field(default_factory=count)

    def nodes(self, depth: int, *, least: int = 0, locked: bool = False) -> Nodes:
        size = self.draw(st.integers(least, 3 if depth == 2 else 2))
        return tuple(self.node(depth, locked=locked) for _ in range(size))

    def node(self, depth: int, *, locked: bool) -> doc.BlockNode:
        flat = (self.heading, self.paragraph, self.paragraph, self.table, self.facts, self.simple, self.media)
        deep = (self.list, self.columns, self.section, self.notice, *(() if locked else (self.block, self.block)))
        make: Callable[[int, dict[str, Any], bool], doc.BlockNode]
        make = self.draw(st.sampled_from((*flat, *deep) if depth else flat))
        common: dict[str, Any] = {"id": f"node-{next(self.numbers)}"}
        if not locked:
            common["channels"] = self.draw(_channels)
        if self.draw(st.integers(0, 4)) == 0:
            common["short"] = self.draw(words)
        return make(depth - 1, common, locked)

    def heading(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        return doc.Heading(**common, level=self.draw(st.integers(1, 4)), content=self.draw(words))

    def paragraph(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        role: Any = self.draw(st.sampled_from(("body", "lead", "small")))
        return doc.Paragraph(**common, content=self.draw(words), role=role)

    def row(self, columns: int) -> doc.Row:
        if columns > 1 and self.draw(st.booleans()):
            cells = (doc.Cell(content=self.draw(words), span=2), *(self.cell() for _ in range(columns - 2)))
        else:
            cells = tuple(self.cell() for _ in range(columns))
        return doc.Row(cells=cells, carried=self.draw(st.none() | texts), strong=self.draw(st.booleans()))

    def cell(self) -> doc.Cell:
        return doc.Cell(content=self.draw(words), sort=self.draw(st.sampled_from((None, "-12.50", "2026-11-21"))))

    def table(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        number = self.draw(st.integers(1, 3))
        columns = tuple(
            doc.Column(
                id=f"c{index}",
                header=self.draw(words),
                align=self.draw(st.sampled_from(("start", "center", "end"))),
                kind=self.draw(st.sampled_from(("text", "number", "date"))),
            )
            for index in range(number)
        )
        groups = tuple(
            doc.RowGroup(
                rows=tuple(self.row(number) for _ in range(self.draw(st.integers(0, 3)))),
                label=self.draw(st.none() | words),
                subtotal=self.row(number) if self.draw(st.booleans()) else None,
            )
            for _ in range(self.draw(st.integers(0, 2)))
        )
        footer = tuple(self.row(number) for _ in range(self.draw(st.integers(0, 2))))
        caption, empty = self.draw(st.none() | words), self.draw(st.none() | words)
        return doc.Table(**common, columns=columns, groups=groups, footer=footer, caption=caption, empty=empty)

    def facts(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        items = self.draw(st.lists(st.builds(doc.Fact, label=words, value=words, strong=st.booleans()), max_size=3))
        return doc.Facts(**common, items=tuple(items), style=self.draw(st.sampled_from(("rows", "cards"))))

    def simple(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        kind = self.draw(st.sampled_from(("divider", "page break", "action", "action")))
        if kind == "action":
            return doc.Action(**common, label=self.draw(words), url=self.draw(urls))
        return doc.Divider(**common) if kind == "divider" else doc.PageBreak(**common)

    def media(self, _: int, common: dict[str, Any], __: bool) -> doc.BlockNode:
        alt = self.draw(texts)
        choice = self.draw(st.sampled_from(("image", "barcode", "chart" if self.charts else "barcode")))
        if choice == "image":
            return doc.Image(**common, asset="picture.svg", alt=alt, width=self.draw(st.none() | st.just(Decimal(30))))
        if choice == "barcode":
            symbology: Any = self.draw(st.sampled_from(SYMBOLOGIES))
            caption = self.draw(st.none() | words)
            return doc.Barcode(**common, symbology=symbology, payload="RF18 539007547034", alt=alt, caption=caption)
        points = st.builds(doc.ChartPoint, label=texts, value=st.decimals(-1000, 1000, places=2), shown=texts)
        series = st.builds(doc.ChartSeries, name=texts, points=st.lists(points, max_size=4).map(tuple))
        kind: Any = self.draw(st.sampled_from(("bar", "line", "area", "donut")))
        drawn = tuple(self.draw(st.lists(series, min_size=1, max_size=2)))
        return doc.Chart(**common, kind=kind, series=drawn, alt=alt, title=self.draw(st.none() | words))

    def list(self, depth: int, common: dict[str, Any], locked: bool) -> doc.BlockNode:
        items = tuple(self.nodes(depth, least=1, locked=locked) for _ in range(self.draw(st.integers(1, 3))))
        return doc.List(**common, ordered=self.draw(st.booleans()), items=items)

    def columns(self, depth: int, common: dict[str, Any], locked: bool) -> doc.BlockNode:
        columns = tuple(self.nodes(depth, locked=locked) for _ in range(2))
        return doc.Columns(**common, columns=columns, widths=(Decimal(40), Decimal(60)))

    def section(self, depth: int, common: dict[str, Any], locked: bool) -> doc.BlockNode:
        return doc.Section(
            **common,
            content=self.nodes(depth, least=1, locked=locked),
            title=self.draw(st.none() | words),
            level=self.draw(st.integers(1, 4)),
            keep=self.draw(st.booleans()),
            style=self.draw(st.sampled_from(("plain", "card"))),
        )

    def notice(self, depth: int, common: dict[str, Any], locked: bool) -> doc.BlockNode:
        tone: Any = self.draw(st.sampled_from(("neutral", "info", "success", "warning", "legal")))
        content = self.nodes(depth, least=1, locked=locked)
        return doc.Notice(**common, content=content, tone=tone, title=self.draw(st.none() | words))

    def locked_block(self, depth: int) -> doc.BlockNode:
        """A locked block on every channel, with words in it; alone or inside a section, a notice or a column."""
        words_of_law = doc.Paragraph(id=f"node-{next(self.numbers)}", content=(inline.Text("Word for word."),))
        common: dict[str, Any] = {"id": f"node-{next(self.numbers)}"}
        if self.draw(st.booleans()):
            common["short"] = (inline.Text("Short, "), *self.draw(words))
        block = self.block(depth, common, False, locked=True)
        assert isinstance(block, doc.Block)
        block = replace(block, content=(words_of_law, *block.content))
        around = f"node-{next(self.numbers)}"
        held = self.draw(st.sampled_from(("alone", "section", "notice", "column")))
        if held == "section":
            return doc.Section(id=around, content=(block,), title=self.draw(st.none() | words))
        if held == "notice":
            return doc.Notice(id=around, content=(block,))
        if held == "column":
            return doc.Columns(id=around, columns=((block,), ()), widths=(Decimal(40), Decimal(60)))
        return block

    def block(self, depth: int, common: dict[str, Any], _: bool, *, locked: bool | None = None) -> doc.BlockNode:
        locked = self.draw(st.sampled_from((True, True, False))) if locked is None else locked
        fallback: Any = self.draw(st.sampled_from(("fail", "link")))
        return doc.Block(
            **common,
            key=self.draw(st.sampled_from(("privacy-notice", "tax-note"))),
            version=self.draw(st.integers(1, 9)),
            digest="sha256:0",
            locked=locked,
            content=self.nodes(depth, least=1, locked=locked),
            title="The notice",
            url=URLS[0] if fallback == "link" else None,
            fallback=fallback,
        )


_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2" width="4" height="2"><path d="M0 0h4v2z"/></svg>'


@st.composite
def documents(draw: st.DrawFn, *, charts: bool = False, locked: bool = False) -> Document:
    """A document of up to three levels of nodes. Charts take longer to draw than all the rest.

    With `locked` there is at least one locked block that every channel has to carry.
    """
    maker = _Maker(draw, charts)
    locale = draw(st.sampled_from(("en-GB", "it", "ar")))
    reference = st.builds(doc.Fact, label=words, value=words)
    assets = ("picture.svg", "logo.svg")
    return Document(
        template="random",
        key="record-1",
        locale=locale,
        direction="rtl" if locale == "ar" else "ltr",
        issued=date(2026, 11, 21),
        title=draw(texts),
        subject=draw(texts),
        preheader=draw(texts),
        content=(*maker.nodes(2), *((maker.locked_block(2),) if locked else ()), *maker.nodes(2, least=1)),
        brand=probe_brand(),
        channels=("pdf", "email", "sms", "mobile"),
        recipient=doc.Recipient(name=draw(texts), address=tuple(draw(st.lists(texts, max_size=2)))),
        references=tuple(draw(st.lists(reference, max_size=2))),
        online_url=draw(st.sampled_from((None, "https://my.a.example/documents/1"))),
        sms=doc.SmsRules(limit=draw(st.sampled_from((1, 4, 255))), transliterate=draw(st.booleans())),
        assets={name: doc.Asset(name=name, media_type="image/svg+xml", body=_PICTURE, digest=name) for name in assets},
    )
