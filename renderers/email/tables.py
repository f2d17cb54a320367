"""Tables of data."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content_blocks.document import Cell, Column, Row, RowGroup, Table
from renderers.email.inlines import inlines_html
from renderers.email.page_state import PageState
from renderers.email.reflow import is_wide, measures, places, spanning_places
from renderers.email.styles import Styles

_NOWRAP = ";white-space:nowrap"
_LONG = 28  # characters without a blank that a narrow column cannot be expected to hold
_LONG_WORD = re.compile(rf"[^\s<>]{{{_LONG}}}")


@dataclass(frozen=True)
class _Look:
    """The style of the cells of one column, its place when a phone reflows the table, and whether words are long."""

    style: str
    unbroken: str
    place: str
    heavy: str
    long_words: bool

    @cached_property
    def opening(self) -> str:
        """The opening tag of a cell; its style ends the tag."""
        return f"<td{self.attributes()}>"

    @cached_property
    def strong_opening(self) -> str:
        return f"<td{self.attributes(self.heavy)}>"

    def attributes(self, more: str = "", classes: str = "") -> str:
        named = f"{classes} {self.place}".strip()
        style = f'style="{self.style}{self.unbroken}{more}"'
        return f' class="{named}" {style}' if named else f" {style}"


def table_html(state: PageState, node: Table, gap: int, *, small: bool = False) -> str:
    """A table of data: a caption, headers with their scope, a body for each group of rows, the totals.

    On phones a table too wide is reflowed, see `renderers.email.reflow`. A `small` one supports something else.
    """
    styles = state.styles
    looks = _looks(node, styles, small=small)
    stripes = styles.table_style == "striped"
    named = "rows ink"
    if looks[0].place:
        named += " wide striped" if stripes else " wide"
    parts = [f'<table class="{named}" style="{styles.small_table if small else styles.table};margin:0 0 {gap}px">']
    if node.caption:
        parts.append(f'<caption style="{styles.caption}">{inlines_html(state, node.caption)}</caption>')
    if any(column.header for column in node.columns):
        parts.append(_head(state, node, looks))
    parts += [_group(state, node, group, looks, stripes=stripes) for group in node.groups]
    if not node.row_count and node.empty:
        whole = Row(cells=(Cell(content=node.empty, span=len(node.columns)),))
        parts.append(f"<tbody>{_row(state, whole, looks)}</tbody>")
    if node.footer:
        rows = "".join(_row(state, row, looks, total=True) for row in node.footer)
        parts.append(f"<tfoot>{rows}</tfoot>")
    parts.append("</table>")
    return "".join(parts)


def _head(state: PageState, node: Table, looks: Sequence[_Look]) -> str:
    cells = []
    heavy = f";font-weight:{state.brand.type.strong_weight};font-size:{state.brand.type.screen_size - 3}px"
    heavy += f";{state.styles.muted};border-bottom:2px solid {state.styles.line}"
    for column, look in zip(node.columns, looks, strict=True):
        start = f";text-align:{state.styles.start}" if column.align == "start" else ""  # headers are centred otherwise
        named = look.attributes(f"{start}{_share(column)}{heavy}", "muted")
        html = inlines_html(state, column.header)
        cells.append(f'<th scope="col"{named}>{html}</th>' if html else f"<td{named}></td>")
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _share(column: Column) -> str:
    return f";width:{column.width.normalize():f}%" if column.width else ""


def _group(state: PageState, node: Table, group: RowGroup, looks: Sequence[_Look], *, stripes: bool) -> str:
    parts = []
    if group.label:
        style = f"{looks[0].style};padding-top:20px;text-align:{state.styles.start};{state.styles.strong}"
        span = f' colspan="{len(node.columns)}"' if len(node.columns) > 1 else ""
        label = inlines_html(state, group.label)
        parts.append(f'<tr><th scope="rowgroup"{span} class="whole" style="{style}">{label}</th></tr>')
    for index, row in enumerate(group.rows):
        parts.append(_row(state, row, looks, striped=stripes and index % 2 == 1))
    if group.subtotal:
        parts.append(_row(state, group.subtotal, looks, total=True))
    return f'<tbody style="vertical-align:top">{"".join(parts)}</tbody>' if parts else ""


def _row(state: PageState, row: Row, looks: Sequence[_Look], *, striped: bool = False, total: bool = False) -> str:
    strong = row.strong or total
    if len(row.cells) == len(looks):
        cells = [
            _cell(
                look.strong_opening if strong else look.opening,
                inlines_html(state, cell.content),
                long_words=total or look.long_words,  # columns are measured without their totals
            )
            for cell, look in zip(row.cells, looks, strict=True)
        ]
    else:
        cells = _spanning(state, row, looks, strong=strong)
    ground = f' class="card" style="{state.styles.surface}"' if striped else ""
    return f"<tr{ground}>{''.join(cells)}</tr>"


def _spanning(state: PageState, row: Row, looks: Sequence[_Look], *, strong: bool) -> list[str]:
    """The cells of a row some of which span columns."""
    stand = spanning_places(row) if looks[0].place else [""] * len(row.cells)
    cells = []
    first = 0
    for cell, place in zip(row.cells, stand, strict=True):
        look = looks[min(first, len(looks) - 1)]
        unbroken = "" if cell.span > 1 else look.unbroken
        look = replace(look, place=place, unbroken=unbroken)
        opening = look.strong_opening if strong else look.opening
        if cell.span > 1:
            opening = f'<td colspan="{cell.span}"{opening[3:]}'
        cells.append(_cell(opening, inlines_html(state, cell.content)))
        first += cell.span
    return cells


def _cell(opening: str, html: str, *, long_words: bool = True) -> str:
    if long_words and len(html) >= _LONG and _LONG_WORD.search(html):
        opening = f'{opening[:-2]};word-break:break-all;white-space:normal">'
    return f"{opening}{html}</td>"


def _looks(node: Table, styles: Styles, *, small: bool) -> list[_Look]:
    measured = measures(node)
    stand = places(node, measured) if is_wide(node, measured) else [""] * len(measured)
    rule = "" if styles.table_style == "open" else f";border-bottom:{styles.rule}"
    edge = 12 if styles.table_style == "striped" else 0
    height = 5 if small else 11
    last = len(node.columns) - 1
    looks = []
    for index, (column, found) in enumerate(zip(node.columns, measured, strict=True)):
        left, right = (edge if index == 0 else 8), (edge if index == last else 8)
        if styles.start == "right":
            left, right = right, left
        sides = f"{right}px" if left == right else f"{right}px {height}px {left}px"
        style = f"padding:{height}px {sides}{rule}"
        if column.align != "start":  # what the page says anyway; rows are many
            style += f";text-align:{styles.side(column.align)}"
        unbroken = _NOWRAP if found.stays_on_one_line(column) else ""
        looks.append(_Look(style, unbroken, stand[index], f";{styles.strong}", found.word >= _LONG))
    return looks
