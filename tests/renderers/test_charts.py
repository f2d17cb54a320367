import re
from decimal import Decimal
from typing import Any, cast

import pytest
from lxml import etree

from content_blocks.brand import contrast
from content_blocks.document import Chart, ChartPoint, ChartSeries
from renderers.chart_scale import value_scale
from renderers.chart_spec import series_colours
from renderers.charts import ChartError, chart_svg
from renderers.raster import svg_png
from tests.renderers.brands import probe_brand

BRAND = probe_brand()
KINDS = ("bar", "line", "area", "donut")
MONTHS = (("Jan", "120.5", "€120.50"), ("Feb", "98", "€98.00"), ("Mar", "143.2", "€143.20"))


def series(*points: tuple[str, str, str], name: str = "Spend") -> ChartSeries:
    return ChartSeries(name=name, points=tuple(ChartPoint(label=a, value=Decimal(b), shown=c) for a, b, c in points))


def chart(kind: Any, *of: ChartSeries, **more: Any) -> Chart:
    return Chart(id="spend", kind=kind, series=of, alt="Spend by month", **more)


def drawn(chart: Chart, locale: str = "it", width: int = 640) -> str:
    return chart_svg(chart, BRAND, BRAND.light, locale, width)


def found(svg: str, path: str) -> list[Any]:
    return cast("list[Any]", etree.fromstring(svg).xpath(path))


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_says_its_label_and_its_value(kind: str) -> None:
    svg = drawn(chart(kind, series(*MONTHS)))
    assert found(svg, "//*[@role='graphics-symbol']/@aria-label") == ["Jan: €120.50", "Feb: €98.00", "Mar: €143.20"]
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="640"')


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_chart_gives_the_same_picture(kind: str) -> None:
    assert drawn(chart(kind, series(*MONTHS))) == drawn(chart(kind, series(*MONTHS)))


def test_series_are_named_in_the_marks_and_in_the_legend() -> None:
    svg = drawn(chart("bar", series(*MONTHS, name="2025"), series(*MONTHS, name="2026")))
    assert 'aria-label="2026, Jan: €120.50"' in svg
    assert ">2025</text>" in svg


def test_equal_labels_stay_apart() -> None:
    svg = drawn(chart("bar", series(("Jan", "1", "one"), ("Jan", "2", "two"))))
    assert len(re.findall(r'aria-label="Jan: (one|two)"', svg)) == 2


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "datum.value",
        "{{ 7*7 }}",
        "a\x00b\ud800",
        '"]}',
        "https://evil.example",
        "\u202eabc",
    ],
)
def test_data_is_text_and_nothing_else(kind: str, hostile: str) -> None:
    svg = drawn(
        chart(kind, series((hostile, "1", hostile), (hostile, "2", hostile), name=hostile), value_label=hostile)
    )
    assert not found(svg, "//*[local-name()='script' or local-name()='a' or local-name()='image']")
    assert not found(svg, "//@href | //@onload | //@style")
    assert len(found(svg, "//*[@role='graphics-symbol']")) == 2


def test_no_english_is_left_in_an_italian_chart() -> None:
    svg = drawn(chart("line", series(*MONTHS), value_label="Euro", category_label="Mese"))
    assert "aria-roledescription" not in svg
    assert "container" not in svg
    assert ">Euro</text>" in svg
    assert ">Mese</text>" in svg


def test_ids_begin_with_the_charts_own() -> None:
    for kind in KINDS:
        identifiers = found(drawn(chart(kind, series(*MONTHS))), "//@id")
        assert all(name.startswith("chart-spend-") for name in identifiers)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "points",
    [
        (),
        (("Only", "5", "5"),),
        (("None", "0", "0"), ("Nothing", "0", "0")),
        (("Down", "-5", "−5"), ("Further down", "-7", "−7"), ("A name as long as this one", "-1", "−1")),
        (("Tiny", "0.0000000001", "tiny"), ("Vast", "1E+60", "vast")),
        tuple((f"Day {n}", str(n), str(n)) for n in range(400)),
    ],
    ids=["none", "one", "zeros", "negative", "far apart", "many"],
)
def test_any_values_are_drawn(kind: str, points: tuple[tuple[str, str, str], ...]) -> None:
    svg = drawn(chart(kind, series(*points)))
    assert len(found(svg, "//*[@role='graphics-symbol']")) == len(points)
    assert "NaN" not in svg
    assert svg_png(svg, 300).startswith(b"\x89PNG")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+5000"])
def test_what_is_no_number_to_draw_is_refused(value: str) -> None:
    with pytest.raises(ChartError, match="cannot be drawn"):
        drawn(chart("bar", series(("a", value, "a"))))


@pytest.mark.parametrize(
    ("values", "locale", "labels"),
    [
        (["0", "1200"], "it", ["0", "500", "1.000", "1.500"]),
        (["0", "1200"], "de-CH", ["0", "500", "1’000", "1’500"]),
        (["-20", "60"], "en-GB", ["-20", "0", "20", "40", "60"]),
        (["0.12", "0.95"], "de", ["0,00", "0,25", "0,50", "0,75", "1,00"]),
        (["3500000"], "en", ["0", "1M", "2M", "3M", "4M"]),
        (["0"], "fr", ["0,00", "0,25", "0,50", "0,75", "1,00"]),
    ],
)
def test_ticks_are_round_and_speak_the_readers_language(values: list[str], locale: str, labels: list[str]) -> None:
    assert [tick.label for tick in value_scale(list(map(Decimal, values)), locale).ticks] == labels


def test_colours_can_be_seen_on_either_ground() -> None:
    for palette in (BRAND.light, BRAND.dark):
        assert all(contrast(colour, palette.paper) >= 3 for colour in series_colours(BRAND, palette))
    assert series_colours(BRAND, BRAND.light) == BRAND.charts
