"""Documents of two invented companies, for the tests of mails."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from content_blocks.brand import Brand
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
from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text

_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 32" width="160" height="32">
<circle cx="16" cy="16" r="14" fill="{mark}"/>
<path d="M42 8h14v4h-9v4h8v4h-8v8h-5zM62 8h5v16h9v4H62zM84 8h5v20h-5zM98 8h14v4h-9v4h8v4h-8v4h9v4H98z" fill="{ink}"/>
</svg>"""
_HOUSE = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">
<path d="M20 70V40l40-30 40 30v30z" fill="#0b6650"/><path d="M120 70a30 30 0 0 1 60 0z" fill="#c8452c"/>
</svg>"""


def words(text: str) -> Inlines:
    return (Text(text),)


def data(text: str) -> Inlines:
    return (Field(text),)


def asset(name: str, body: bytes, media_type: str = "image/svg+xml") -> Asset:
    return Asset(name=name, media_type=media_type, body=body, digest=hashlib.sha256(body).hexdigest())


def _brand(**changes: Any) -> Brand:
    tokens: dict[str, Any] = {
        "brand": "felce",
        "name": "Banca Felce",
        "legal_lines": ("Banca Felce S.p.A. · Via del Modello 3 · 20100 Milano", "ABI 99998 · P. IVA 01234567891"),
        "light": {
            "paper": "#ffffff",
            "ink": "#16302b",
            "muted": "#566b66",
            "surface": "#f2f6f4",
            "line": "#d6e0dc",
            "accent": "#0b6650",
            "button": "#0b5341",
            "on_button": "#ffffff",
            "positive": "#1c6b3c",
            "negative": "#ab2d20",
            "warning": "#855000",
        },
        "dark": {
            "paper": "#0f1c19",
            "ink": "#e8f1ee",
            "muted": "#a2b6b0",
            "surface": "#172925",
            "line": "#2d443e",
            "accent": "#7ed3b8",
            "button": "#7ed3b8",
            "on_button": "#07261d",
            "positive": "#84d7a0",
            "negative": "#ff9f8f",
            "warning": "#efc169",
        },
        "type": {
            "body": {"families": ("Inter", "Noto Sans"), "weight": 400},
            "heading": {"families": ("Inter", "Noto Sans"), "weight": 600, "tracking": Decimal("-0.02")},
        },
        "sheet": {"window": {"left": 110, "top": 45, "width": 85, "height": 35}},
        "letterhead": {
            "style": "rule",
            "logo": "logo.svg",
            "logo_dark": "logo-dark.svg",
            "logo_alt": "Banca Felce",
            "return_address": "Banca Felce · Via del Modello 3 · 20100 Milano",
        },
        "contact": {
            "website": "https://www.felce.example",
            "email": "ciao@felce.example",
            "phone": "+39 02 0000 3400",
            "sms_sender": "Felce",
        },
        "charts": ("#0b5341", "#c8452c"),
    }
    return Brand.model_validate(tokens | changes)


BANK = _brand()
ENERGY = _brand(
    brand="fiamma",
    name="Fiamma Luce & Gas",
    light=BANK.light.model_copy(
        update={
            "ink": "#2c1a3a",
            "muted": "#64526f",
            "surface": "#faf1ff",
            "line": "#e5d3ee",
            "accent": "#8a1a86",
            "button": "#6a0f7a",
        }
    ),
    type={
        "body": {"families": ("Manrope", "Noto Sans"), "weight": 500},
        "heading": {"families": ("Sora", "Noto Sans"), "weight": 700},
        "strong_weight": 700,
        "scale": Decimal("1.36"),
        "screen_size": 17,
    },
    shape={"space": 5, "radius": 4, "rule": 1, "table": "striped", "buttons": "round"},
    letterhead=BANK.letterhead.model_copy(update={"style": "band", "logo_alt": "Fiamma Luce & Gas"}),
    contact=BANK.contact.model_copy(update={"website": "https://www.fiamma.example", "email": "aiuto@fiamma.example"}),
)

ASSETS = {
    "logo.svg": asset("logo.svg", _LOGO.format(mark="#0b5341", ink="#16302b").encode()),
    "logo-dark.svg": asset("logo-dark.svg", _LOGO.format(mark="#7ed3b8", ink="#ffffff").encode()),
    "house.svg": asset("house.svg", _HOUSE),
}


def document(*content: Any, **changes: Any) -> Document:
    """A document of the bank with this content; `changes` are fields of Document."""
    fields: dict[str, Any] = {
        "template": "sample",
        "key": "0001",
        "locale": "en-GB",
        "direction": "ltr",
        "issued": date(2026, 11, 21),
        "title": "Sample",
        "subject": "Your sample",
        "preheader": "What you find in this message.",
        "content": tuple(content),
        "brand": BANK,
        "channels": ("pdf", "email", "sms", "mobile"),
        "recipient": Recipient(name="Ada Moretti", email="ada@example.org"),
        "assets": ASSETS,
    }
    return Document(**(fields | changes))


def transactions(count: int, node_id: str = "transactions") -> Table:
    """A table of `count` entries, their descriptions and amounts all different."""
    shops = ("Panificio Rossi", "Trasporti Nord, abbonamento mensile", "Stipendio", "Supermercato Lungo Viale 112")
    rows = tuple(
        Row(
            cells=(
                Cell(content=data(f"{date(2026, 10, 1) + timedelta(days=index // 3):%d/%m/%Y}")),
                Cell(content=data(f"{shops[index % 4]} {index}")),
                Cell(content=data(f"−{index * 7 % 950},{index % 90 + 10} €")),
                Cell(content=data(f"{12_345 - index:,} €")),
            )
        )
        for index in range(count)
    )
    total = Row(cells=(Cell(content=words("Closing balance"), span=3), Cell(content=data("12.285,00 €"))))
    return Table(
        id=node_id,
        columns=(
            Column(id="date", header=words("Date"), kind="date"),
            Column(id="text", header=words("Description"), width=Decimal(46)),
            Column(id="amount", header=words("Amount"), align="end", kind="number"),
            Column(id="balance", header=words("Balance"), align="end", kind="number"),
        ),
        groups=(RowGroup(rows=rows),),
        footer=(total,),
        caption=words("Transactions"),
        empty=words("There were no transactions."),
        carries=True,
    )


def locked_block(*content: Any, **changes: Any) -> Block:
    content = content or (
        Heading(id="guarantee-title", level=2, content=words("Deposit guarantee")),
        Paragraph(
            id="guarantee-text",
            role="small",
            content=(
                Text("Deposits are protected up to "),
                Strong(words("€100,000")),
                Text(" for each depositor. The "),
                Link(words("information sheet"), "https://www.felce.example/guarantee"),
                Text(" says how, and within how many days."),
            ),
        ),
    )
    fields: dict[str, Any] = {
        "id": "guarantee",
        "key": "deposit-guarantee",
        "version": 3,
        "digest": "sha256:0",
        "locked": True,
        "content": content,
        "title": "Deposit guarantee",
        "url": "https://www.felce.example/guarantee",
    }
    return Block(**(fields | changes))


def statement(count: int = 60, **changes: Any) -> Document:
    """An account statement with `count` entries."""
    content: Nodes = (
        Heading(id="title", level=1, content=words("Your statement for October")),
        Paragraph(
            id="intro", role="lead", content=(Text("Dear "), Field("Ada Moretti"), Text(", here is your month."))
        ),
        Facts(
            id="summary",
            style="cards",
            items=(
                Fact(label=words("Opening balance"), value=data("12.345,00 €")),
                Fact(label=words("Closing balance"), value=data("12.285,00 €"), strong=True),
            ),
        ),
        transactions(count),
        Action(id="open", label=words("Open the app"), url="https://app.felce.example/accounts"),
        locked_block(),
    )
    fields: dict[str, Any] = {
        "subject": "Your statement for October 2026",
        "references": (
            Fact(label=words("Account"), value=data("IT60 X054 2811 1010 0000 0123 456")),
            Fact(label=words("Date"), value=data("21 November 2026")),
        ),
        "online_url": "https://app.felce.example/documents/0001",
    }
    return document(*content, **(fields | changes))


def everything(**changes: Any) -> Document:
    """Every kind of node and of inline, in the energy company's look."""
    points = (
        ChartPoint(label="Sep", value=Decimal(210), shown="210 kWh"),
        ChartPoint(label="Oct", value=Decimal(245), shown="245 kWh"),
    )
    invoice = Table(
        id="lines",
        columns=(
            Column(id="what", header=words("Item")),
            Column(id="quantity", header=words("Quantity"), align="end", kind="number"),
            Column(id="price", header=words("Unit price"), align="end", kind="number"),
            Column(id="vat", header=words("VAT"), align="center", kind="number"),
            Column(id="amount", header=words("Amount"), align="end", kind="number"),
        ),
        groups=tuple(
            RowGroup(
                label=words(label),
                rows=tuple(
                    Row(
                        cells=tuple(
                            Cell(content=data(text))
                            for text in (f"{what} {label.lower()}", "245 kWh", "0,1423 €", "10 %", "34,86 €")
                        )
                    )
                    for what in ("Energy used, single rate", "Network fee for the", "Metering of")
                ),
                subtotal=Row(cells=(Cell(content=words("Subtotal"), span=4), Cell(content=data("104,58 €")))),
            )
            for label in ("Electricity", "Gas")
        ),
        footer=(Row(cells=(Cell(content=words("To pay"), span=4), Cell(content=data("209,16 €"))), strong=True),),
    )
    content: Nodes = (
        Heading(id="title", level=1, content=words("Your bill is ready")),
        Paragraph(
            id="intro",
            role="lead",
            content=(Text("Hello "), Field("عبد الرحمن"), Text(", you used a little more this month.")),
        ),
        Facts(
            id="due",
            style="cards",
            items=(
                Fact(label=words("To pay"), value=data("209,16 €"), strong=True),
                Fact(label=words("By"), value=data("12 December")),
                Fact(label=words("Used"), value=data("245 kWh")),
            ),
        ),
        Action(id="pay", label=words("Pay now"), url="https://www.fiamma.example/pay?bill=1&way=card"),
        Heading(id="details", level=2, content=words("What it is made of")),
        invoice,
        Chart(
            id="use",
            kind="bar",
            title=words("Your use"),
            alt="Use rose from 210 kWh in September to 245 kWh in October.",
            series=(ChartSeries(name="Use", points=points),),
            category_label="Month",
            value_label="kWh",
        ),
        Columns(
            id="pair",
            widths=(Decimal(50), Decimal(50)),
            columns=(
                (
                    Heading(id="left", level=3, content=words("By bank transfer")),
                    Paragraph(id="left-text", content=words("Scan the code in your bank's app.")),
                ),
                (
                    Barcode(
                        id="code",
                        symbology="qr",
                        payload="https://www.fiamma.example/pay",
                        alt="QR code that opens the payment page",
                        caption=words("Bill 1"),
                    ),
                ),
            ),
        ),
        Section(
            id="tips",
            title=words("Three ways to use less"),
            style="card",
            content=(
                List(
                    id="ways",
                    ordered=True,
                    items=(
                        (Paragraph(id="way-1", content=words("Lower the heating by one degree.")),),
                        (
                            Paragraph(id="way-2", content=(Text("Wash at "), Emphasis(words("30 degrees")), Text(":"))),
                            List(
                                id="inner",
                                ordered=False,
                                items=(
                                    (Paragraph(id="way-2a", content=words("whites")),),
                                    (Paragraph(id="way-2b", content=words("colours")),),
                                ),
                            ),
                        ),
                        (
                            Paragraph(
                                id="way-3",
                                content=(
                                    Text("Read your meter"),
                                    Footnote(words("Photographs of the meter count, too.")),
                                    Text(" each month."),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Notice(
            id="late",
            tone="warning",
            title=words("If you pay late"),
            content=(
                Paragraph(
                    id="late-text",
                    content=(
                        Text("Interest runs from the first day."),
                        LineBreak(),
                        Strong(words("Write to us")),
                        Text(" if you cannot pay."),
                    ),
                ),
            ),
        ),
        Facts(
            id="contract",
            items=(
                Fact(label=words("Contract"), value=data("SOL-88123")),
                Fact(label=words("To pay"), value=data("209,16 €"), strong=True),
            ),
        ),
        Divider(id="rule"),
        Image(id="house", asset="house.svg", alt="A house and a hill", width=Decimal(50)),
        PageBreak(id="break"),
        Paragraph(id="only-paper", channels=("pdf",), content=words("Only on paper.")),
        Barcode(id="slip", symbology="code128", payload="8020-1234", alt="Payment slip code"),
        locked_block(),
    )
    fields: dict[str, Any] = {
        "brand": ENERGY,
        "subject": "Your bill of 209,16 €",
        "online_url": "https://www.fiamma.example/bills/1",
    }
    return document(*content, **(fields | changes))


def hebrew() -> Document:
    """A right-to-left letter with a Latin name, an IBAN and a table in it."""
    return replace(
        document(
            Heading(id="title", level=1, content=words("דף החשבון שלך")),
            Paragraph(
                id="intro",
                content=(
                    Text("שלום "),
                    Field("Nguyễn Thị Hồng"),
                    Text(", מספר החשבון שלך הוא "),
                    Field("IT60 X054 2811 1010 0000 0123 456"),
                    Text("."),
                ),
            ),
            transactions(4),
            Notice(
                id="note", tone="info", content=(Paragraph(id="note-text", content=words("נשמח לעזור לך בכל שאלה.")),)
            ),
            locked_block(),
        ),
        locale="he",
        direction="rtl",
        subject="דף החשבון שלך",
        preheader="כל התנועות באוקטובר",
    )
