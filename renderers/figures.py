"""The figures of a chart as a table: what stands beside the picture for those who cannot see it."""

from content_blocks.document import Cell, Chart, Column, Row, RowGroup, Table
from content_blocks.inline import Field


def chart_table(chart: Chart) -> Table:
    """A table of the chart's figures: a row a category, in order of first mention, and a column a series.

    Values stand as the chart shows them. A series without a point for a category leaves its cell empty.
    """
    categories = dict.fromkeys(point.label for series in chart.series for point in series.points)
    shown = [{point.label: point.shown for point in series.points} for series in chart.series]
    columns = (
        Column(id="label", header=(Field(chart.category_label),)),
        *(
            Column(
                id=f"series-{index}",
                header=(Field(series.name or chart.value_label),),
                align="end",
                kind="number",
            )
            for index, series in enumerate(chart.series, start=1)
        ),
    )
    rows = tuple(
        Row(
            cells=(
                Cell(content=(Field(category),)),
                *(Cell(content=(Field(values.get(category, "")),)) for values in shown),
            )
        )
        for category in categories
    )
    return Table(id=f"{chart.id}-figures", columns=columns, groups=(RowGroup(rows=rows),))
