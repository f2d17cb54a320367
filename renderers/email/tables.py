"""Tables of data and tables of facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from content_blocks.document import Cell, Column, Facts, Row, RowGroup, Table
from content_blocks.inline import Inlines
from renderers.email.boxes import gutter, layout_table
from renderers.email.inlines import inlines_html
from renderers.email.page_state import PageState
from renderers.email.styles import Styles

MOST_COLUMNS_ON_A_PHONE = 3
_SHARES = {1: "whole", 2: "half", 3: "third"}
_LONG = 28  # characters without a blank that a narrow column cannot be expected to hold
_LONG_WORD = re.compile(rf"[^\s<>]{{{_LONG}}}")


@dataclass(frozen=True)
class _Look:
    """The style of the cells of one column, and its place when a phone reflows the table."""

    style: str
    place: str
    heavy: str

    @cached_property
    def _plain(self) -> str:
        return f"<td{self.attributes()}>"

    @cached_property
    def _strong(self) -> str:
        return f"<td{self.attributes(self.heavy)}>"

    def cell(self, *, strong: bool, span: int = 1) -> str:
        """The opening tag of a cell; its style ends the tag."""
        opening = self._strong if strong else self._plain
        return opening if span == 1 else f'<td colspan="{span}"{opening[3:]}'

    def attributes(self, more: str = "", classes: str = "") -> str:
        named = f"{classes} {self.place}".strip()
        return f' class="{named}" style="{self.style}{more}"' if named else f' style="{self.style}{more}"'


def table_html(state: PageState, node: Table, gap: int) -> str:
    """A table of data: a caption, headers with their scope, a body for each group of rows, the totals.

    Wider tables than `MOST_COLUMNS_ON_A_PHONE` are reflowed on phones: the main text of a row on a line of
    its own, its figures below, under headers reflowed the same way. Nothing is hidden.
    """
    styles = state.styles
    looks = _looks(node, styles)
    stripes = styles.table_style == "striped"
    named = "rows ink"
    if len(node.columns) > MOST_COLUMNS_ON_A_PHONE:
        named += " wide striped" if stripes else " wide"
    parts = [f'<table class="{named}" style="{styles.table};margin:0 0 {gap}px">']
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
        named = look.attributes(_share(column) + heavy, "muted")
        if column.header:
            cells.append(f'<th scope="col"{named}>{inlines_html(state, column.header)}</th>')
        else:
            cells.append(f"<td{named}></td>")
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
            _cell(look.cell(strong=strong), inlines_html(state, cell.content))
            for cell, look in zip(row.cells, looks, strict=True)
        ]
    else:
        cells = _spanning(state, row, looks, strong=strong)
    ground = f' class="card" style="{state.styles.surface}"' if striped else ""
    return f"<tr{ground}>{''.join(cells)}</tr>"


def _spanning(state: PageState, row: Row, looks: Sequence[_Look], *, strong: bool) -> list[str]:
    """The cells of a row some of which span columns: on a phone they share a line among them."""
    place = _SHARES.get(len(row.cells), "quarter") if looks[0].place else ""
    cells = []
    first = 0
    for cell in row.cells:
        look = looks[min(first, len(looks) - 1)]
        opening = replace(look, place=place).cell(strong=strong, span=cell.span)
        cells.append(_cell(opening, inlines_html(state, cell.content)))
        first += cell.span
    return cells


def _cell(opening: str, html: str) -> str:
    if len(html) >= _LONG and _LONG_WORD.search(html):
        opening = f'{opening[:-2]};word-break:break-all;white-space:normal">'
    return f"{opening}{html}</td>"


def _looks(node: Table, styles: Styles) -> list[_Look]:
    rule = "" if styles.table_style == "open" else f";border-bottom:{styles.rule}"
    edge = 12 if styles.table_style == "striped" else 0
    places = _places(node)
    looks = []
    for index, column in enumerate(node.columns):
        before = edge if index == 0 else 8
        after = edge if index == len(node.columns) - 1 else 8
        sides = (before, after) if styles.start == "left" else (after, before)
        nowrap = ";white-space:nowrap" if column.kind != "text" and _is_short(node, index) else ""
        style = f"padding:11px {sides[1]}px 11px {sides[0]}px;text-align:{styles.side(column.align)}{rule}{nowrap}"
        looks.append(_Look(style, places[index], f";{styles.strong}"))
    return looks


def _is_short(node: Table, index: int) -> bool:
    """Whether the texts of a column leave room for others when they are not broken."""
    return all(
        len(cells[index].content) < 2 and _length(cells[index].content) <= 24
        for group in node.groups
        for cells in (row.cells for row in group.rows)
        if len(cells) == len(node.columns)
    )


def _length(inlines: Inlines) -> int:
    return sum(len(getattr(inline, "text", " " * 25)) for inline in inlines)


def _places(node: Table) -> list[str]:
    """Where the cells of each column stand on a phone: the class that says how much of a line they take."""
    count = len(node.columns)
    if count <= MOST_COLUMNS_ON_A_PHONE:
        return [""] * count
    main = _main_column(node)
    after = count - main - 1
    share = _SHARES.get(after if after <= 4 else -(-after // 2), "quarter")
    places = ["third"] * main + ["rest" if main == 1 else "whole"] + [share] * after
    if after > 1:
        places[main + 1] += " near"
    return places


def _main_column(node: Table) -> int:
    """The column of running text: of those that are text, the one given most room, or with the longest texts."""
    texts = [index for index, column in enumerate(node.columns) if column.kind == "text"] or [0]
    sample = [row.cells for group in node.groups for row in group.rows[:8] if len(row.cells) == len(node.columns)]

    def weight(index: int) -> tuple[float, int]:
        width = node.columns[index].width
        return (float(width) if width else 0.0, sum(_length(cells[index].content) for cells in sample))

    return max(texts, key=weight)


def facts_html(state: PageState, node: Facts, gap: int) -> str:
    """Facts as rows of label and value, or as cards with large figures (below each other on a phone)."""
    if not node.items:
        return ""
    if node.style == "cards":
        return _cards(state, node, gap)
    styles = state.styles
    rows = []
    for fact in node.items:
        strong = f";{styles.strong}" if fact.strong else ""
        size = f";font-size:{state.brand.type.screen_size + 3}px" if fact.strong else ""
        label = f"padding:10px 0;text-align:{styles.start};font-weight:{state.brand.type.body.weight}"
        value = f"padding:10px 0;text-align:{styles.end};border-bottom:{styles.rule};vertical-align:baseline"
        rows.append(
            f'<tr><th scope="row" class="muted" style="{label};{styles.muted};border-bottom:{styles.rule};'
            f'vertical-align:baseline">{inlines_html(state, fact.label)}</th>'
            f'<td style="{value}{strong}{size}">{inlines_html(state, fact.value)}</td></tr>'
        )
    return f'<table class="rows ink" style="{styles.table};margin:0 0 {gap}px"><tbody>{"".join(rows)}</tbody></table>'


def _cards(state: PageState, node: Facts, gap: int) -> str:
    styles = state.styles
    share = f"{100 / max(len(node.items), 1):.4g}"
    ground = f"width:{share}%;{styles.surface};border-radius:{styles.radius}px;padding:16px 18px;vertical-align:top"
    cells = []
    for fact in node.items:
        colour = f";color:{state.brand.light.accent}" if fact.strong else ""
        named = ' class="accent"' if fact.strong else ""
        cells.append(
            f'<td class="card card-figure" style="{ground}">'
            f'<p class="muted" style="margin:0;{styles.small}">{inlines_html(state, fact.label)}</p>'
            f'<p{named} style="margin:4px 0 0;{styles.card_figure}{colour}">{inlines_html(state, fact.value)}</p></td>'
        )
    return layout_table(gutter(styles.space * 3 // 4).join(cells), gap)
