"""From a Chart to a Vega-Lite specification.

Data stays data: values go in as numbers from 0 to 1, words as values of parameters and of data fields. The few
expressions are constants of this module. The specification names no address.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from content_blocks.brand import Brand, Palette, contrast
from content_blocks.document import Chart, ChartPoint
from renderers.characters import clean
from renderers.chart_scale import Scale, tight_scale, value_scale
from renderers.colours import mix

Spec = dict[str, Any]

TEXT_SIZE = 12
_CHARACTER = 6.8  # the width of an average character at TEXT_SIZE, in pixels
_BAR_STEP = 34
_MANY_POINTS = 60
_FEW_POINTS = 12
_RADIUS = 4


@dataclass(frozen=True, slots=True)
class ChartLook:
    """What a specification needs to know besides the data. `width` and `height` in pixels."""

    palette: Palette
    colours: tuple[str, ...]
    font: str
    strong_weight: int
    width: int
    height: int | None


def series_colours(brand: Brand, palette: Palette) -> tuple[str, ...]:
    """The brand's chart colours, each moved towards `palette.ink` until it keeps 3:1 against `palette.paper`."""
    return tuple(_visible(colour, palette) for colour in brand.charts)


def _visible(colour: str, palette: Palette) -> str:
    for share in range(0, 101, 5):
        mixed = mix(colour, palette.ink, share / 100)
        if contrast(mixed, palette.paper) >= 3:
            return mixed
    return palette.ink


def chart_spec(chart: Chart, look: ChartLook, locale: str) -> Spec:
    """The specification of `chart`. Raises ChartError when a value cannot be drawn."""
    values = [point.value for series in chart.series for point in series.points]
    scale = value_scale(values, locale)
    kind = chart.kind
    if kind == "donut" and any(value < 0 for value in values):
        kind = "bar"  # a negative share of a whole cannot be drawn as a slice
    if kind == "donut":
        body = _donut(chart, look)
    elif kind == "bar" and _lies_down(chart, look):
        body = _lying_bars(chart, look, tight_scale(values))
    elif kind == "bar":
        body = _standing_bars(chart, look, scale)
    else:
        body = _lines(chart, look, scale, filled=kind == "area")
    return {
        "background": None,
        "padding": 4,
        "autosize": {"type": "fit", "contains": "padding"},
        "width": look.width,
        "config": _config(look),
        **body,
    }


def _config(look: ChartLook) -> Spec:
    text = {"labelFontSize": TEXT_SIZE, "labelColor": look.palette.muted, "titleColor": look.palette.muted}
    axis = {
        **text,
        "titleFontSize": TEXT_SIZE,
        "titleFontWeight": "normal",
        "domain": False,
        "ticks": False,
        "labelPadding": 8,
        "gridColor": look.palette.line,
        "aria": False,
    }
    legend = {**text, "labelColor": look.palette.ink, "symbolType": "circle", "aria": False, "title": None}
    return {"font": look.font, "view": {"stroke": None}, "axis": axis, "legend": legend}


def _usual_height(look: ChartLook) -> int:
    """Wide charts are flatter than those of a phone's width."""
    return round(look.width * (0.42 if look.width >= 500 else 0.58))


def _labels(chart: Chart) -> list[str]:
    """The categories: the labels of the longest series."""
    longest = max((series.points for series in chart.series), key=len, default=())
    return [clean(point.label) for point in longest]


def _spoken(series_name: str, point: ChartPoint, *, many: bool) -> str:
    words = f"{point.label}: {point.shown}"
    return clean(f"{series_name}, {words}" if many else words)


def _rows(chart: Chart, scale: Scale) -> list[Spec]:
    many = len(chart.series) > 1
    return [
        {
            "category": index,
            "series": number,
            "value": scale.position(point.value),
            "shown": clean(point.shown),
            "spoken": _spoken(series.name, point, many=many),
            "below": point.value < 0,
        }
        for number, series in enumerate(chart.series)
        for index, point in enumerate(series.points)
    ]


def _frame(chart: Chart, scale: Scale, rows: list[Spec]) -> Spec:
    """Data and words, common to every chart with axes."""
    return {
        "data": {"values": rows},
        "params": [
            {"name": "categories", "value": _labels(chart)},
            {"name": "names", "value": [clean(series.name) for series in chart.series]},
            {"name": "amounts", "value": [tick.label for tick in scale.ticks]},
            {"name": "positions", "value": [tick.position for tick in scale.ticks]},
        ],
    }


def _colour(chart: Chart, look: ChartLook) -> Spec:
    if len(chart.series) == 1:
        return {"value": look.colours[0]}
    numbers = list(range(len(chart.series)))
    return {
        "field": "series",
        "type": "nominal",
        "scale": {"domain": numbers, "range": [look.colours[n % len(look.colours)] for n in numbers]},
        "legend": {
            "orient": "top",
            "labelExpr": "names[datum.value]",
            "labelLimit": look.width / 2,
            "offset": 30 if chart.value_label else 12,
        },
    }


def _category(chart: Chart, look: ChartLook, *, banded: bool) -> Spec:
    labels = _labels(chart)
    room = max(1.0, (look.width - 60) / max(1, len(labels)))
    widest = max((len(label) for label in labels), default=0) * _CHARACTER + 8
    every = max(1, int(widest // room) + (1 if widest % room else 0)) if widest > room else 1
    scale = {"paddingInner": 0.35, "paddingOuter": 0.15} if banded else {"type": "point", "padding": 0.3}
    return {
        "field": "category",
        "type": "ordinal",
        "scale": scale,
        "axis": {
            "labelExpr": "categories[datum.value]",
            "values": list(range(0, len(labels), every)),
            "labelAngle": 0,
            "labelLimit": max(room * every, 40),
            "title": clean(chart.category_label) or None,
            "titlePadding": 10,
        },
    }


def _value(chart: Chart, scale: Scale, *, shown: bool) -> Spec:
    title = clean(chart.value_label)
    place = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -14}
    axis = {
        "values": [tick.position for tick in scale.ticks],
        "labelExpr": "amounts[indexof(positions, datum.value)]",
        "title": title or None,
        **(place if title else {}),
    }
    return {
        "field": "value",
        "type": "quantitative",
        "stack": None,
        "scale": {"domain": [0, 1], "nice": False, "zero": False},
        "axis": axis if shown else None,
    }


def _bar(*rising: str, falling: tuple[str, ...]) -> Spec:
    """A bar whose far corners are round, and whose foot stands square on the zero line."""
    corners: Spec = {f"cornerRadius{name}": {"expr": f"datum.below ? 0 : {_RADIUS}"} for name in rising}
    corners |= {f"cornerRadius{name}": {"expr": f"datum.below ? {_RADIUS} : 0"} for name in falling}
    return {"type": "bar", **corners}


def _direct_text(look: ChartLook, **mark: object) -> Spec:
    return {
        "type": "text",
        "aria": False,
        "fontSize": TEXT_SIZE,
        "fontWeight": look.strong_weight,
        "color": look.palette.ink,
        **mark,
    }


def _standing_bars(chart: Chart, look: ChartLook, scale: Scale) -> Spec:
    labels = _labels(chart)
    longest = max((len(point.shown) for series in chart.series for point in series.points), default=0)
    direct = len(chart.series) == 1 and longest * _CHARACTER <= (look.width - 20) / max(1, len(labels))
    x = _category(chart, look, banded=True)
    y = _value(chart, scale, shown=not direct)
    if direct and scale.zero > 0:
        y["scale"]["domain"] = [-0.1, 1]
    offset = {"xOffset": {"field": "series", "type": "nominal"}} if len(chart.series) > 1 else {}
    bars = {
        "mark": _bar("TopLeft", "TopRight", falling=("BottomLeft", "BottomRight")),
        "encoding": {
            "x": x,
            "y": y,
            "y2": {"datum": scale.zero},
            "color": _colour(chart, look),
            "description": {"field": "spoken"},
            **offset,
        },
    }
    texts = [
        {
            "transform": [{"filter": {"field": "below", "equal": below}}],
            "mark": _direct_text(look, dy=10 if below else -9),
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        }
        for below in (False, True)
    ]
    height = look.height or _usual_height(look)
    return {**_frame(chart, scale, _rows(chart, scale)), "layer": [bars, *(texts if direct else ())], "height": height}


def _lies_down(chart: Chart, look: ChartLook) -> bool:
    """Whether the categories' names need a line of their own each, beside a lying bar."""
    labels = _labels(chart)
    widest = max((len(label) for label in labels), default=0)
    return len(chart.series) == 1 and 2 < len(labels) <= 40 and widest * _CHARACTER > (look.width - 40) / len(labels)


def _text_room(points: tuple[ChartPoint, ...], *, below: bool) -> float:
    """The pixels that the longest value written beside a bar needs, on the side below or above nought."""
    longest = max((len(point.shown) for point in points if (point.value < 0) == below), default=0)
    return longest * (_CHARACTER + 0.7) + 10 if longest else 0.0


def _lying_bars(chart: Chart, look: ChartLook, scale: Scale) -> Spec:
    points = chart.series[0].points
    names = min(look.width * 0.35, max(len(point.label) for point in points) * _CHARACTER) + 12
    before = _text_room(points, below=True)
    after = _text_room(points, below=False)
    bars_room = max(40.0, look.width - names - before - after)
    y = _category(chart, look, banded=True)
    y["axis"] |= {"labelLimit": look.width * 0.35, "values": list(range(len(points))), "title": None}
    x = _value(chart, scale, shown=False)
    x["scale"]["domain"] = [-before / bars_room, 1 + after / bars_room]
    bars = {
        "mark": _bar("TopRight", "BottomRight", falling=("TopLeft", "BottomLeft")),
        "encoding": {
            "x": x,
            "y": y,
            "x2": {"datum": scale.zero},
            "color": _colour(chart, look),
            "description": {"field": "spoken"},
        },
    }
    texts = [
        {
            "transform": [{"filter": {"field": "below", "equal": below}}],
            "mark": _direct_text(look, align="right" if below else "left", dx=-7 if below else 7),
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        }
        for below in (False, True)
    ]
    height = look.height or _BAR_STEP * len(points) + 16
    return {**_frame(chart, scale, _rows(chart, scale)), "layer": [bars, *texts], "height": height}


def _lines(chart: Chart, look: ChartLook, scale: Scale, *, filled: bool) -> Spec:
    x = _category(chart, look, banded=False)
    y = _value(chart, scale, shown=True)
    encoding = {"x": x, "y": y, "color": _colour(chart, look), "detail": {"field": "series", "type": "nominal"}}
    layers: list[Spec] = []
    if filled:
        area = {"type": "area", "opacity": 0.16, "interpolate": "monotone", "aria": False}
        layers.append({"mark": area, "encoding": {**encoding, "y2": {"datum": scale.zero}}})
    line = {"type": "line", "strokeWidth": 2.5, "strokeCap": "round", "interpolate": "monotone", "aria": False}
    layers.append({"mark": line, "encoding": encoding})
    rows = _rows(chart, scale)
    many = len(_labels(chart)) > _MANY_POINTS
    dot = {"type": "point", "filled": True, "opacity": 1, "size": 12 if many else 46, "stroke": look.palette.paper}
    layers.append({"mark": dot, "encoding": {**encoding, "description": {"field": "spoken"}}})
    if len(chart.series) == 1 and 0 < len(rows) <= _FEW_POINTS:
        last = {"filter": {"field": "category", "equal": rows[-1]["category"]}}
        text = _direct_text(look, align="right", dx=6, dy=-14)
        layers.append({"transform": [last], "mark": text, "encoding": {"x": x, "y": y, "text": {"field": "shown"}}})
    return {**_frame(chart, scale, rows), "layer": layers, "height": look.height or _usual_height(look)}


def _donut(chart: Chart, look: ChartLook) -> Spec:
    points = chart.series[0].points if chart.series else ()
    total = sum((point.value for point in points), Decimal(0)) or Decimal(1)
    numbers = list(range(len(points)))
    rows = [
        {"slice": number, "value": float(point.value / total), "spoken": _spoken("", point, many=False)}
        for number, point in enumerate(points)
    ]
    line = TEXT_SIZE + 14
    height = look.height or max(160, min(240, round(look.width * 0.42)), line * len(points))
    across = min(height, look.width * 0.45)
    colour = {
        "field": "slice",
        "type": "nominal",
        "scale": {"domain": numbers, "range": [look.colours[n % len(look.colours)] for n in numbers]},
        "legend": {
            "orient": "none",
            "legendX": across + 28,
            "legendY": max(0, (height - line * len(points)) / 2),
            "labelExpr": "entries[datum.value]",
            "labelFontSize": TEXT_SIZE + 1,
            "labelLimit": look.width - across - 60,
            "rowPadding": line - TEXT_SIZE - 3,
            "symbolSize": 110,
        },
    }
    ring = {"outerRadius": across / 2, "innerRadius": across / 3, "padAngle": 0.02, "cornerRadius": 3}
    return {
        "data": {"values": rows},
        "params": [{"name": "entries", "value": [clean(f"{point.label} · {point.shown}") for point in points]}],
        "mark": {"type": "arc", **ring},
        "encoding": {
            "x": {"value": across / 2},
            "theta": {"field": "value", "type": "quantitative", "stack": True},
            "order": {"field": "slice"},
            "color": colour,
            "description": {"field": "spoken"},
        },
        "height": height,
    }
