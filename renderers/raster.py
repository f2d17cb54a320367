"""Pictures in pixels, for channels that cannot show SVG."""

import re

from lxml import etree

LARGEST_WIDTH = 4096

_INLINE = re.compile(r"(#|data:image/(png|jpeg|gif|webp)[;,])")
_PIXELS = re.compile(r"([0-9.]+)(px)?\Z")


def svg_png(svg: str, width: int) -> bytes:
    """Draw `svg` as a PNG about `width` pixels wide (up to 4096), its height in proportion.

    Text is set in the installed fonts the SVG names. Nothing is fetched or read: references to anything but
    the SVG itself and pictures inside it are taken out first, because the drawing library would follow them.
    Raises ValueError when the SVG is not well-formed or has neither a width in pixels nor a viewBox.
    """
    import vl_convert

    if not 1 <= width <= LARGEST_WIDTH:
        raise ValueError(f"a picture can be 1 to {LARGEST_WIDTH} pixels wide, not {width}")
    root = _self_contained(svg)
    return vl_convert.svg_to_png(etree.tostring(root, encoding="unicode"), scale=width / _natural_width(root))


def _self_contained(svg: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise ValueError(f"the SVG is not well-formed: {problem}") from problem
    for element in root.iter():
        for name, value in element.attrib.items():
            if etree.QName(name).localname == "href" and not _INLINE.match(str(value).strip()):
                del element.attrib[name]
    return root


def _natural_width(root: etree._Element) -> float:
    found = _PIXELS.match(root.get("width", ""))
    box = root.get("viewBox", "").replace(",", " ").split()
    text = found[1] if found else box[2] if len(box) == 4 else ""
    try:
        natural = float(text)
    except ValueError:
        natural = 0.0
    if natural <= 0:
        raise ValueError("the SVG has neither a width in pixels nor a viewBox")
    return natural
