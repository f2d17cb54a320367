"""Charts as SVG, drawn by Vega-Lite (through vl-convert, which runs it without a browser and without a network)."""

import re
from collections.abc import Mapping

from lxml import etree

from content_blocks.brand import Brand, Palette
from content_blocks.document import Chart
from renderers.chart_scale import ChartError
from renderers.chart_spec import ChartLook, chart_spec, series_colours

__all__ = ["ChartError", "chart_svg"]

_SVG = "{http://www.w3.org/2000/svg}"
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# Vega speaks English here, and of its own inner groups; the marks' labels are all a reader needs.
_NOISE = ("aria-roledescription", "class", "pointer-events", "version")


def chart_svg(
    chart: Chart, brand: Brand, palette: Palette, locale: str, width: int = 640, height: int | None = None
) -> str:
    """Draw `chart` as one ``<svg>`` element, `width` pixels wide; the height follows from the data when None.

    Text stays text, in the brand's families. Every mark has role ``graphics-symbol`` and an ``aria-label``
    with its label and its shown value. The title is not in the picture. Ids begin with the chart's own id, so
    that several charts can stand in one page. The same input gives the same SVG.

    Raises ChartError when a value cannot be drawn.
    """
    import vl_convert

    families = (*brand.type.body.families, "sans-serif")
    look = ChartLook(
        palette=palette,
        colours=series_colours(brand, palette),
        font=", ".join(families),
        strong_weight=brand.type.strong_weight,
        width=width,
        height=height,
    )
    spec = chart_spec(chart, look, locale)
    return _tidy(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]), prefix=f"chart-{chart.id}-")


def _tidy(svg: str, prefix: str) -> str:
    """Take out what draws nothing and what speaks English, and make the ids the chart's own."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    for element in reversed(list(root.iter(f"{_SVG}path", f"{_SVG}g"))):
        parent = element.getparent()
        if parent is not None and _draws_nothing(element):
            parent.remove(element)
    named = [str(element.get("id")) for element in root.iter() if element.get("id")]
    identifiers = {name: f"{prefix}{index}" for index, name in enumerate(named, start=1)}
    for element in root.iter():
        kept = {str(name): str(value) for name, value in element.attrib.items() if name not in _NOISE}
        element.attrib.clear()
        for name, value in kept.items():
            if (name, value) != ("role", "graphics-object"):
                element.set(name, _tidy_value(name, value, identifiers))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _draws_nothing(element: etree._Element) -> bool:
    """Whether it is a group with nothing in it, or the frame of one, without a colour."""
    if element.tag == f"{_SVG}g":
        return len(element) == 0
    return element.get("class") in ("background", "foreground") and not element.get("fill")


def _tidy_value(name: str, value: str, identifiers: Mapping[str, str]) -> str:
    if name == "id":
        return identifiers[value]
    if name in ("d", "transform"):
        return _LONG_NUMBER.sub(_short_number, value)
    return _REFERENCE.sub(lambda found: f"url(#{identifiers[found[1]]})", value) if "url(#" in value else value


def _short_number(found: re.Match[str]) -> str:
    """A hundredth of a pixel is enough, and the same on every machine."""
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
