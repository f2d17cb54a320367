"""Charts as functions: rows of data become the points of series."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ccm.binding.evaluate import EvaluationError, Evaluator, Scope
from ccm.binding.values import Money
from ccm.compose.texts import Texts, inlines_text
from content_blocks import structure as source
from content_blocks.document import BlockNode, Chart, ChartPoint, ChartSeries

MAX_POINTS = 400


def chart_maker(
    node: source.Chart, texts: Texts, rows: Callable[[str, str], Evaluator]
) -> Callable[[Scope, dict[str, Any], str], BlockNode]:
    """Compile a chart. Raises CompileError."""
    rows_of = rows(node.rows, node.id)
    label = texts.inlines(f"{node.id}.label", node.label)
    series = [
        (
            texts.inlines(f"{node.id}.series.{one.id}.name", one.name),
            texts.evaluator(f"{node.id}.series.{one.id}", one.value),
            texts.inlines(f"{node.id}.series.{one.id}.shown", one.shown),
            one.value,
        )
        for one in node.series
    ]
    title = texts.optional(f"{node.id}.title", node.title)
    alt = texts.inlines(f"{node.id}.alt", node.alt)
    category = texts.inlines(f"{node.id}.category_label", node.category_label or "")
    values = texts.inlines(f"{node.id}.value_label", node.value_label or "")

    def build(scope: Scope, attributes: dict[str, Any], _: str) -> BlockNode:
        data = rows_of(scope)
        if type(data) is not list:
            raise EvaluationError(node.rows, "is not a list; a chart shows the rows of a list")
        if len(data) > MAX_POINTS:
            raise EvaluationError(node.rows, f"has {len(data)} rows; a chart shows at most {MAX_POINTS}")
        scopes = [{**scope, node.row_name: row} for row in data]
        return Chart(
            kind=node.type,
            series=tuple(
                ChartSeries(
                    name=inlines_text(name(scope)),
                    points=tuple(
                        ChartPoint(
                            label=inlines_text(label(inner)),
                            value=_number(value(inner), expression),
                            shown=inlines_text(shown(inner)),
                        )
                        for inner in scopes
                    ),
                )
                for name, value, shown, expression in series
            ),
            title=title and title(scope),
            alt=inlines_text(alt(scope)),
            category_label=inlines_text(category(scope)),
            value_label=inlines_text(values(scope)),
            **attributes,
        )

    return build


def _number(value: Any, expression: str) -> Decimal:
    if type(value) is Money:
        return value.amount
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    raise EvaluationError(expression, "is no number; a chart shows numbers and amounts")
