"""The words of locked blocks, and how a test finds them again in what a channel made.

Words are compared after white space is made single blanks, and after characters that no channel can show are
gone: controls, direction overrides, halves of surrogate pairs, and the sign that stands in their place.
"""

import re
from collections.abc import Iterable, Iterator

from content_blocks.document import (
    Action,
    Barcode,
    Block,
    BlockNode,
    Chart,
    Document,
    Facts,
    Heading,
    Nodes,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    children,
    visible,
)
from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffd-\uffff]"
)


def normal(text: str) -> str:
    return " ".join(_UNSHOWN.sub("", text).split())


def words(inlines: Inlines) -> str:
    """A run of text as it is read: notes stand elsewhere."""
    return "".join(_pieces(inlines))


def _pieces(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text) | Field(text):
                yield text
            case Strong(content) | Emphasis(content) | Link(content, _):
                yield from _pieces(content)
            case LineBreak():
                yield " "
            case Footnote():
                pass


def notes(inlines: Inlines) -> Iterator[str]:
    """The words of every note in a run of text."""
    for inline in inlines:
        if isinstance(inline, Footnote):
            yield words(inline.content)
        if not isinstance(inline, Text | Field | LineBreak):
            yield from notes(inline.content)


def runs(nodes: Nodes) -> Iterator[Inlines]:
    """Every run of text of `nodes` and below, in reading order."""
    for node in nodes:
        yield from _own_runs(node)
        for inner in children(node):
            yield from runs(inner)


def _own_runs(node: BlockNode) -> Iterator[Inlines]:
    match node:
        case Heading() | Paragraph():
            yield node.content
        case Action():
            yield node.label
        case Section() | Notice():
            yield node.title or ()
        case Barcode():
            yield node.caption or ()
        case Chart():
            yield node.title or ()
            yield from ((Field(point.shown),) for series in node.series for point in series.points)
        case Facts():
            for fact in node.items:
                yield from (fact.label, fact.value)
        case Table():
            yield from _table_runs(node)
        case _:
            pass


def _table_runs(table: Table) -> Iterator[Inlines]:
    yield table.caption or ()
    yield from (column.header for column in table.columns)
    for group in table.groups:
        yield group.label or ()
        for row in (*group.rows, *((group.subtotal,) if group.subtotal else ())):
            yield from _row_runs(row)
    if not table.row_count:
        yield table.empty or ()
    for row in table.footer:
        yield from _row_runs(row)


def _row_runs(row: Row) -> Iterable[Inlines]:
    return (cell.content for cell in row.cells)


def locked_blocks(document: Document, channel: str) -> list[Block]:
    """The outermost locked blocks that the channel is to carry, in reading order."""

    def found(nodes: Nodes) -> Iterator[Block]:
        for node in visible(nodes, channel):
            if isinstance(node, Block) and node.locked:
                yield node
            else:
                for inner in children(node):
                    yield from found(inner)

    return list(found(document.content))


def assert_in_order(expected: Iterable[str], text: str, where: str) -> int:
    """Assert that each of `expected` stands whole in `text`, each after the one before; where the last one ends."""
    text = normal(text)
    place = 0
    for one in filter(None, map(normal, expected)):
        found = text.find(one, place)
        assert found >= 0, f"{where}: {one!r} is not in {text[place:]!r}"
        place = found + len(one)
    return place
