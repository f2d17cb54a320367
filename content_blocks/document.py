"""The composed document: what every renderer starts from.

A `Document` is immutable and independent of channel. Every value in it is formatted for its locale, every
condition is decided, every list is unrolled; control nodes (repeat, choose, only) are gone. What came from a
content block stands inside a `Block` node, which says which block, version and digest it is.

Three attributes are common to all block nodes:

- ``id``: unique in the document; comments, anchors, diffs and findings hang on it;
- ``channels``: the channels that show the node; empty means every channel;
- ``short``: what a small channel (SMS) says in place of the node; None when there is no short form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from content_blocks.brand import Brand
from content_blocks.inline import Inlines
from content_blocks.quick_init import quick_init

Align = Literal["start", "center", "end"]
Tone = Literal["neutral", "info", "success", "warning", "legal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    id: str
    channels: tuple[str, ...] = ()
    short: Inlines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Node):
    """A heading; levels 1 to 4, and the document's title is its first heading of level 1."""

    level: int
    content: Inlines


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Node):
    """`role` is the paragraph's part in the letter: body text, the opening lead, or small print."""

    content: Inlines
    role: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Node):
    ordered: bool
    items: tuple["Nodes", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. `width` is its share in per cent, None for what the content needs.

    `kind` says how a reader would sort it: by the text, or by the cells' `sort` keys as numbers or ISO dates.
    """

    id: str
    header: Inlines
    align: Align = "start"
    width: Decimal | None = None
    kind: Literal["text", "number", "date"] = "text"


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell; `span` columns wide. `sort` is a plain number or an ISO 8601 date, for columns of that kind."""

    content: Inlines
    span: int = 1
    sort: str | None = None


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row. `carried` is the formatted balance after this row, in tables that carry forward."""

    cells: tuple[Cell, ...]
    carried: str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    rows: tuple[Row, ...]
    label: Inlines | None = None
    subtotal: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Node):
    """A table of data. When it has no rows at all, `empty` is shown in their place."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    caption: Inlines | None = None
    footer: tuple[Row, ...] = ()
    empty: Inlines | None = None
    carries: bool = False

    @property
    def row_count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and its value; `strong` for the one a reader looks for (the amount due)."""

    label: Inlines
    value: Inlines
    strong: bool = False


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Node):
    """`style`: rows of label and value, or cards (large figures side by side)."""

    items: tuple[Fact, ...]
    style: Literal["rows", "cards"] = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns(Node):
    """Side by side where there is room. `widths` are shares in per cent, one a column."""

    columns: tuple["Nodes", ...]
    widths: tuple[Decimal, ...]


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Node):
    """A part of the document. `keep` asks that it is not broken over pages; `style` card sets it apart."""

    content: "Nodes"
    title: Inlines | None = None
    level: int = 2
    keep: bool = False
    style: Literal["plain", "card"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Node):
    """An asset by name, never an address. `alt` is empty for decoration only. `width` in millimetres."""

    asset: str
    alt: str
    width: Decimal | None = None


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint:
    """One value of a series; `shown` is the value as a person reads it."""

    label: str
    value: Decimal
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    name: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Node):
    """A chart and all it shows; `alt` says in words what it shows (the text alternative)."""

    kind: Literal["bar", "line", "area", "donut"]
    series: tuple[ChartSeries, ...]
    alt: str
    title: Inlines | None = None
    category_label: str = ""
    value_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode(Node):
    """A barcode. `alt` says what it is for; `caption` stands beside it."""

    symbology: Literal["qr", "epc-qr", "datamatrix", "code128"]
    payload: str
    alt: str
    caption: Inlines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Node):
    """What the reader is asked to do: a button on screens, a link and a QR code on paper, a URL in SMS."""

    label: Inlines
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider(Node):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak(Node):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Node):
    """A boxed remark. `tone` chooses colour and icon; the words carry the meaning on their own."""

    content: "Nodes"
    tone: Tone = "neutral"
    title: Inlines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Node):
    """Content that came from a content block: `content` is its full form, `short` its approved short form.

    `fallback` rules for a channel that can carry neither: ``link`` to the full text at `url`, or ``fail``.
    """

    key: str
    version: int
    digest: str
    locked: bool
    content: "Nodes"
    title: str = ""
    url: str | None = None
    fallback: Literal["link", "fail"] = "fail"


BlockNode = (
    Heading
    | Paragraph
    | List
    | Table
    | Facts
    | Columns
    | Section
    | Image
    | Chart
    | Barcode
    | Action
    | Divider
    | PageBreak
    | Notice
    | Block
)
Nodes = tuple[BlockNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file of the template or the brand (an image), by its digest."""

    name: str
    media_type: str
    body: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom the document is for. `address` is what stands in the window, a line each."""

    name: str = ""
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmsRules:
    """`limit` is the number of segments a message may have."""

    limit: int = 3
    transliterate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One communication, composed. `key` names the record; `issued` dates the document and its metadata.

    `locale` is a BCP 47 tag. `references` are the facts of the letter's head (date, customer number).
    `online_url` is where the reader finds the whole document, for channels that cannot carry all of it.
    `channels` are those the template is made for. A `draft` has not been approved: every channel marks it as one.
    `customer` and `period` are what it is kept under in the archive; no channel shows them.
    """

    template: str
    key: str
    locale: str
    direction: Literal["ltr", "rtl"]
    issued: date
    title: str
    subject: str
    content: Nodes
    brand: Brand
    channels: tuple[str, ...]
    preheader: str = ""
    recipient: Recipient = Recipient()
    references: tuple[Fact, ...] = ()
    online_url: str | None = None
    sms: SmsRules = SmsRules()
    assets: Mapping[str, Asset] = field(default_factory=dict)
    draft: bool = False
    customer: str = ""
    period: str = ""


def children(node: BlockNode) -> tuple[Nodes, ...]:
    """The node's own lists of nodes, in reading order; empty for a node that holds none."""
    if isinstance(node, Section | Notice | Block):
        return (node.content,)
    if isinstance(node, List):
        return node.items
    if isinstance(node, Columns):
        return node.columns
    return ()


def walk(nodes: Nodes) -> Iterator[BlockNode]:
    """Every node of `nodes` and below, in reading order, parents first."""
    for node in nodes:
        yield node
        for inner in children(node):
            yield from walk(inner)


def visible(nodes: Nodes, channel: str) -> Nodes:
    """The nodes of one list that `channel` shows (their children are not looked into)."""
    return tuple(node for node in nodes if not node.channels or channel in node.channels)
