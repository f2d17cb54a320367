"""Nodes as HTML."""

from itertools import pairwise

from content_blocks.document import (
    Action,
    Barcode,
    Block,
    BlockNode,
    Chart,
    Columns,
    Divider,
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
from content_blocks.inline import Inlines
from renderers.barcodes import barcode_svg
from renderers.charts import chart_svg
from renderers.email.boxes import button, card, columns, layout_table, notice, picture
from renderers.email.facts import facts_html
from renderers.email.inlines import attribute, inlines_html
from renderers.email.page_state import PageState
from renderers.email.pictures import DENSITY, asset_picture, drawing
from renderers.email.styles import CONTENT_WIDTH, pixels
from renderers.email.tables import table_html
from renderers.figures import chart_table
from renderers.raster import svg_png

CHANNEL = "email"
_WIDE_NODES = (Table, Chart, Facts, Action, Barcode, Image, Columns, Divider)
_CHART_WIDTH = 480  # it is shown somewhat larger, so that its words can still be read on a phone
_BARCODE_WIDTHS = {"qr": 180, "epc-qr": 180, "datamatrix": 140, "code128": 320}


def nodes_html(state: PageState, nodes: Nodes, gap: int = 0, space: int | None = None) -> str:
    """The nodes mails show, `space` pixels between them (the brand's by default) and `gap` after the last.

    Headings have more room above, and tables, figures and buttons more below.
    """
    space = state.styles.space if space is None else space
    shown = visible(nodes, CHANNEL)
    gaps = [_gap(before, after, space) for before, after in pairwise(shown)]
    return "".join([_marked(state, node, after) for node, after in zip(shown, [*gaps, gap], strict=False)])


def _gap(before: BlockNode, after: BlockNode, space: int) -> int:
    if _opens(after) and not isinstance(before, Heading):
        return space * 2
    return space * 3 // 2 if isinstance(before, _WIDE_NODES) or isinstance(after, _WIDE_NODES) else space


def _opens(node: BlockNode) -> bool:
    """Whether a node begins with a heading."""
    if isinstance(node, Section) and node.title and node.style == "plain":
        return True
    if isinstance(node, Section | Block) and node.content:
        return _opens(node.content[0])
    return isinstance(node, Heading)


def _marked(state: PageState, node: BlockNode, gap: int) -> str:
    """The node's HTML, its first element marked with what a preview needs to find it."""
    html = _node_html(state, node, gap)
    mark = f' data-node="{attribute(node.id)}"'
    if isinstance(node, Block):
        locked = "true" if node.locked else "false"
        key = attribute(f"{node.key}@{node.version}")
        return f'<div{mark} data-block="{key}" data-locked="{locked}">{html}</div>'
    if not html:
        return ""
    name = html[1 : _name_end(html)]
    return f"<{name}{mark}{html[len(name) + 1 :]}"


def _name_end(html: str) -> int:
    return min(end for end in (html.find(" "), html.find(">")) if end > 0)


def _node_html(state: PageState, node: BlockNode, gap: int) -> str:  # noqa: C901 - one arm a kind of node
    match node:
        case Heading():
            return _heading(state, node.content, node.level, gap)
        case Paragraph():
            return _paragraph(state, node, gap)
        case List():
            return _list(state, node, gap)
        case Table():
            return table_html(state, node, gap)
        case Facts():
            return facts_html(state, node, gap)
        case Columns():
            return columns(state.styles, [nodes_html(state, inner) for inner in node.columns], node.widths, gap)
        case Section():
            return _section(state, node, gap)
        case Notice():
            return _notice(state, node, gap)
        case Block():
            return nodes_html(state, node.content, gap)
        case Action():
            return button(state.styles, inlines_html(state, node.label), node.url, gap)
        case Image():
            return _image(state, node, gap)
        case Chart():
            return _chart(state, node, gap)
        case Barcode():
            return _barcode(state, node, gap)
        case Divider():
            return f'<hr class="rule" style="border:0;border-top:{state.styles.rule};margin:0 0 {gap}px">'
        case PageBreak():
            return ""


def _heading(state: PageState, content: Inlines, level: int, gap: int) -> str:
    html = inlines_html(state, content)
    style = f"margin:0 0 {min(gap, state.styles.space * 3 // 4)}px;{state.styles.headings[level - 1]}"
    return f'<h{level} style="{style}">{html}</h{level}>' if html.strip() else ""


def _paragraph(state: PageState, node: Paragraph, gap: int) -> str:
    html = inlines_html(state, node.content)
    if not html.strip():  # what an optional datum left empty
        return ""
    style = {"body": "", "lead": f";{state.styles.lead}", "small": f";{state.styles.small}"}[node.role]
    named = ' class="muted"' if node.role == "small" else ""
    return f'<p{named} style="margin:0 0 {gap}px{style}">{html}</p>'


def _list(state: PageState, node: List, gap: int) -> str:
    tag = "ol" if node.ordered else "ul"
    items = []
    for index, item in enumerate(node.items):
        after = 0 if index == len(node.items) - 1 else state.styles.space // 2
        html = nodes_html(state, item, 0, state.styles.space // 2)
        items.append(f'<li style="margin:0 0 {after}px">{html}</li>')
    sides = "0 0 0 24px" if state.styles.start == "left" else "0 24px 0 0"
    return f'<{tag} style="margin:0 0 {gap}px;padding:{sides}">{"".join(items)}</{tag}>' if items else ""


def _section(state: PageState, node: Section, gap: int) -> str:
    title = _heading(state, node.title, node.level, state.styles.space) if node.title else ""
    if node.style == "card":
        return card(state.styles, title + nodes_html(state, node.content), gap)
    return f"<div>{title}{nodes_html(state, node.content, gap)}</div>"


def _notice(state: PageState, node: Notice, gap: int) -> str:
    title = ""
    if node.title:
        style = f"margin:0 0 4px;{state.styles.strong}"
        title = f'<p style="{style}">{inlines_html(state, node.title)}</p>'
    html = title + nodes_html(state, node.content)
    return notice(state.styles, state.brand.light, node.tone, html, gap) if html else ""


def _image(state: PageState, node: Image, gap: int) -> str:
    width = pixels(node.width) if node.width else None
    with drawing(node.id):
        source, width = asset_picture(state.pictures, node.id, state.assets[node.asset], width, CONTENT_WIDTH)
    return f'<div style="margin:0 0 {gap}px">{picture(source, node.alt, width)}</div>'


def _chart(state: PageState, node: Chart, gap: int) -> str:
    """The chart as a picture in the light colours, and its figures in a table below."""
    with drawing(node.id):
        svg = chart_svg(node, state.brand, state.brand.light, state.locale, _CHART_WIDTH)
        source = state.pictures.add(node.id, svg_png(svg, CONTENT_WIDTH * DENSITY))
    title = ""
    if node.title:
        title = f'<p style="margin:0 0 8px;{state.styles.strong}">{inlines_html(state, node.title)}</p>'
    ground = f";background-color:{state.brand.light.paper};border-radius:{state.styles.radius // 2}px"
    image = picture(source, node.alt, CONTENT_WIDTH, style=ground)
    figures = table_html(state, chart_table(node), 0, small=True)
    return f'<div style="margin:0 0 {gap}px">{title}{image}<div style="margin:12px 0 0">{figures}</div></div>'


def _barcode(state: PageState, node: Barcode, gap: int) -> str:
    """The barcode, black on white whatever the reader's colours, its caption below."""
    width = _BARCODE_WIDTHS[node.symbology]
    with drawing(node.id):
        source = state.pictures.add(node.id, svg_png(barcode_svg(node), width * DENSITY))
    caption = ""
    if node.caption:
        style = f"margin:8px 0 0;{state.styles.small}"
        caption = f'<p class="muted" style="{style}">{inlines_html(state, node.caption)}</p>'
    ground = ";background-color:#ffffff"
    cell = f'<td style="padding:0">{picture(source, node.alt, width, style=ground)}{caption}</td>'
    return layout_table(cell, gap)
