"""Tables of data as elements.

A table that carries a balance gets two rows more, one in its head and one in its foot, which repeat on every
page; what they say on each page, and whether they say it, is decided when the pages are known
(`renderers.pdf.carry`).
"""

from xml.etree.ElementTree import Element

from content_blocks.document import Cell, Row, RowGroup, Table
from renderers.pdf.sheet import Sheet
from renderers.pdf.words import WORDS
from renderers.words import chrome


def write_table(sheet: Sheet, parent: Element, node: Table) -> None:
    """A table with its caption, repeated head, groups, totals, and rows for a carried balance."""
    carried = _balances(node) if node.carries else []
    figure = sheet.element(parent, "div", "table carries" if carried else "table", role="Table")
    if node.caption is not None:
        sheet.words(figure, "p", node.caption, "caption", role="Caption")
    table = sheet.element(figure, "table", sheet.document.brand.shape.table)
    _write_columns(sheet, table, node)
    head = sheet.element(table, "thead")
    row = sheet.element(head, "tr")
    for column in node.columns:
        sheet.words(row, "th", column.header, _cell_class(column.align), scope="col")
    if carried:
        _write_carry(sheet, head, node, "brought", max(carried, key=len))
    _write_groups(sheet, table, node)
    if node.footer:
        totals = sheet.element(table, "tbody", "totals", role="TFoot")
        for total in node.footer:
            _write_row(sheet, totals, node, total, "total")
    if carried:
        _write_carry(sheet, sheet.element(table, "tfoot"), node, "carried", max(carried, key=len))


def _write_columns(sheet: Sheet, table: Element, node: Table) -> None:
    group = sheet.element(table, "colgroup")
    for column in node.columns:
        style = {} if column.width is None else {"style": f"width:{column.width}%"}
        sheet.element(group, "col", **style)


def _write_groups(sheet: Sheet, table: Element, node: Table) -> None:
    if node.row_count == 0:
        row = sheet.element(sheet.element(table, "tbody"), "tr", "empty")
        sheet.words(row, "td", node.empty or (), colspan=str(len(node.columns)))
        return
    for group in node.groups:
        _write_group(sheet, sheet.element(table, "tbody"), node, group)


def _write_group(sheet: Sheet, body: Element, node: Table, group: RowGroup) -> None:
    if group.label is not None:
        label = sheet.element(body, "tr", "group")
        sheet.words(label, "th", group.label, scope="row", colspan=str(len(node.columns)))
    for index, row in enumerate(group.rows):
        _write_row(sheet, body, node, row, "even" if index % 2 else "")
    if group.subtotal is not None:
        _write_row(sheet, body, node, group.subtotal, "subtotal")


def _write_row(sheet: Sheet, body: Element, node: Table, row: Row, css: str) -> None:
    attributes = {} if row.carried is None else {"data-carried": row.carried}
    made = sheet.element(body, "tr", f"{css} strong".strip() if row.strong else css, **attributes)
    place = 0
    for cell in row.cells:
        _write_cell(sheet, made, node, cell, place, heads=place == 0 and css in ("total", "subtotal"))
        place += cell.span


def _write_cell(sheet: Sheet, row: Element, node: Table, cell: Cell, place: int, *, heads: bool) -> None:
    """A cell aligned as its column is; a cell that spans columns, as the first of them."""
    column = node.columns[min(place, len(node.columns) - 1)]
    attributes = {"colspan": str(cell.span)} if cell.span > 1 else {}
    if heads:
        attributes["scope"] = "row"
    align = "start" if heads and cell.span > 1 else column.align
    sheet.words(row, "th" if heads else "td", cell.content, _cell_class(align, column.kind), **attributes)


def _cell_class(align: str, kind: str = "text") -> str:
    """Dates and numbers are never broken into lines; a text that ends its line is one of them."""
    return f"{align} fig".strip() if kind != "text" or align == "end" else ("" if align == "start" else align)


def _balances(node: Table) -> list[str]:
    return [row.carried for group in node.groups for row in group.rows if row.carried]


def _write_carry(sheet: Sheet, parent: Element, node: Table, key: str, widest: str) -> None:
    """A row that waits for the pages: the widest balance holds its place."""
    row = sheet.element(parent, "tr", key)
    label = chrome(WORDS, key, sheet.document.locale)
    if len(node.columns) > 1:
        sheet.line(row, "td", label, colspan=str(len(node.columns) - 1))
        sheet.line(row, "td", widest, "end fig balance")
    else:
        sheet.line(row, "td", f"{label} {widest}", "end fig balance")
