"""Short ways to say a document in a test."""

from datetime import date
from decimal import Decimal
from typing import Any

from content_blocks import document as doc
from content_blocks.document import Document
from content_blocks.inline import Field, Inlines, Link, Text
from tests.renderers.brands import probe_brand


def words(*parts: str | Link | Any) -> Inlines:
    """Inlines; a string is a Text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def link(label: str, url: str) -> Link:
    return Link(words(label), url)


def data(text: str) -> Inlines:
    return (Field(text),)


def paragraph(text: str, identifier: str = "p", **more: Any) -> doc.Paragraph:
    return doc.Paragraph(id=identifier, content=words(text), **more)


def locked(*content: doc.BlockNode, identifier: str = "b", **more: Any) -> doc.Block:
    fields: dict[str, Any] = {
        "key": "privacy-notice",
        "version": 2,
        "digest": "sha256:0",
        "locked": True,
        "title": "Privacy",
    }
    return doc.Block(id=identifier, content=content, **(fields | more))


def document(*content: doc.BlockNode, **changes: Any) -> Document:
    fields: dict[str, Any] = {
        "template": "probe",
        "key": "r-1",
        "locale": "en-GB",
        "direction": "ltr",
        "issued": date(2026, 11, 21),
        "title": "Your statement",
        "subject": "Your statement",
        "content": content,
        "brand": probe_brand(),
        "channels": ("pdf", "email", "sms", "mobile"),
    }
    return Document(**(fields | changes))


def table(rows: int = 3, **changes: Any) -> doc.Table:
    """A table of movements: a date, words, an amount, a balance; amounts fall and rise, words repeat."""
    column = doc.Column
    columns = (
        column(id="date", header=words("Date"), kind="date"),
        column(id="what", header=words("Description")),
        column(id="amount", header=words("Amount"), align="end", kind="number"),
        column(id="balance", header=words("Balance"), align="end"),
    )
    made = []
    for number in range(rows):
        amount = (number * 37) % 100 - 50
        cells = (
            doc.Cell(content=data(f"{number % 28 + 1}/10/2026"), sort=f"2026-10-{number % 28 + 1:02}"),
            doc.Cell(content=data(("Caffè Città", "Rent", "Über & Söhne")[number % 3] + f" {number}")),
            doc.Cell(content=data(f"{amount}.00 €"), sort=str(amount)),
            doc.Cell(content=data(f"{1000 + number}.00 €")),
        )
        made.append(doc.Row(cells=cells))
    total = doc.Row(
        cells=(doc.Cell(content=words("In all"), span=2), doc.Cell(content=data("7.00 €")), doc.Cell(content=())),
        strong=True,
    )
    fields: dict[str, Any] = {
        "id": "movements",
        "columns": columns,
        "groups": (doc.RowGroup(rows=tuple(made)),),
        "footer": (total,),
    }
    return doc.Table(**(fields | changes))


def chart(**changes: Any) -> doc.Chart:
    months = (("Jan", "120.5", "€120.50"), ("Feb", "98", "€98.00"), ("Mar", "143.2", "€143.20"))
    points = tuple(doc.ChartPoint(label=label, value=Decimal(value), shown=shown) for label, value, shown in months)
    fields: dict[str, Any] = {"id": "spend", "kind": "bar", "series": (doc.ChartSeries(name="Spend", points=points),)}
    return doc.Chart(**(fields | {"alt": "What you spent", "title": words("Spend by month")} | changes))
