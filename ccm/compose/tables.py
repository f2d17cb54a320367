"""Tables as functions: rows of data become rows of cells, in groups, with totals."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from ccm.binding.evaluate import EvaluationError, Evaluator, Scope, base_value
from ccm.binding.values import Missing, Money
from ccm.compose.texts import InlineMaker, Texts, inlines_text
from content_blocks import structure as source
from content_blocks.document import BlockNode, Cell, Column, Row, RowGroup, Table
from content_blocks.markup import parse_markup, placeholders
from templates_repo.expressions import parse_expression

Build = Callable[[Scope, dict[str, Any], str], BlockNode]
Condition = Callable[[str | None, str], Callable[[Scope], bool] | None]
Rows = Callable[[str, str], Evaluator]
TotalMaker = Callable[[Scope], Row | None]


def table_maker(node: source.Table, texts: Texts, condition: Condition, rows: Rows) -> Build:
    """Compile a table. Raises CompileError."""
    rows_of = rows(node.rows, node.id)
    columns = [texts.inlines(f"{node.id}.columns.{column.id}.header", column.header) for column in node.columns]
    make_row = _row_maker(node, texts)
    group_rows = _grouping(node, texts, condition)
    footer = [_total_maker(node, total, f"{node.id}.footer.{total.id}", texts, condition) for total in node.footer]
    caption = texts.optional(f"{node.id}.caption", node.caption)
    empty = texts.optional(f"{node.id}.empty", node.empty)

    def build(scope: Scope, attributes: dict[str, Any], _: str) -> BlockNode:
        data = rows_of(scope)
        if type(data) is not list:
            raise EvaluationError(node.rows, "is not a list; a table shows the rows of a list")
        whole = {**scope, "rows": data}
        return Table(
            columns=tuple(
                Column(id=column.id, header=header(scope), align=column.align, width=column.width, kind=column.kind)
                for column, header in zip(node.columns, columns, strict=True)
            ),
            groups=group_rows(data, scope, make_row),
            caption=caption and caption(scope),
            footer=tuple(row for make in footer if (row := make(whole)) is not None),
            empty=empty and empty(scope),
            carries=node.carry is not None,
            **attributes,
        )

    return build


def _row_maker(node: source.Table, texts: Texts) -> Callable[[list[Any], Scope], tuple[Row, ...]]:
    cells = [
        (texts.inlines(f"{node.id}.columns.{column.id}.value", column.value), _sort_key(column, node.id, texts))
        for column in node.columns
    ]
    carried = _carried_maker(node, texts)
    name = node.row_name

    def make(data: list[Any], scope: Scope) -> tuple[Row, ...]:
        inner = dict(scope)
        rows: list[Row] = []
        for number, item in enumerate(data, 1):
            inner[name] = item
            try:
                made = tuple(
                    [
                        Cell(content=content(inner), sort=None if sort is None else sort(inner))
                        for content, sort in cells
                    ]
                )
                rows.append(Row(cells=made, carried=None if carried is None else carried(inner, made)))
            except EvaluationError as error:
                raise EvaluationError(error.expression, f"{error.reason} (row {number} of {node.rows})") from error
        return tuple(rows)

    return make


def _carried_maker(node: source.Table, texts: Texts) -> Callable[[Scope, tuple[Cell, ...]], str] | None:
    """The balance after a row. It is usually a column as well, and then that cell has its text already."""
    if node.carry is None:
        return None
    column = next((number for number, column in enumerate(node.columns) if column.value == node.carry), None)
    if column is not None:
        return lambda scope, cells: inlines_text(cells[column].content)
    carry = texts.inlines(f"{node.id}.carry", node.carry)
    return lambda scope, cells: inlines_text(carry(scope))


def _sort_key(column: source.TableColumn, table_id: str, texts: Texts) -> Callable[[Scope], str | None] | None:
    """The plain value of a cell, for readers who sort: what stands before the filters of its placeholder."""
    if column.kind == "text":
        return None
    if column.sort is not None:
        value = texts.evaluator(f"{table_id}.columns.{column.id}.sort", column.sort, optional=True)
    else:
        expressions = placeholders(parse_markup(column.value))
        if not expressions:
            return None
        value = base_value(parse_expression(expressions[0]), texts.formats)
    return lambda scope: _sortable(value(scope))


def _sortable(found: Any) -> str | None:
    """A number without exponent, an ISO 8601 date, or the text itself."""
    kind = type(found)
    if kind is Decimal:
        return format(found, "f")
    if kind is Missing:
        return None
    if kind is Money:
        return format(found.amount, "f")
    return found.isoformat() if kind is date else str(found)


def _grouping(
    node: source.Table, texts: Texts, condition: Condition
) -> Callable[[list[Any], Scope, Callable[[list[Any], Scope], tuple[Row, ...]]], tuple[RowGroup, ...]]:
    group = node.group
    if group is None:
        return lambda data, scope, make_row: (RowGroup(rows=make_row(data, scope)),) if data else ()
    by = texts.evaluator(f"{node.id}.group", group.by)
    label: InlineMaker | None = texts.optional(f"{node.id}.group.label", group.label)
    subtotal: TotalMaker = (
        _total_maker(node, group.subtotal, f"{node.id}.group.subtotal", texts, condition)
        if group.subtotal
        else lambda scope: None
    )

    def make(
        data: list[Any], scope: Scope, make_row: Callable[[list[Any], Scope], tuple[Row, ...]]
    ) -> tuple[RowGroup, ...]:
        groups: list[RowGroup] = []
        for _, members in groupby(data, key=lambda item: by({**scope, node.row_name: item})):
            rows = list(members)
            inner = {**scope, "rows": rows, node.row_name: rows[0]}
            groups.append(RowGroup(rows=make_row(rows, scope), label=label and label(inner), subtotal=subtotal(inner)))
        return tuple(groups)

    return make


def _total_maker(
    node: source.Table, total: source.TotalRow, context: str, texts: Texts, condition: Condition
) -> TotalMaker:
    """A row of totals: its label spans the columns before the first value."""
    wanted = condition(total.condition, context)
    label = texts.inlines(f"{context}.label", total.label)
    values = {key: texts.inlines(f"{context}.values.{key}", text) for key, text in total.values.items()}
    ids = [column.id for column in node.columns]
    first = min((ids.index(key) for key in values if key in ids), default=len(ids))
    span = max(first, 1)

    def make(scope: Scope) -> Row | None:
        if wanted is not None and not wanted(scope):
            return None
        cells = [Cell(content=label(scope), span=span)]
        cells += [Cell(content=values[key](scope) if key in values else ()) for key in ids[span:]]
        return Row(cells=tuple(cells), strong=total.strong)

    return make
