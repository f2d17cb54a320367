"""How a table of data fits a phone: measured by its texts, and where its cells stand when it is reflowed.

A table too wide for a phone becomes lines: what stands before its main text, the main text, and below it the
figures, as many side by side as have room. Its headers are reflowed the same way; nothing is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from content_blocks.document import Column, Row, Table
from content_blocks.inline import Inlines
from renderers.plain_text import inline_text

MOST_COLUMNS = 3
_PHONE_CHARACTERS = 42  # that fit side by side on the narrowest phones, less what cells keep between them
_GAP_CHARACTERS = 2
# Characters that fit when so many cells share a line, and the class of the phone's style sheet for each.
_SHARES = (("quarter", 4, 10), ("third", 3, 14), ("half", 2, 22), ("whole", 1, 1_000))
_LONGEST_UNBROKEN = {"number": 24, "date": 24, "text": 14}


@dataclass(frozen=True, slots=True)
class Measures:
    """Of a column's cells: the length of the longest text and word in characters; `mixed` with markup in them."""

    text: int
    word: int
    mixed: bool

    def stays_on_one_line(self, column: Column) -> bool:
        """Whether breaking the column's texts would gain nothing: figures, dates and short texts at the far edge."""
        figures = column.kind != "text" or column.align == "end"
        return figures and not self.mixed and self.text <= _LONGEST_UNBROKEN[column.kind]


def measures(node: Table) -> list[Measures]:
    """The measures of each column, over all rows without spanning cells."""
    rows = [row.cells for group in node.groups for row in group.rows if len(row.cells) == len(node.columns)]
    return [_measure([cells[index].content for cells in rows]) for index in range(len(node.columns))]


def _measure(contents: Sequence[Inlines]) -> Measures:
    texts = [inline_text(content) for content in contents]
    words = " ".join(texts).split(" ")
    mixed = any(len(content) > 1 for content in contents)
    return Measures(max(map(len, texts), default=0), max(map(len, words)), mixed)


def is_wide(node: Table, measured: Sequence[Measures]) -> bool:
    """Whether a phone has no room for the columns side by side."""
    if len(node.columns) > MOST_COLUMNS:
        return True
    needed = (
        found.text if found.stays_on_one_line(column) else found.word
        for column, found in zip(node.columns, measured, strict=True)
    )
    return sum(needed) + _GAP_CHARACTERS * (len(node.columns) - 1) > _PHONE_CHARACTERS


def places(node: Table, measured: Sequence[Measures]) -> list[str]:
    """Where the cells of each column stand: the class that says how much of a line they take."""
    main = _main_column(node, measured)
    share = _share(measured[main + 1 :])
    found = ["third"] * main + ["rest" if main == 1 else "whole"] + [share] * (len(measured) - main - 1)
    if len(measured) - main > 2 and share != "whole":
        found[main + 1] += " near"
    return found


def spanning_places(row: Row) -> list[str]:
    """The same for a row with cells over several columns: those that say something share the line."""
    filled = [bool(cell.content) for cell in row.cells]
    if sum(filled) == 2:
        return ["half" if full else "gutter" for full in filled]
    first = filled.index(True) if any(filled) else 0
    return [("whole" if index == first else "half") if full else "gutter" for index, full in enumerate(filled)]


def _share(measured: Sequence[Measures]) -> str:
    longest = max((found.text for found in measured), default=0)
    for name, count, characters in _SHARES:
        if longest <= characters and (count <= len(measured) or count == 1):
            return name
    return "whole"


def _main_column(node: Table, measured: Sequence[Measures]) -> int:
    """The column of running text: of those that are text, the one given most room, or with the longest text."""
    texts = [index for index, column in enumerate(node.columns) if column.kind == "text"] or [0]
    return max(texts, key=lambda index: (node.columns[index].width or 0, measured[index].text))
