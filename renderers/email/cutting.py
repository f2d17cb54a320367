"""Mails that grow too large: long tables are cut to fit, in plain sight.

Gmail shows the first 102 KB of a mail's HTML and hides the rest. Better a table that says how many rows are
elsewhere, and where, than a mail without its end. Locked blocks, labels of groups, subtotals and totals are
never cut.
"""

from collections.abc import Callable
from dataclasses import replace

from content_blocks.document import (
    Block,
    BlockNode,
    Cell,
    Columns,
    Document,
    List,
    Nodes,
    Notice,
    Row,
    Section,
    Table,
    walk,
)
from content_blocks.inline import Link, Text
from renderers.email.wording import WORDS
from renderers.words import chrome

LARGEST_HTML = 100_000  # bytes; Gmail clips at 102 KB
_NEAR = 2_000  # bytes; nearer to the largest size it is not worth measuring again

Measure = Callable[[Document], int]


def cut_to_fit(document: Document, size: int, measure: Measure) -> Document:
    """The document with its longest tables cut until its HTML has at most `LARGEST_HTML` bytes.

    `size` is that of the whole document, `measure` finds that of another. Returns the document uncut when there
    is nothing to cut or nowhere to send the reader.
    """
    longest = max((node.row_count for node in _cuttable(document.content)), default=0)
    if size <= LARGEST_HTML or not document.online_url or not longest:
        return document
    low, high, high_size = 0, longest, size
    fitting = cut_tables(document, low)
    low_size = measure(fitting)
    while low_size < LARGEST_HTML - _NEAR and high - low > 1:
        guess = low + (LARGEST_HTML - low_size) * (high - low) // (high_size - low_size)
        limit = min(max(guess, low + 1), high - 1)
        attempt = cut_tables(document, limit)
        attempt_size = measure(attempt)
        if attempt_size <= LARGEST_HTML:
            fitting, low, low_size = attempt, limit, attempt_size
        else:
            high, high_size = limit, attempt_size
    return fitting


def cut_tables(document: Document, limit: int) -> Document:
    """The document with at most `limit` rows in each table outside locked blocks, and a row that says so."""
    return replace(document, content=tuple(_cut(document, node, limit) for node in document.content))


def _cuttable(nodes: Nodes) -> list[Table]:
    locked = {
        id(inner) for node in walk(nodes) if isinstance(node, Block) and node.locked for inner in walk(node.content)
    }
    return [node for node in walk(nodes) if isinstance(node, Table) and id(node) not in locked]


def _cut(document: Document, node: BlockNode, limit: int) -> BlockNode:
    match node:
        case Table():
            return _cut_table(document, node, limit)
        case Block(locked=True):
            return node
        case Block() | Section() | Notice():
            return replace(node, content=_cut_all(document, node.content, limit))
        case List():
            return replace(node, items=tuple(_cut_all(document, item, limit) for item in node.items))
        case Columns():
            return replace(node, columns=tuple(_cut_all(document, column, limit) for column in node.columns))
    return node


def _cut_all(document: Document, nodes: Nodes, limit: int) -> Nodes:
    return tuple(_cut(document, node, limit) for node in nodes)


def _cut_table(document: Document, node: Table, limit: int) -> Table:
    groups = []
    left = limit
    for group in node.groups:
        kept, missing = group.rows[:left], len(group.rows[left:])
        left -= len(kept)
        rows = (*kept, _more(document, missing, len(node.columns))) if missing else kept
        groups.append(replace(group, rows=rows))
    return replace(node, groups=tuple(groups))


def _more(document: Document, missing: int, span: int) -> Row:
    words = chrome(WORDS, "more-rows", document.locale, count=missing)
    link = Link((Text(chrome(WORDS, "full-document", document.locale)),), document.online_url or "")
    return Row(cells=(Cell(content=(Text(words + " "), link), span=span),))
