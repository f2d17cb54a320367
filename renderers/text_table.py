"""Tables in plain text, their columns aligned with blanks."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from content_blocks.document import Align, Cell, Row, Table
from content_blocks.inline import Inlines

GAP = 2
WIDEST = 100  # a table may be wider than running text; beyond this its cells are wrapped
_NARROWEST = 12
# Scripts whose characters can be two columns wide, or none (marks above and below letters).
_UNEVEN = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u0dff\u0e00-\u0eff\u1100-\u11ff\u200b-\u200f\u2e80-\uffef\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as texts: each with its width and the number of columns it spans."""

    cells: tuple[tuple[str, int, int], ...]
    apart: bool = False


def display_width(text: str) -> int:
    """How many columns `text` takes in a fixed-width font (Unicode Standard Annex 11)."""
    if not _UNEVEN.search(text):
        return len(text)
    return sum(_character_width(character) for character in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def facts_lines(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Labels and values side by side, or one above the other where that is wider than `width`."""
    widest = max((display_width(label) for label, _ in pairs), default=0)
    if all(widest + GAP + display_width(value) <= width for _, value in pairs):
        return [(_padded(label, widest, "start") + " " * GAP + value).rstrip() for label, value in pairs]
    return [line for label, value in pairs for line in (label, textwrap.indent(value, " " * GAP)) if line.strip()]


def table_lines(table: Table, text: Callable[[Inlines], str], width: int, *, whole_cells: bool = False) -> list[str]:
    """The lines of `table`; `text` turns a cell into one line of text.

    Where the table is wider than `WIDEST`, the column with the longest texts is wrapped, unless that leaves
    no room or `whole_cells` asks that no cell is broken: then every cell has a line of its own.
    """
    rows = list(_rows(table, text))
    aligns = [column.align for column in table.columns]
    widths = _natural_widths(rows, len(aligns))
    excess = sum(widths) + GAP * (len(widths) - 1) - WIDEST
    if excess > 0:
        longest = max(range(len(widths)), key=widths.__getitem__)
        room = widths[longest] - excess
        if whole_cells or room < _NARROWEST:
            return [line for row in rows for line in _stacked(row, width)]
        widths[longest] = room
    return [line for row in rows for line in _aligned(row, widths, aligns)]


def _rows(table: Table, text: Callable[[Inlines], str]) -> Iterable[_Line]:
    def line(row: Row, *, apart: bool = False) -> _Line:
        return _Line(tuple([_measured(text(cell.content), cell.span) for cell in row.cells]), apart)

    if any(column.header for column in table.columns):
        yield line(Row(cells=tuple(Cell(content=column.header) for column in table.columns)))
    for group in table.groups:
        if group.label:
            yield _Line((_measured(text(group.label), len(table.columns)),), apart=True)
        for row in group.rows:
            yield line(row)
        if group.subtotal:
            yield line(group.subtotal)
    if not table.row_count and table.empty:
        yield _Line((_measured(text(table.empty), len(table.columns)),))
    for index, row in enumerate(table.footer):
        yield line(row, apart=index == 0)


def _measured(text: str, span: int) -> tuple[str, int, int]:
    return text, display_width(text), span


def _natural_widths(rows: Iterable[_Line], count: int) -> list[int]:
    """The widest text of each column; texts over several columns widen none."""
    widths = [0] * count
    for row in rows:
        column = 0
        for _, width, span in row.cells:
            if span == 1 and column < count and width > widths[column]:
                widths[column] = width
            column += span
    return widths


def _stacked(row: _Line, width: int) -> list[str]:
    texts = [text for text, _, _ in row.cells if text]
    return [textwrap.fill(text, width, subsequent_indent=" " * GAP, break_long_words=False) for text in texts] + [""]


def _aligned(row: _Line, widths: Sequence[int], aligns: Sequence[Align]) -> list[str]:
    parts, rooms, sides = [], [], []
    first = 0
    for text, width, span in row.cells:
        room = (
            widths[first] if span == 1 and first < len(widths) else sum(widths[first : first + span]) + GAP * (span - 1)
        )
        parts.append([text] if width <= room else textwrap.wrap(text, room))
        rooms.append(room)
        sides.append(aligns[first] if first < len(aligns) else "start")
        first += span
    lines = [
        (" " * GAP).join(map(_padded, texts, rooms, sides)).rstrip() for texts in zip_longest(*parts, fillvalue="")
    ]
    return ["", *lines] if row.apart else lines


def _padded(text: str, width: int, align: Align) -> str:
    free = width - display_width(text)
    if free <= 0:
        return text
    if align == "start":
        return text + " " * free
    before = free if align == "end" else free // 2
    return " " * before + text + " " * (free - before)
