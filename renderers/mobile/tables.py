"""Tables as HTML: rows that a phone shows as entries, a wide screen as lines, and a script can sort and filter.

On a phone the cell of the leading column and that of the leading figure stand first, the others below them with
their column's header as a label. Roles are written out, because a style that changes how a table is laid out
makes some browsers forget that it is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from content_blocks.document import Column, Row, Table
from content_blocks.inline import Inlines
from renderers.mobile.inlines import Writer, plain_html
from renderers.mobile.wording import WORDS
from renderers.plain_text import inline_text
from renderers.words import chrome

FILTER_FROM = 8  # rows
SORT_FROM = 3
WIDEST = 6  # columns that fit side by side on the page
STICKY = 2  # rows of totals that stay in sight


@dataclass(frozen=True, slots=True)
class _Place:
    """What a column's cells carry: their class and, below the first line of an entry, their label."""

    classes: str
    label: str
    keyed: bool

    @property
    def attributes(self) -> str:
        label = f' data-label="{self.label}"' if self.label else ""
        return f' class="{self.classes}"{label}'


def table_html(table: Table, writer: Writer) -> str:
    """A ``<table>``, with the tools for its filter above it where it is long enough."""
    places = _places(table.columns)
    rows = table.row_count
    parts = [_tools(table, writer) if rows >= FILTER_FROM else "", "<table", _table_attributes(table, rows), ">"]
    if table.caption:
        parts.append(f"<caption>{writer.html(table.caption)}</caption>")
    parts.append(_head(table.columns, places, writer))
    for group in table.groups:
        parts.append("<tbody>")
        if group.label:
            parts.append(_group_label(group.label, len(places), writer))
        parts += (_row(row, places, writer) for row in group.rows)
        if group.subtotal:
            parts.append(_total(group.subtotal, places, writer, "subtotal"))
        parts.append("</tbody>")
    if not rows and table.empty:
        cell = f'<td class="empty" colspan="{len(places)}">{writer.html(table.empty)}</td>'
        parts.append(f"<tbody><tr>{cell}</tr></tbody>")
    if table.footer:
        sticky = ' class="sticky"' if len(table.footer) <= STICKY < rows else ""
        parts.append(f"<tfoot{sticky}>")
        parts += (_total(row, places, writer, "total") for row in table.footer)
        parts.append("</tfoot>")
    parts.append("</table>")
    return "".join(parts)


def _table_attributes(table: Table, rows: int) -> str:
    classes = "wide" if len(table.columns) > WIDEST else "lines"
    sortable = " data-sortable" if rows >= SORT_FROM else ""
    name = "" if table.caption else f' aria-label="{plain_html(inline_text(table.columns[0].header))}"'
    return f' id="t-{plain_html(table.id)}" class="{classes}"{sortable}{name}'


def _tools(table: Table, writer: Writer) -> str:
    identifier = plain_html(table.id)
    label = plain_html(chrome(WORDS, "filter", writer.locale))
    pattern = plain_html(chrome(WORDS, "rows", writer.locale))
    return (
        f'<div class="tools" hidden data-table="t-{identifier}"><label for="f-{identifier}">{label}</label>'
        f'<input type="search" id="f-{identifier}" autocomplete="off" enterkeyhint="search">'
        f'<p role="status" data-pattern="{pattern}"></p></div>'
    )


def _places(columns: tuple[Column, ...]) -> tuple[_Place, ...]:
    leading = _leading_text(columns)
    figure = _leading_figure(columns, leading)
    return tuple(
        _Place(
            ("lead" if index == leading else "figure" if index == figure else "rest") + _align(column),
            "" if index in (leading, figure) else plain_html(inline_text(column.header)),
            column.kind != "text",
        )
        for index, column in enumerate(columns)
    )


def _align(column: Column) -> str:
    """The classes of a column's alignment and of dates, which are not broken."""
    align = "" if column.align == "start" else f" {column.align}"
    return f"{align} date" if column.kind == "date" else align


def _leading_text(columns: tuple[Column, ...]) -> int:
    """The widest column of words, or the first column."""
    words = [index for index, column in enumerate(columns) if column.kind == "text" and column.align == "start"]
    return max(words, key=lambda index: columns[index].width or 0, default=0)


def _leading_figure(columns: tuple[Column, ...], leading: int) -> int | None:
    """The first column of amounts at the end of the line: the last one where there is a choice of plain numbers."""
    figures = [
        index
        for index, column in enumerate(columns)
        if index != leading and (column.kind == "number" or column.align == "end")
    ]
    ended = [index for index in figures if columns[index].align == "end" and columns[index].kind == "number"]
    return ended[-1] if ended else figures[-1] if figures else None


def _head(columns: tuple[Column, ...], places: tuple[_Place, ...], writer: Writer) -> str:
    cells = "".join(_header(column, place, writer) for column, place in zip(columns, places, strict=True))
    return f"<thead><tr>{cells}</tr></thead>"


def _header(column: Column, place: _Place, writer: Writer) -> str:
    words = writer.html(column.header)
    if not words:  # a header that says nothing is none
        return f'<td class="{place.classes}"></td>'
    return f'<th scope="col" class="{place.classes}" data-kind="{column.kind}">{words}</th>'


def _group_label(label: Inlines, columns: int, writer: Writer) -> str:
    words = writer.html(label)
    return f'<tr class="group"><th scope="rowgroup" colspan="{columns}">{words}</th></tr>'


def _row(row: Row, places: tuple[_Place, ...], writer: Writer) -> str:
    classes = ' class="strong"' if row.strong else ""
    return f"<tr{classes}>{''.join(_cells(row, places, writer))}</tr>"


def _cells(row: Row, places: tuple[_Place, ...], writer: Writer) -> Iterator[str]:
    index = 0
    for cell in row.cells:
        place = places[min(index, len(places) - 1)]
        key = f' data-key="{plain_html(cell.sort)}"' if cell.sort is not None and place.keyed else ""
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        yield f"<td{place.attributes}{key}{span}>{writer.html(cell.content)}</td>"
        index += cell.span


def _total(row: Row, places: tuple[_Place, ...], writer: Writer, kind: str) -> str:
    """A row of totals: its first words name it, and a single figure needs no label of its own."""
    classes = f"{kind} strong" if row.strong else kind
    filled = [cell for cell in row.cells if cell.content]
    parts = [f'<tr class="{classes}">']
    index = 0
    for cell in row.cells:
        place = places[min(index, len(places) - 1)]
        span = f' colspan="{cell.span}"' if cell.span > 1 else ""
        words = writer.html(cell.content)
        if cell is row.cells[0] and cell.content:
            parts.append(f'<th scope="row" class="lead"{span}>{words}</th>')
        elif len(filled) <= 2:
            aligned = " end" if "end" in place.classes.split() else ""
            parts.append(f'<td class="figure{aligned}"{span}>{words}</td>')
        else:
            parts.append(f"<td{place.attributes}{span}>{words}</td>")
        index += cell.span
    return "".join(parts) + "</tr>"
