"""Pictures in pixels, for channels that cannot show SVG."""

import re

_SIZE = re.compile(r"<svg\b[^>]*?\bviewBox=[\"'][-\d.eE]+[ ,]+[-\d.eE]+[ ,]+([\d.eE]+)[ ,]+([\d.eE]+)[\"']")
_WIDTH = re.compile(r"<svg\b[^>]*?\swidth=[\"']([\d.]+)(?:px)?[\"']")

LARGEST_WIDTH = 4096


def svg_png(svg: str, width: int) -> bytes:
    """Draw `svg` as a PNG about `width` pixels wide (up to 4096), its height in proportion.

    Text is set in the installed fonts the SVG names. Nothing is fetched: references to addresses and files
    are not followed. Raises ValueError when the SVG has neither a width in pixels nor a viewBox.
    """
    import vl_convert

    if not 1 <= width <= LARGEST_WIDTH:
        raise ValueError(f"a picture can be 1 to {LARGEST_WIDTH} pixels wide, not {width}")
    return vl_convert.svg_to_png(svg, scale=width / _natural_width(svg))


def _natural_width(svg: str) -> float:
    found = _WIDTH.search(svg) or _SIZE.search(svg)
    if found is None or float(found[1]) <= 0:
        raise ValueError("the SVG has neither a width in pixels nor a viewBox")
    return float(found[1])
