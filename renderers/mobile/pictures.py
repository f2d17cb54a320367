"""Images, charts and barcodes of a page: data addresses and inline SVG, so that nothing is fetched."""

import re
from base64 import b64encode
from functools import lru_cache

from content_blocks.brand import Brand
from content_blocks.document import Asset, Chart
from renderers.charts import chart_svg

MEDIA_TYPES = ("image/svg+xml", "image/png", "image/jpeg")
PIXELS_PER_MILLIMETRE = 4
CHART_WIDTH = 360

_SIZE = re.compile(r"<svg\b[^>]*?\bviewBox=[\"'][-\d.eE]+[ ,]+[-\d.eE]+[ ,]+([\d.]+)[ ,]+([\d.]+)[\"']")


@lru_cache(maxsize=256)
def data_address(asset: Asset) -> str:
    """The address that holds the file itself (RFC 2397)."""
    return f"data:{asset.media_type};base64,{b64encode(asset.body).decode()}"


def proportion(asset: Asset) -> float | None:
    """Height over width of an SVG with a viewBox, so that its place is known before it is drawn."""
    if asset.media_type != "image/svg+xml":
        return None
    found = _SIZE.search(asset.body[:2000].decode("utf-8", "replace"))
    return float(found[2]) / float(found[1]) if found and float(found[1]) else None


def chart_markup(chart: Chart, brand: Brand, locale: str, label: str) -> str:
    """The chart as inline SVG in the light colours; `page_style` turns them for dark screens.

    `label` is escaped already. Raises ChartError.
    """
    svg = chart_svg(chart, brand, brand.light, locale, CHART_WIDTH)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
