"""How wide the columns of a table are, reckoned before the table is laid out.

WeasyPrint would lay out every cell twice more to find that out. Here the widths of the brand's characters are
measured once, the widths of texts are sums over them, and the table is laid out with fixed columns, which is
what makes long tables quick.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from content_blocks.brand import Brand
from content_blocks.document import Cell, Column, Row, Table
from content_blocks.inline import Field, Footnote, Inlines, LineBreak, Text

Ems = Callable[[str], float]

AIR = 1.6  # em: what a column of figures has more than it needs
SLACK = 1.04  # kerning, bold words
WIDE = 1.0  # em: ideographs and whatever is not in the table of widths and beyond the alphabets
OTHER = 0.62  # em
_PROBED = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2212, 0x2013, 0x2014, 0x2019, 0x20AC, 0x202F)))
_IDEOGRAPHS = 0x2E80


@dataclass(frozen=True)
class ColumnWidths:
    """Shares in per cent, one a column, and what had to give way.

    `breaks` are the columns (by place) in which a word is wider than the column; `tight` says that the figures
    need more than there is, so that they are set smaller and may break.
    """

    shares: tuple[float, ...]
    breaks: frozenset[int]
    tight: bool


@dataclass
class _Need:
    """What a column needs, in ems: its longest line, and its longest word."""

    line: float = 0.0
    word: float = 0.0


def column_widths(table: Table, room: float, ems: Ems) -> ColumnWidths:
    """The widths of `table`'s columns when the sum of them, without their padding, is `room` ems."""
    needs = [_Need() for _ in table.columns]
    for need, column in zip(needs, table.columns, strict=True):
        _measure(need, column.header, ems)
    for row in _rows(table):
        for place, cell in _places(row):
            if cell.span == 1 and place < len(needs):
                _measure(needs[place], cell.content, ems)
    wanted = [_wanted(column, need, room) for column, need in zip(table.columns, needs, strict=True)]
    figures = sum(width for column, width in zip(table.columns, wanted, strict=True) if is_figure(column))
    tight = figures > room * 0.9
    shared = _share(table.columns, needs, wanted, room)
    total = sum(shared) or 1.0
    shared = [width * room / total for width in shared]
    breaks = frozenset(place for place, need in enumerate(needs) if need.word * SLACK > shared[place])
    return ColumnWidths(tuple(shared), breaks, tight)


def is_figure(column: Column) -> bool:
    """Whether a column holds dates or numbers, which are kept on one line."""
    return column.kind != "text"


def _wanted(column: Column, need: _Need, room: float) -> float:
    """The width a column asks for: its author's share, but figures never less than their longest."""
    asked = float(column.width) / 100 * room if column.width is not None else 0.0
    if is_figure(column):
        return max(asked, need.line * SLACK + AIR)
    return asked or need.line * SLACK


def _share(columns: Sequence[Column], needs: Sequence[_Need], wanted: Sequence[float], room: float) -> list[float]:
    """Give what is left to the columns of text that asked for no share, or take from the texts what is too much."""
    left = room - sum(wanted)
    flexible = [place for place, column in enumerate(columns) if not is_figure(column) and column.width is None]
    if left < 0 and not flexible:
        flexible = [place for place, column in enumerate(columns) if not is_figure(column)]
    if not flexible:
        return list(wanted)
    widths = list(wanted)
    weight = sum(wanted[place] for place in flexible) or 1.0
    for place in flexible:
        share = wanted[place] + left * wanted[place] / weight
        widths[place] = max(share, min(needs[place].word * SLACK, room / len(columns)), 1.0)
    return widths


def _rows(table: Table) -> Iterable[Row]:
    for group in table.groups:
        yield from group.rows
        if group.subtotal is not None:
            yield group.subtotal
    yield from table.footer


def _places(row: Row) -> Iterable[tuple[int, Cell]]:
    place = 0
    for cell in row.cells:
        yield place, cell
        place += cell.span


def _measure(need: _Need, content: Inlines, ems: Ems) -> None:
    for line in _lines(content):
        width = ems(line)
        if width > need.line:
            need.line = width
        if width > need.word:
            need.word = max(need.word, *(ems(word) for word in line.split())) if " " in line else width


def _lines(content: Inlines) -> list[str]:
    if len(content) == 1 and isinstance(content[0], Text | Field):
        return [content[0].text]
    lines = [""]
    for node in content:
        if isinstance(node, LineBreak):
            lines.append("")
        elif isinstance(node, Text | Field):
            lines[-1] += node.text
        elif not isinstance(node, Footnote):
            first, *others = _lines(node.content)
            lines[-1] += first
            lines.extend(others)
    return lines


@lru_cache(maxsize=64)
def brand_ems(brand: Brand, css: str) -> Ems:
    """The measure of texts in `brand`'s body face with tabular figures, in ems."""
    from renderers.pdf.press import character_widths

    widths = character_widths(css, _PROBED)

    def ems(text: str) -> float:
        total = 0.0
        for character in text:
            width = widths.get(character)
            total += width if width is not None else WIDE if ord(character) >= _IDEOGRAPHS else OTHER
        return total

    return ems
