"""Nodes as HTML, one method a kind of node."""

from decimal import Decimal

from content_blocks.document import (
    Action,
    Barcode,
    Block,
    BlockNode,
    Chart,
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
    Section,
    Table,
    visible,
)
from renderers.barcodes import BarcodeError, barcode_svg
from renderers.base import Finding, Severity
from renderers.chart_scale import ChartError
from renderers.figures import chart_table
from renderers.mobile.inlines import Writer, plain_html, text_html
from renderers.mobile.pictures import MEDIA_TYPES, PIXELS_PER_MILLIMETRE, chart_markup, data_address, proportion
from renderers.mobile.tables import table_html
from renderers.mobile.wording import WORDS
from renderers.words import chrome

CHANNEL = "mobile"


class NodeWriter:
    """Writes the nodes of one document; keeps its findings, its notes and the column widths it met."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.inlines = Writer(document.locale, document.direction)
        self.findings: list[Finding] = []
        self.widths: dict[tuple[Decimal, ...], str] = {}
        self.has_charts = False
        self._locked = 0

    def nodes(self, nodes: Nodes) -> str:
        """The nodes this channel shows; inside a locked block, all of them."""
        shown = nodes if self._locked else visible(nodes, CHANNEL)
        return "\n".join([markup for markup in map(self.node, shown) if markup])

    def node(self, node: BlockNode) -> str:  # noqa: C901 - one arm a kind of node
        match node:
            case Paragraph():
                return self._paragraph(node)
            case Heading():
                return self._heading(node.id, node.level, self.inlines.html(node.content))
            case Table():
                return f'<div class="table"{_id(node)}>{table_html(node, self.inlines)}</div>'
            case Block():
                return self._block(node)
            case Facts():
                return f'<dl class="facts {node.style}"{_id(node)}>{self.facts(node.items)}</dl>'
            case Section():
                return self._section(node)
            case Notice():
                return self._notice(node)
            case List():
                return self._list(node)
            case Columns():
                return self._columns(node)
            case Action():
                return self._action(node)
            case Chart():
                return self._chart(node)
            case Image():
                return self._image(node)
            case Barcode():
                return self._barcode(node)
            case Divider():
                return f"<hr{_id(node)}>"
            case PageBreak():
                return ""

    def facts(self, items: tuple[Fact, ...]) -> str:
        return "".join(map(self._fact, items))

    def _fact(self, fact: Fact) -> str:
        opening = '<div class="strong">' if fact.strong else "<div>"
        return f"{opening}<dt>{self.inlines.html(fact.label)}</dt><dd>{self.inlines.html(fact.value)}</dd></div>"

    def _action(self, node: Action) -> str:
        address = text_html(node.url)
        words, marks = self.inlines.label(node.label)
        button = f'<a class="button" href="{address}" rel="noreferrer">{words or address}</a>'
        return f'<p class="action"{_id(node)}>{button}{marks}</p>'

    def _paragraph(self, node: Paragraph) -> str:
        role = "" if node.role == "body" else f' class="{node.role}"'
        return f"<p{_id(node)}{role}>{self.inlines.html(node.content)}</p>"

    def _heading(self, identifier: str, level: int, words: str, suffix: str = "") -> str:
        return f'<h{level} id="n-{plain_html(identifier)}{suffix}">{words}</h{level}>' if words else ""

    def _block(self, node: Block) -> str:
        self._locked += node.locked
        words = self.nodes(node.content)
        self._locked -= node.locked
        locked = "true" if node.locked else "false"
        return (
            f'<div{_id(node)} data-block="{plain_html(node.key)}@{node.version}" data-locked="{locked}">{words}</div>'
        )

    def _section(self, node: Section) -> str:
        classes = ' class="card"' if node.style == "card" else ""
        title = self._heading(node.id, node.level, self.inlines.html(node.title), "-title") if node.title else ""
        return f"<section{_id(node)}{classes}>{title}{self.nodes(node.content)}</section>"

    def _notice(self, node: Notice) -> str:
        words = self.inlines.html(node.title) if node.title else ""
        title = f'<p class="notice-title">{words}</p>' if words else ""
        return f'<div{_id(node)} class="notice {node.tone}" role="note">{title}{self.nodes(node.content)}</div>'

    def _list(self, node: List) -> str:
        tag = "ol" if node.ordered else "ul"
        items = "".join(f"<li>{self.nodes(item)}</li>" for item in node.items)
        return f"<{tag}{_id(node)}>{items}</{tag}>"

    def _columns(self, node: Columns) -> str:
        name = self.widths.setdefault(node.widths, f"columns-{len(self.widths) + 1}")
        columns = "".join(f"<div>{self.nodes(column)}</div>" for column in node.columns)
        return f'<div{_id(node)} class="columns {name}">{columns}</div>'

    def _chart(self, node: Chart) -> str:
        document = self.document
        self.has_charts = True
        title = self.inlines.html(node.title) if node.title else ""
        caption = f"<figcaption>{title}</figcaption>" if title else ""
        try:
            svg = chart_markup(node, document.brand, document.locale, plain_html(node.alt))
        except ChartError as problem:
            self._find(
                node,
                "chart-not-drawn",
                "error" if self._locked else "warning",
                f"{problem}; the figures stand in a table",
            )
            picture = f"<p>{text_html(node.alt)}</p>"
        else:
            hint = text_html(chrome(WORDS, "chart-keys", document.locale))
            picture = f'<div class="chart" data-hint="{hint}">{svg}</div>'
        summary = text_html(chrome(WORDS, "figures", document.locale))
        table = table_html(chart_table(node), self.inlines)
        return f"<figure{_id(node)}>{caption}{picture}<details><summary>{summary}</summary>{table}</details></figure>"

    def _image(self, node: Image) -> str:
        asset = self.document.assets.get(node.asset)
        if asset is None or asset.media_type not in MEDIA_TYPES:
            what = (
                "is not among the document's assets"
                if asset is None
                else f"is {asset.media_type}, not SVG, PNG or JPEG"
            )
            self._find(node, "image-missing", "error", f"the image {node.asset} {what}")
            return ""
        size = ""
        if node.width is not None:
            width = round(node.width * PIXELS_PER_MILLIMETRE)
            ratio = proportion(asset)
            size = f' width="{width}"' + (f' height="{round(width * ratio)}"' if ratio else "")
        return f'<p class="image"{_id(node)}><img src="{data_address(asset)}" alt="{plain_html(node.alt)}"{size}></p>'

    def _barcode(self, node: Barcode) -> str:
        try:
            svg = barcode_svg(node)
        except BarcodeError as problem:
            self._find(node, "barcode-not-drawn", "error", str(problem))
            return ""
        labelled = svg.replace("<svg ", f'<svg role="img" aria-label="{plain_html(node.alt)}" ', 1)
        words = self.inlines.html(node.caption) if node.caption else ""
        spoken = f"<code>{text_html(node.payload)}</code>" if node.symbology == "code128" else ""
        caption = f"<figcaption>{words}{spoken}</figcaption>" if words or spoken else ""
        return f'<figure{_id(node)} class="barcode {node.symbology}">{labelled}{caption}</figure>'

    def _find(self, node: BlockNode, code: str, severity: Severity, message: str) -> None:
        self.findings.append(Finding(node.id, f"{CHANNEL}.{code}", severity, message))


def _id(node: BlockNode) -> str:
    return f' id="n-{plain_html(node.id)}"'
