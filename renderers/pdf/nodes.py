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
from renderers.pdf.sheet import Sheet
from renderers.pdf.tables import write_table

CARDS_A_ROW = 4


def write_nodes(sheet: Sheet, parent: Element, nodes: Nodes) -> None:
    """Append the nodes that paper shows to `parent`, in order."""
    for node in visible(nodes, "pdf"):
        _WRITERS[type(node)](sheet, parent, node)


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
        sheet.words(entry, "span", shown[0].content)
    else:
        write_nodes(sheet, entry, shown)


def _facts(sheet: Sheet, parent: Element, node: Facts) -> None:
    if node.style == "cards":
        _cards(sheet, parent, node)
    else:
        write_pairs(sheet, parent, node.items, "facts")


def write_pairs(sheet: Sheet, parent: Element, facts: tuple[Fact, ...], css: str) -> None:
    """Labels and values as a description list, a pair a row."""
    made = sheet.element(parent, "dl", css)
    for fact in facts:
        pair = sheet.element(made, "div", "pair strong" if fact.strong else "pair")
        sheet.words(pair, "dt", fact.label)
        sheet.words(pair, "dd", fact.value)


def _cards(sheet: Sheet, parent: Element, node: Facts) -> None:
    rows = -(-len(node.items) // CARDS_A_ROW)
    a_row = -(-len(node.items) // rows)
    made = sheet.element(parent, "dl", "cards")
    for start in range(0, len(node.items), a_row):
        row = sheet.element(made, "div", "cardrow")
        for fact in node.items[start : start + a_row]:
            card = sheet.element(row, "div", "card lead" if fact.strong else "card")
            sheet.words(card, "dt", fact.label)
            sheet.words(card, "dd", fact.value)


def _columns(sheet: Sheet, parent: Element, node: Columns) -> None:
    made = sheet.element(sheet.element(parent, "div", "columns"), "div", "cardrow")
    for nodes, width in zip(node.columns, node.widths, strict=True):
        write_nodes(sheet, sheet.element(made, "div", "column", style=f"width:{width}%"), nodes)


def _section(sheet: Sheet, parent: Element, node: Section) -> None:
    made = sheet.element(parent, "section", " ".join(("keep",) * node.keep + (node.style,)))
    if node.title is not None:
        sheet.words(made, sheet.heading_tag(node.level), node.title, f"l{node.level}")
    write_nodes(sheet, made, node.content)


def _notice(sheet: Sheet, parent: Element, node: Notice) -> None:
    made = sheet.element(parent, "div", f"notice {node.tone}", role="Sect")
    if node.title is not None:
        sheet.words(made, "p", node.title, "notice-title")
    write_nodes(sheet, made, node.content)


def _block(sheet: Sheet, parent: Element, node: Block) -> None:
    locked = "true" if node.locked else "false"
    made = sheet.element(parent, "div", "", **{"data-block": f"{node.key}@{node.version}", "data-locked": locked})
    write_nodes(sheet, made, node.content)


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
