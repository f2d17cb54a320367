"""What authors write: the nodes of templates and blocks, before any data.

In YAML a node is one flat mapping whose first key says what it is:

    - heading: Your statement
      id: title
      level: 1
    - paragraph: Dear {{ customer.name }},
      id: greeting
      if: customer.name is defined

Any node can carry ``id``, ``if`` (a condition), ``channels``, ``short`` (what SMS says in its place) and
``editing`` (who may change it later: locked, text or free). Texts are inline markup
(`content_blocks.markup`); conditions, lists and slots are expressions, which this package does not look into.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from content_blocks.document import Align, Tone

CHANNEL_PATTERN = r"^[a-z][a-z0-9\-]*$"


class Translatable:
    """Marks a text that translators see."""


NodeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9\-]*$", max_length=64)]
Words = Annotated[str, Translatable(), Field(min_length=1, max_length=20_000)]
Expression = Annotated[str, Field(min_length=1, max_length=2_000)]
Channel = Annotated[str, Field(pattern=CHANNEL_PATTERN)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def repeated(ids: Iterable[str]) -> str | None:
    """The first id that stands twice, or None."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            return each
        seen.add(each)
    return None


def _own_ids(parts: "tuple[ListItem | TableColumn | TotalRow | FactItem | Series, ...]") -> None:
    if twice := repeated(part.id for part in parts):
        raise ValueError(f"the id {twice!r} stands twice; give every part its own")


class SourceNode(_Model):
    """What every node can carry."""

    kind: ClassVar[str]
    id: NodeId
    condition: Expression | None = Field(default=None, alias="if")
    channels: tuple[Channel, ...] = ()
    short: Words | None = None
    editing: Literal["locked", "text", "free"] = "free"


class Heading(SourceNode):
    kind = "heading"
    text: Words = Field(alias="heading")
    level: int = Field(default=2, ge=1, le=4)


class Paragraph(SourceNode):
    kind = "paragraph"
    text: Words = Field(alias="paragraph")
    role: Literal["body", "lead", "small"] = "body"


class List(SourceNode):
    """Items are texts, or lists of nodes."""

    kind = "list"
    items: "tuple[ListItem, ...]" = Field(alias="list", min_length=1)
    ordered: bool = False

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _own_ids(self.items)
        return self


class ListItem(_Model):
    """``- text`` or ``- {text: ..., if: ...}`` or ``- {content: [nodes]}``."""

    id: NodeId
    text: Words | None = None
    content: "SourceNodes" = ()
    condition: Expression | None = Field(default=None, alias="if")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.text is None) == (not self.content):
            raise ValueError("a list item has either a text or content")
        return self


class TableColumn(_Model):
    id: NodeId
    header: Words
    value: Words
    align: Align = "start"
    width: Decimal | None = Field(default=None, gt=0, le=100)
    kind: Literal["text", "number", "date"] = "text"
    sort: Expression | None = None


class TotalRow(_Model):
    """A row of totals: a label over the columns before the first value, and values by column id."""

    id: NodeId
    label: Words
    values: dict[NodeId, Words]
    condition: Expression | None = Field(default=None, alias="if")
    strong: bool = True


class TableGroup(_Model):
    """Rows are grouped where `by` changes; `label` and `subtotal` see ``rows``, the rows of the group."""

    by: Expression
    label: Words | None = None
    subtotal: TotalRow | None = None


class Table(SourceNode):
    """`rows` is a list of the data; each row is known as `as` in the columns' values."""

    kind = "table"
    rows: Expression = Field(alias="table")
    row_name: Name = Field(default="row", alias="as")
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=12)
    caption: Words | None = None
    group: TableGroup | None = None
    footer: tuple[TotalRow, ...] = ()
    carry: Words | None = Field(default=None, description="the balance after a row, carried over page breaks")
    empty: Words | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _own_ids(self.columns)
        totals = (*self.footer, *((self.group.subtotal,) if self.group and self.group.subtotal else ()))
        _own_ids(self.footer)
        columns = [column.id for column in self.columns]
        for total in totals:
            for column in total.values:
                if column not in columns:
                    known = ", ".join(columns)
                    raise ValueError(f"{total.id}: there is no column {column!r} to total; there are {known}")
        if sum(column.width or 0 for column in self.columns) > 100:
            raise ValueError("the widths of the columns add up to more than 100 per cent")
        return self


class FactItem(_Model):
    id: NodeId
    label: Words
    value: Words
    condition: Expression | None = Field(default=None, alias="if")
    strong: bool = False


class Facts(SourceNode):
    kind = "facts"
    items: tuple[FactItem, ...] = Field(alias="facts", min_length=1)
    style: Literal["rows", "cards"] = "rows"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _own_ids(self.items)
        return self


class Columns(SourceNode):
    kind = "columns"
    columns: "tuple[SourceNodes, ...]" = Field(alias="columns", min_length=2, max_length=4)
    widths: tuple[Decimal, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.widths and len(self.widths) != len(self.columns):
            raise ValueError(f"there are {len(self.columns)} columns and {len(self.widths)} widths; give one for each")
        if any(width <= 0 for width in self.widths) or sum(self.widths) > 100:
            raise ValueError("widths are shares in per cent, above 0 and together at most 100")
        return self


class Section(SourceNode):
    kind = "section"
    content: "SourceNodes" = Field(alias="section", min_length=1)
    title: Words | None = None
    level: int = Field(default=2, ge=1, le=4)
    keep: bool = False
    style: Literal["plain", "card"] = "plain"


class Image(SourceNode):
    """An image of the template's or block's ``assets`` folder, by file name."""

    kind = "image"
    asset: str = Field(alias="image", pattern=r"^[A-Za-z0-9][A-Za-z0-9_\-]*\.(svg|png|jpg)$")
    alt: Words | None = None
    decorative: bool = False
    width: Decimal | None = Field(default=None, gt=0, le=300)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.decorative == (self.alt is not None):
            raise ValueError("an image has either an alt text that says what it shows, or decorative: true")
        return self


class Series(_Model):
    id: NodeId
    name: Words
    value: Expression
    shown: Words


class Chart(SourceNode):
    """`rows` is a list of the data; each row gives a label and, for each series, a value."""

    kind = "chart"
    rows: Expression = Field(alias="chart")
    row_name: Name = Field(default="row", alias="as")
    type: Literal["bar", "line", "area", "donut"] = "bar"
    label: Words
    series: tuple[Series, ...] = Field(min_length=1, max_length=6)
    alt: Words
    title: Words | None = None
    category_label: Words | None = None
    value_label: Words | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _own_ids(self.series)
        return self


class Barcode(SourceNode):
    kind = "barcode"
    payload: str = Field(alias="barcode", min_length=1, max_length=2_000, description="markup, not translated")
    symbology: Literal["qr", "epc-qr", "datamatrix", "code128"] = "qr"
    alt: Words
    caption: Words | None = None


class Action(SourceNode):
    kind = "action"
    label: Words = Field(alias="action")
    url: str = Field(min_length=1, max_length=2_000, description="markup, not translated")


class Divider(SourceNode):
    kind = "divider"
    present: Literal[True] = Field(alias="divider")


class PageBreak(SourceNode):
    kind = "page_break"
    present: Literal[True] = Field(alias="page_break")


class Notice(SourceNode):
    kind = "notice"
    content: "SourceNodes" = Field(alias="notice", min_length=1)
    tone: Tone = "neutral"
    title: Words | None = None


class BlockReference(SourceNode):
    """A content block by key; `slots` gives its declared slots as expressions; `version` pins it."""

    kind = "block"
    key: str = Field(alias="block", pattern=r"^[a-z][a-z0-9\-]*$")
    slots: dict[Name, Expression] = {}
    version: int | None = Field(default=None, ge=1)


class Repeat(SourceNode):
    kind = "repeat"
    rows: Expression = Field(alias="repeat")
    row_name: Name = Field(default="row", alias="as")
    content: "SourceNodes" = Field(min_length=1)


class Branch(_Model):
    """``- when: condition`` or, last, ``- otherwise: true``; either with ``content``."""

    when: Expression | None = None
    otherwise: Literal[True] | None = None
    content: "SourceNodes" = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.when is None) == (self.otherwise is None):
            raise ValueError("a branch has either 'when: condition' or 'otherwise: true'")
        return self


class Choose(SourceNode):
    """The first branch whose condition holds is shown."""

    kind = "choose"
    branches: tuple[Branch, ...] = Field(alias="choose", min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if any(branch.otherwise for branch in self.branches[:-1]):
            raise ValueError("'otherwise' is the last branch; what stands after it is never shown")
        return self


class Only(SourceNode):
    """What these channels alone show."""

    kind = "only"
    only: tuple[Channel, ...] = Field(alias="only", min_length=1)
    content: "SourceNodes" = Field(min_length=1)


NODE_CLASSES: tuple[type[SourceNode], ...] = (
    Heading,
    Paragraph,
    List,
    Table,
    Facts,
    Columns,
    Section,
    Image,
    Chart,
    Barcode,
    Action,
    Divider,
    PageBreak,
    Notice,
    BlockReference,
    Repeat,
    Choose,
    Only,
)
KINDS: tuple[str, ...] = tuple(node.kind for node in NODE_CLASSES)
# "columns" is also an attribute of tables, so a mapping may hold two such keys; the first of these names wins.
_ORDER = ("table", *(kind for kind in KINDS if kind != "table"))


def kind_of(raw: object) -> str | None:
    """Which kind of node a mapping is, by its keys; None when it is none."""
    if isinstance(raw, SourceNode):
        return raw.kind
    if isinstance(raw, Mapping):
        return next((kind for kind in _ORDER if kind in raw), None)
    return None


AnySourceNode = Annotated[
    Annotated[Heading, Tag("heading")]
    | Annotated[Paragraph, Tag("paragraph")]
    | Annotated[List, Tag("list")]
    | Annotated[Table, Tag("table")]
    | Annotated[Facts, Tag("facts")]
    | Annotated[Columns, Tag("columns")]
    | Annotated[Section, Tag("section")]
    | Annotated[Image, Tag("image")]
    | Annotated[Chart, Tag("chart")]
    | Annotated[Barcode, Tag("barcode")]
    | Annotated[Action, Tag("action")]
    | Annotated[Divider, Tag("divider")]
    | Annotated[PageBreak, Tag("page_break")]
    | Annotated[Notice, Tag("notice")]
    | Annotated[BlockReference, Tag("block")]
    | Annotated[Repeat, Tag("repeat")]
    | Annotated[Choose, Tag("choose")]
    | Annotated[Only, Tag("only")],
    Discriminator(
        kind_of,
        custom_error_type="node_kind",
        custom_error_message="is no node; it needs one of the keys " + ", ".join(KINDS),
    ),
]
SourceNodes = tuple[AnySourceNode, ...]

_models: tuple[type[BaseModel], ...] = (*NODE_CLASSES, ListItem, Branch)
for _class in _models:
    _class.model_rebuild()


def inner_nodes(node: SourceNode | ListItem | Branch) -> tuple[SourceNodes, ...]:
    """The lists of nodes inside `node`, in reading order."""
    if isinstance(node, List):
        return tuple(item.content for item in node.items)
    if isinstance(node, Columns):
        return node.columns
    if isinstance(node, Choose):
        return tuple(branch.content for branch in node.branches)
    if isinstance(node, Section | Notice | Repeat | Only):
        return (node.content,)
    return ()


def walk_source(nodes: SourceNodes) -> Iterator[AnySourceNode]:
    """Every node of `nodes` and below, in reading order, parents first."""
    for node in nodes:
        yield node
        for inner in inner_nodes(node):
            yield from walk_source(inner)
