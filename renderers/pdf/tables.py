"""Tables of data as elements.

A table that carries a balance gets two rows more, one in its head and one in its foot, which repeat on every
page; what they say on each page, and whether they say it, is decided when the pages are known
(`renderers.pdf.carry`).
"""

from dataclasses import replace
from xml.etree.ElementTree import Element

from content_blocks.document import Cell, Column, Row, RowGroup, Table
from renderers.pdf.sheet import POINTS_A_MILLIMETRE, Sheet
from renderers.pdf.table_look import TABLE_SIZE, cell_padding
from renderers.pdf.text import clean
from renderers.pdf.widths import ColumnWidths, column_widths, is_figure
from renderers.pdf.words import WORDS
from renderers.words import chrome

TALL = 1_000  # characters: a row with so long a cell may be broken over pages


def write_table(sheet: Sheet, parent: Element, node: Table) -> None:
    """A table with its caption, repeated head, groups, totals, and rows for a carried balance."""
    _Writer(sheet, node).write(parent)


def _widths(sheet: Sheet, node: Table) -> ColumnWidths:
    """The columns' widths in millimetres, their padding included."""
    brand = sheet.document.brand
    em = float(brand.type.size * TABLE_SIZE) / POINTS_A_MILLIMETRE
    padding = 2 * float(cell_padding(brand))
    room = max(sheet.width - padding * len(node.columns), sheet.width / 4) / em
    reckoned = column_widths(node, room, sheet.ems)
    return replace(reckoned, shares=tuple(width * em + padding for width in reckoned.shares))


class _Writer:
    def __init__(self, sheet: Sheet, node: Table) -> None:
        self.sheet = sheet
        self.node = node
        self.widths = _widths(sheet, node)
        self.columns = node.columns
        self.classes = [self._class(place, column) for place, column in enumerate(node.columns)]

    def _class(self, place: int, column: Column) -> str:
        """How the cells of a column look: aligned, figures on one line, words that may break."""
        align = "" if column.align == "start" else column.align
        kept = "long" if place in self.widths.breaks else "fig" if is_figure(column) else ""
        return f"{align} {kept}".strip()

    def write(self, parent: Element) -> None:
        sheet, node = self.sheet, self.node
        balances = [row.carried for group in node.groups for row in group.rows if row.carried] if node.carries else []
        figure = sheet.element(parent, "div", "table carries" if balances else "table", role="Table")
        if node.caption is not None:
            sheet.words(figure, "p", node.caption, "caption", role="Caption")
        style = sheet.document.brand.shape.table
        table = sheet.element(figure, "table", f"{style} tight" if self.widths.tight else style)
        self._columns(table)
        head = sheet.element(table, "thead")
        row = sheet.element(head, "tr")
        for column, css in zip(node.columns, self.classes, strict=True):
            sheet.words(row, "th", column.header, css.replace("fig", "").strip(), scope="col")
        self._body(table)
        if balances:
            widest = clean(max(balances, key=sheet.ems))
            self._carry(head, "brought", widest)
            self._carry(sheet.element(table, "tfoot"), "carried", widest)

    def _columns(self, table: Element) -> None:
        group = self.sheet.element(table, "colgroup")
        whole = sum(self.widths.shares)
        for width in self.widths.shares:
            self.sheet.element(group, "col", style=f"width:{width / whole * 100:.3f}%")

    def _body(self, table: Element) -> None:
        for group in self.node.groups:
            self._group(self.sheet.element(table, "tbody"), group)
        if self.node.row_count == 0:
            row = self.sheet.element(self.sheet.element(table, "tbody"), "tr", "empty")
            self.sheet.words(row, "td", self.node.empty or (), colspan=str(len(self.columns)))
        if self.node.footer:
            totals = self.sheet.element(table, "tbody", "totals", role="TFoot")
            for index, total in enumerate(self.node.footer):
                first, last = index == 0, index == len(self.node.footer) - 1
                self._row(totals, total, "total" + " first" * first + " last" * last)

    def _group(self, body: Element, group: RowGroup) -> None:
        if group.label is not None:
            label = self.sheet.element(body, "tr", "group")
            self.sheet.words(label, "th", group.label, scope="row", colspan=str(len(self.columns)))
        for index, row in enumerate(group.rows):
            self._row(body, row, "even" if index % 2 else "")
        if group.subtotal is not None:
            self._row(body, group.subtotal, "subtotal")

    def _row(self, body: Element, row: Row, css: str) -> None:
        heads = "total" in css
        attributes = {} if row.carried is None else {"data-carried": clean(row.carried)}
        made = self.sheet.element(body, "tr", f"{css} strong".strip() if row.strong else css, **attributes)
        place = 0
        for cell in row.cells:
            if self._cell(made, cell, place, heads=heads and place == 0) > TALL:
                made.set("class", f"{made.get('class', '')} tall".strip())
            place += cell.span

    def _cell(self, row: Element, cell: Cell, place: int, *, heads: bool) -> int:
        """A cell looks as its column does; the label of a row of totals, which spans columns, as text.

        Returns how long its first text is.
        """
        css = self.classes[min(place, len(self.classes) - 1)]
        attributes = {}
        if cell.span > 1:
            css, attributes["colspan"] = "", str(cell.span)
        if heads:
            attributes["scope"] = "row"
        made = self.sheet.words(row, "th" if heads else "td", cell.content, css, **attributes)
        return len(made.text or "") or sum(len(part.text or "") for part in made)

    def _carry(self, parent: Element, key: str, widest: str) -> None:
        """A row that waits for the pages: the widest balance holds its place."""
        row = self.sheet.element(parent, "tr", key)
        label = chrome(WORDS, key, self.sheet.document.locale)
        if len(self.columns) > 1:
            self.sheet.line(row, "td", label, colspan=str(len(self.columns) - 1))
            self.sheet.line(row, "td", widest, "end fig")
        else:
            cell = self.sheet.line(row, "td", f"{label} ", "end fig")
            self.sheet.line(cell, "span", widest)
