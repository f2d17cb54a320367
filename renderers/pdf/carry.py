"""Balances carried over page breaks, said once the pages are known.

A table that carries has a row in its foot ("Carried forward") and one in its head ("Brought forward"), which
WeasyPrint repeats on every page, each with the widest balance in its place. On the pages where the table goes
on, the rows now get the balance of the page's last row; where it begins and where it ends they are taken out.
The table's negative margins (`renderers.pdf.look`) give back the room these two had.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import TableBox, TextBox
from weasyprint.text.line_break import Layout, line_size


def carry_balances(pages: list[Any]) -> None:
    """Fill in or take out the carry rows of every table on the laid out `pages`."""
    pieces: dict[Any, list[Any]] = {}
    for page in pages:
        for table in _tables(page._page_box):
            if any(group.is_footer for group in table.children):
                pieces.setdefault(table.element, []).append(table)
    for tables in pieces.values():
        _carry(tables)


def _tables(box: Any) -> Iterator[Any]:
    if isinstance(box, TableBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _tables(child)


def _carry(tables: list[Any]) -> None:
    balance = ""
    for index, table in enumerate(tables):
        head = next((group for group in table.children if group.is_header), None)
        foot = next((group for group in table.children if group.is_footer), None)
        if head is not None:
            if balance:
                _say(head.children[-1], balance)
            else:
                _close_up(head)
        balance = _last_balance(table) or balance
        if foot is not None:
            if index + 1 < len(tables) and balance:
                _say(foot.children[-1], balance)
            else:
                foot.children = []


def _last_balance(table: Any) -> str:
    """What the last row of data in this piece of the table carries."""
    rows = (row for group in reversed(table.children) for row in reversed(group.children))
    return next((carried for row in rows if (carried := row.element.get("data-carried"))), "")


def _close_up(head: Any) -> None:
    """Take the carry row out of a head and move the rest down to the data."""
    *rows, carry = head.children
    for row in rows:
        row.translate(dy=carry.height)
    head.children = rows


def _say(row: Any, balance: str) -> None:
    """Replace the widest balance, in the row's last text, by the one of this page."""
    _set_text(_texts(row)[-1], balance, row.style["direction"])


def _texts(box: Any) -> list[Any]:
    if isinstance(box, TextBox):
        return [box]
    return [text for child in getattr(box, "children", ()) for text in _texts(child)]


def _set_text(box: Any, text: str, direction: str) -> None:
    """Say `text` in `box`, which stays where the end of its line was."""
    layout = Layout(box.style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, box.style)
    layout.deactivate()
    if direction == "ltr":
        box.position_x += box.width - width
    box.text, box.width, box.pango_layout = text, width, layout
