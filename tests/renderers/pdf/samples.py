"""Documents to print, and ways to read what was printed."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from content_blocks.document import (
    Action,
    Asset,
    Barcode,
    Block,
    Cell,
    Chart,
    ChartPoint,
    ChartSeries,
    Column,
    Columns,
    Divider,
    Document,
    Fact,
    Facts,
    Heading,
    Image,
    List,
    Nodes,
    Notice,
    PageBreak,
    Paragraph,
    Recipient,
    Row,
    RowGroup,
    Section,
    Table,
)
from content_blocks.folders import BRANDS, read_brand
from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.pdf.renderer import PdfRenderer
from tests.corpora import CORPORA

ROOT = Path(__file__).resolve().parents[3]
ARBITER = CORPORA.parent / "tools" / "verapdf" / "verapdf"
needs_arbiter = pytest.mark.skipif(not ARBITER.exists(), reason=f"there is no veraPDF at {ARBITER}")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#0b5c4b"/></svg>'
ADDRESS = ("Anna Beltrami", "Via dei Fiori 21, int. 4", "63100 Ascoli Piceno AP")
REFERENCES = (
    Fact(label=(Text("Customer number"),), value=(Field("4471 0093"),)),
    Fact(label=(Text("Date"),), value=(Field("30 November 2026"),)),
)


def words(text: str) -> Inlines:
    return (Text(text),)


def paragraph(text: str, name: str = "p") -> Paragraph:
    return Paragraph(id=name, content=words(text))


def asset(name: str, media_type: str, body: bytes) -> Asset:
    return Asset(name=name, media_type=media_type, body=body, digest=f"sha256:{name}")


@lru_cache(maxsize=4)
def _brand(key: str) -> Any:
    return read_brand(BRANDS / key)


def letter(*content: Any, brand: str = "ginepro", **changes: Any) -> Document:
    """A letter of a starter brand with `content`."""
    folder = _brand(brand)
    made = Document(
        template="probe",
        key="1",
        locale="en-GB",
        direction="ltr",
        issued=date(2026, 11, 30),
        title="Your letter",
        subject="About your letter",
        content=tuple(content),
        brand=folder.brand,
        channels=("pdf",),
        recipient=Recipient(name="Anna Beltrami", address=ADDRESS),
        references=REFERENCES,
        assets=folder.assets,
    )
    return replace(made, **changes)


def amount(value: Decimal) -> str:
    return f"{value:,.2f} €".replace("-", "−")


def statement(rows: int, columns: int = 3, name: str = "movements") -> Table:
    """A table of `rows` movements that carries its balance; every third has two lines."""
    made: list[Row] = []
    balance = Decimal("1000.00")
    for index in range(rows):
        balance += Decimal(index * 37 % 101) - Decimal("40.55")
        text: Inlines = (Field(f"Movement {index + 1:05d}"),)
        if index % 3 == 0:
            text = (*text, LineBreak(), Field("Reference of the payer"))
        cells = (Cell(content=text), Cell(content=(Field(f"{index}"),)), Cell(content=(Field(amount(balance)),)))
        made.append(Row(cells=cells[3 - columns :], carried=amount(balance)))
    heads = (
        Column(id="text", header=words("What")),
        Column(id="number", header=words("Number"), align="end", kind="number"),
        Column(id="balance", header=words("Balance"), align="end", kind="number"),
    )
    total = Row(
        cells=(Cell(content=words("Closing balance"), span=max(columns - 1, 1)), Cell(content=words(amount(balance)))),
        strong=True,
    )
    return Table(
        id=name,
        columns=heads[3 - columns :],
        groups=(RowGroup(rows=tuple(made)),),
        carries=True,
        footer=(total,) if columns > 1 else (),
    )


def everything() -> Nodes:
    """One of every node, and every inline."""
    points = tuple(ChartPoint(label=label, value=Decimal(value), shown=f"{value} kWh") for label, value in MONTHS)
    text = "The conditions of your contract change on 1 January. You can accept them by doing nothing. "
    table = Table(
        id="grouped",
        columns=(
            Column(id="item", header=words("Item")),
            Column(id="price", header=words("Price"), align="end", kind="number", width=Decimal(30)),
        ),
        caption=words("What you pay"),
        groups=tuple(
            RowGroup(
                label=words(name),
                rows=tuple(
                    Row(cells=(Cell(content=words(f"{name} {i}")), Cell(content=words("1.00 €")))) for i in "ab"
                ),
                subtotal=Row(cells=(Cell(content=words("Subtotal")), Cell(content=words("2.00 €")))),
            )
            for name in ("Energy", "Transport")
        ),
        footer=(Row(cells=(Cell(content=words("Total")), Cell(content=words("4.00 €"))), strong=True),),
    )
    return (
        Heading(id="title", level=1, content=words("Everything on paper")),
        Paragraph(id="lead", role="lead", content=words(text)),
        Paragraph(
            id="inlines",
            content=(
                Text("Plain, "),
                Strong((Text("strong and "), Emphasis(words("both")))),
                Footnote((Text("A note with "), Link(words("a link"), "https://www.ginepro.example/terms"))),
                LineBreak(),
                Field("محمد عبد الله"),
                Text(", Ελληνικά, Nguyễn Thị Ánh, "),
                Link(words("write to us"), "mailto:ciao@ginepro.example"),
            ),
        ),
        Paragraph(id="small", role="small", content=words(text)),
        List(
            id="list",
            ordered=True,
            items=(
                (paragraph("First", "li1"),),
                (paragraph("Second", "li2"), List(id="in", ordered=False, items=())),
                (paragraph("Third", "li3"), paragraph("and more", "li4")),
            ),
        ),
        Section(
            id="section",
            title=words("A section"),
            style="card",
            keep=True,
            content=(paragraph(text, "s1"), Divider(id="d")),
        ),
        table,
        Table(id="nothing", columns=table.columns, groups=(), empty=words("Nothing happened.")),
        Facts(id="rows", items=REFERENCES),
        Facts(
            id="cards", style="cards", items=(*REFERENCES, Fact(label=words("Due"), value=words("9 €"), strong=True))
        ),
        Columns(
            id="columns",
            widths=(Decimal(50), Decimal(50)),
            columns=(
                (
                    Chart(
                        id="bars",
                        kind="bar",
                        series=(ChartSeries(name="kWh", points=points),),
                        alt="Use fell.",
                        title=words("Use"),
                    ),
                ),
                (
                    Image(id="image", asset="picture.svg", alt="A green bar", width=Decimal(40)),
                    Image(id="ornament", asset="picture.svg", alt=""),
                ),
            ),
        ),
        Action(id="action", label=words("Pay now"), url="https://www.ginepro.example/pay"),
        Barcode(id="code", symbology="qr", payload="https://www.ginepro.example", alt="QR", caption=words("Scan me")),
        PageBreak(id="break"),
        *(
            Notice(id=f"notice-{tone}", tone=tone, title=words(tone), content=(paragraph(text, f"n-{tone}"),))
            for tone in ("neutral", "info", "success", "warning", "legal")
        ),
        Block(
            id="block",
            key="right-to-complain",
            version=2,
            digest="sha256:0",
            locked=True,
            content=(paragraph("You can complain to us, free of charge.", "b1"),),
        ),
        statement(40),
    )


MONTHS = (("Jan", 220), ("Feb", 180), ("Mar", 90))


def full_letter(brand: str = "ginepro") -> Document:
    made = letter(*everything(), brand=brand)
    return replace(made, assets={**made.assets, "picture.svg": asset("picture.svg", "image/svg+xml", SVG)})


def printed(document: Document) -> bytes:
    """The document's file."""
    return PdfRenderer().render(document).parts[0].body


def page_texts(body: bytes) -> list[str]:
    """The text of each page, white space normalised.

    Pdfium takes a hyphen that ends a line for one that divides a word, and gives U+0002 in its place.
    """
    file = pypdfium2.PdfDocument(body)
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded().replace("\x02", "-")) for page in file]


def text_of(body: bytes) -> str:
    return " ".join(page_texts(body))


def structure(body: bytes) -> tuple[pikepdf.Pdf, pikepdf.Object]:
    """The file and the root of its tags."""
    file = pikepdf.open(BytesIO(body))
    return file, file.Root.StructTreeRoot.K[0]


def tags(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """`element` and every structure element below it, in reading order."""
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from tags(kid)


def roles(element: pikepdf.Object) -> list[str]:
    return [str(tag.S)[1:] for tag in tags(element)]


def arbiter_verdict(paths: list[Path]) -> str:
    """What veraPDF says of files, as PDF/UA-1 and PDF/A-3a; the empty string when it has no fault to find."""
    done = subprocess.run([str(ARBITER), "ua1,3a", *map(str, paths)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr
