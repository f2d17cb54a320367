"""Tables in plain text, their columns aligned with blanks."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from operator import le
from typing import NamedTuple

from content_blocks.document import Align, Row, Table
from content_blocks.inline import Inlines

GAP = 2
WIDEST = 100  # a table may be wider than running text; beyond this its cells are wrapped
_NARROWEST = 12
_SIGNS = {"start": "<", "center": "^", "end": ">"}
# Scripts whose characters can be two columns wide, or none (marks above and below letters).
_UNEVEN = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u0dff\u0e00-\u0eff\u1100-\u11ff\u200b-\u200f\u2e80-\uffef\U00010000-\U0010ffff]"
)


class _Line(NamedTuple):
    """A row as texts, with their widths and the number of columns each spans; `even` when widths are lengths."""

    texts: Sequence[str]
    widths: Sequence[int]
    spans: Sequence[int]
    even: bool
    apart: bool


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
    pattern = (" " * GAP).join(f"{{:{_SIGNS[align]}{room}}}" for room, align in zip(widths, aligns, strict=True))
    return [line for row in rows for line in _aligned(row, widths, aligns, pattern)]


def _rows(table: Table, text: Callable[[Inlines], str]) -> Iterable[_Line]:
    if any(column.header for column in table.columns):
        yield _line([text(column.header) for column in table.columns])
    for group in table.groups:
        if group.label:
            yield _line([text(group.label)], [len(table.columns)], apart=True)
        for row in group.rows:
            yield _row(row, text)
        if group.subtotal:
            yield _row(group.subtotal, text)
    if not table.row_count and table.empty:
        yield _line([text(table.empty)], [len(table.columns)])
    for index, row in enumerate(table.footer):
        yield _row(row, text, apart=index == 0)


def _row(row: Row, text: Callable[[Inlines], str], *, apart: bool = False) -> _Line:
    return _line([text(cell.content) for cell in row.cells], [cell.span for cell in row.cells], apart=apart)


def _line(texts: Sequence[str], spans: Sequence[int] = (), *, apart: bool = False) -> _Line:
    even = not _UNEVEN.search("".join(texts))
    return _Line(texts, list(map(len if even else display_width, texts)), spans or [1] * len(texts), even, apart)


def _natural_widths(rows: Iterable[_Line], count: int) -> list[int]:
    """The widest text of each column; texts over several columns widen none."""
    widths = [0] * count
    for row in rows:
        if len(row.texts) == count:  # every cell has a column of its own
            widths = list(map(max, widths, row.widths))
            continue
        column = 0
        for width, span in zip(row.widths, row.spans, strict=True):
            if span == 1 and column < count and width > widths[column]:
                widths[column] = width
            column += span
    return widths


def _stacked(row: _Line, width: int) -> list[str]:
    texts = [text for text in row.texts if text]
    return [textwrap.fill(text, width, subsequent_indent=" " * GAP, break_long_words=False) for text in texts] + [""]


def _aligned(row: _Line, widths: Sequence[int], aligns: Sequence[Align], pattern: str) -> list[str]:
    if row.even and len(row.texts) == len(widths) and all(map(le, row.widths, widths)):  # most rows of most tables
        lines = [pattern.format(*row.texts).rstrip()]
    else:
        lines = _fitted(row, widths, aligns)
    return ["", *lines] if row.apart else lines


def _fitted(row: _Line, widths: Sequence[int], aligns: Sequence[Align]) -> list[str]:
    """The lines of a row some of whose cells span columns, are wrapped, or have letters of another width."""
    parts, rooms, sides = [], [], []
    first = 0
    for text, width, span in zip(row.texts, row.widths, row.spans, strict=True):
        room = (
            widths[first] if span == 1 and first < len(widths) else sum(widths[first : first + span]) + GAP * (span - 1)
        )
        parts.append([text] if width <= room else textwrap.wrap(text, room))
        rooms.append(room)
        sides.append(aligns[first] if first < len(aligns) else "start")
        first += span
    return [(" " * GAP).join(map(_padded, texts, rooms, sides)).rstrip() for texts in zip_longest(*parts, fillvalue="")]


def _padded(text: str, width: int, align: Align) -> str:
    free = width - display_width(text)
    if free <= 0:
        return text
    if align == "start":
        return text + " " * free
    before = free if align == "end" else free // 2
    return " " * before + text + " " * (free - before)
