from decimal import Decimal

from content_blocks.document import Chart, ChartPoint, ChartSeries
from content_blocks.inline import Field
from renderers.figures import chart_table


def point(label: str, shown: str) -> ChartPoint:
    return ChartPoint(label=label, value=Decimal(1), shown=shown)


def test_every_figure_stands_in_its_row_and_column() -> None:
    chart = Chart(
        id="use",
        kind="line",
        alt="Use",
        series=(
            ChartSeries(name="2025", points=(point("Sep", "210 kWh"), point("Oct", "240 kWh"))),
            ChartSeries(name="2026", points=(point("Oct", "245 kWh"), point("Nov", "300 kWh"))),
        ),
        category_label="Month",
    )
    table = chart_table(chart)
    shown = [
        [inline.text for cell in row.cells for inline in cell.content if isinstance(inline, Field)]
        for row in table.groups[0].rows
    ]
    assert [column.header for column in table.columns] == [(Field("Month"),), (Field("2025"),), (Field("2026"),)]
    assert shown == [["Sep", "210 kWh", ""], ["Oct", "240 kWh", "245 kWh"], ["Nov", "", "300 kWh"]]
