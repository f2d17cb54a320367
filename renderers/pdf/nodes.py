"""Block nodes as elements.

The tags say what a thing is (they become the tags of the PDF), the classes how it looks.
"""

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from content_blocks.document import (
    Action,
    Barcode,
    Block,
    BlockNode,
    Chart,
    Columns,
    Divider,
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
from renderers.pdf.figures import write_action, write_barcode, write_chart, write_image
from renderers.pdf.icons import has_icon, icon_svg
from renderers.pdf.inlines import plain_text
from renderers.pdf.sheet import POINTS_A_MILLIMETRE, Sheet
from renderers.pdf.tables import write_table

CARDS_A_ROW = 4
NODE = "data-node"  # where previews find which node an element is of; the file says nothing of it
FIGURE_WIDTH = 0.58  # em: the average character of an amount in a wide face


def write_nodes(sheet: Sheet, parent: Element, nodes: Nodes) -> None:
    """Append the nodes that paper shows to `parent`, in order, each of their elements with the node's id."""
    for node in visible(nodes, "pdf"):
        before = len(parent)
        _WRITERS[type(node)](sheet, parent, node)
        for made in parent[before:]:
            made.set(NODE, node.id)


def _heading(sheet: Sheet, parent: Element, node: Heading) -> None:
    sheet.words(parent, sheet.heading_tag(node.level), node.content, f"l{node.level}")


def _paragraph(sheet: Sheet, parent: Element, node: Paragraph) -> None:
    sheet.words(parent, "p", node.content, "" if node.role == "body" else node.role)


def _list(sheet: Sheet, parent: Element, node: List) -> None:
    made = sheet.element(parent, "ol" if node.ordered else "ul")
    for item in node.items:
        entry = sheet.element(made, "li")
        _item(sheet, entry, item)


def _item(sheet: Sheet, entry: Element, nodes: Nodes) -> None:
    """An item of one paragraph is its text; anything else is nodes of its own."""
    shown = visible(nodes, "pdf")
    if len(shown) == 1 and isinstance(shown[0], Paragraph) and shown[0].role == "body":
        sheet.words(entry, "span", shown[0].content, **{NODE: shown[0].id})
    else:
        write_nodes(sheet, entry, shown)


def _facts(sheet: Sheet, parent: Element, node: Facts) -> None:
    if not node.items:
        return
    if node.style == "cards":
        _cards(sheet, parent, node)
    else:
        write_pairs(sheet, parent, node.items, "facts")


def write_pairs(sheet: Sheet, parent: Element, facts: tuple[Fact, ...], css: str) -> None:
    """Labels and values as a description list, a pair a row."""
    made = sheet.element(parent, "dl", css)
    for fact in facts:
        pair = sheet.element(made, "div", "pair strong" if fact.strong else "pair", role="LI")
        sheet.words(pair, "dt", fact.label)
        sheet.words(pair, "dd", fact.value)


def _cards(sheet: Sheet, parent: Element, node: Facts) -> None:
    a_row, size = _fit(sheet, node)
    made = sheet.element(parent, "dl", "cards")
    for start in range(0, len(node.items), a_row):
        row = sheet.element(sheet.element(made, "div", "cardtable"), "div", "cardrow")
        for fact in node.items[start : start + a_row]:
            card = sheet.element(row, "div", "card main" if fact.strong else "card", role="LI")
            sheet.words(card, "dt", fact.label)
            sheet.words(card, "dd", fact.value, style=f"font-size:{size:.1f}pt")


def _fit(sheet: Sheet, node: Facts) -> tuple[int, float]:
    """How many cards stand in a row, and in which size (points) their figures stand on one line."""
    brand, count = sheet.document.brand, len(node.items)
    best, least = float(brand.type.size) * 1.55, float(brand.type.size) * 1.1
    longest = max(1, *(len(plain_text(fact.value)) for fact in node.items))
    space = float(brand.shape.space)
    for rows in range(-(-count // CARDS_A_ROW), count + 1):
        a_row = -(-count // rows)
        room = (sheet.width - space * 0.75 * (a_row - 1)) / a_row - space * 1.8
        size = room * POINTS_A_MILLIMETRE / (longest * FIGURE_WIDTH)
        if size >= least or a_row == 1:
            break
    return a_row, max(least, min(best, size))


def _columns(sheet: Sheet, parent: Element, node: Columns) -> None:
    made = sheet.element(sheet.element(parent, "div", "columns"), "div", "cardrow")
    gap = float(sheet.document.brand.shape.space) * 1.5
    for nodes, width in zip(node.columns, node.widths, strict=True):
        column = sheet.element(made, "div", "column", style=f"width:{width}%")
        with sheet.narrowed(sheet.width * float(width) / 100 - gap):
            write_nodes(sheet, column, nodes)


def _section(sheet: Sheet, parent: Element, node: Section) -> None:
    made = sheet.element(parent, "section", " ".join(("keep",) * node.keep + ("panel",) * (node.style == "card")))
    if node.title is not None:
        sheet.words(made, sheet.heading_tag(node.level), node.title, f"l{node.level}")
    padding = float(sheet.document.brand.shape.space) * 2.4 if node.style == "card" else 0
    with sheet.narrowed(sheet.width - padding):
        write_nodes(sheet, made, node.content)


def _notice(sheet: Sheet, parent: Element, node: Notice) -> None:
    css = f"notice {node.tone}"
    if has_icon(node.tone):
        css += f" icon icon-{node.tone}"
        sheet.picture(f"icon-{node.tone}", "image/svg+xml", icon_svg(sheet.document.brand.light, node.tone))
    made = sheet.element(parent, "div", css, role="Sect")
    if node.title is not None:
        sheet.words(made, "p", node.title, "notice-title")
    write_nodes(sheet, made, node.content)


def _block(sheet: Sheet, parent: Element, node: Block) -> None:
    write_nodes(sheet, sheet.element(parent, "div"), node.content)


def _divider(sheet: Sheet, parent: Element, _: Divider) -> None:
    sheet.element(parent, "hr")


def _page_break(sheet: Sheet, parent: Element, _: PageBreak) -> None:
    sheet.element(parent, "div", "break")


_WRITERS: Mapping[type[BlockNode], Callable[[Sheet, Element, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    Table: write_table,
    Facts: _facts,
    Columns: _columns,
    Section: _section,
    Image: write_image,
    Chart: write_chart,
    Barcode: write_barcode,
    Action: write_action,
    Divider: _divider,
    PageBreak: _page_break,
    Notice: _notice,
    Block: _block,
}
