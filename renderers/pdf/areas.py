"""Where content blocks stand on the pages, for previews that outline them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from content_blocks.document import Document
from renderers.base import Artifact
from renderers.pdf.renderer import finished, laid_out

POINTS_A_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class BlockArea:
    """A rectangle on `page` (from 1), in points from the page's top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float
    key: str
    version: int
    locked: bool


def render_with_areas(document: Document) -> tuple[Artifact, tuple[BlockArea, ...]]:
    """What `PdfRenderer.render` makes, and the areas of its content blocks, from one layout.

    Areas are in reading order; a block over two pages has two. Raises RenderError as `PdfRenderer.render` does.
    """
    laid, findings = laid_out(document)
    areas = tuple(area for number, page in enumerate(laid.pages, start=1) for area in _areas(page._page_box, number))
    return finished(document, laid, findings), areas


def _areas(box: Any, page: int) -> Iterator[BlockArea]:
    element = getattr(box, "element", None)
    reference = element.get("data-block") if element is not None and box.element_tag == "div" else None
    if reference is not None and element is not None:
        key, _, version = reference.rpartition("@")
        yield BlockArea(
            page=page,
            x=round(box.border_box_x() * POINTS_A_PIXEL, 2),
            y=round(box.border_box_y() * POINTS_A_PIXEL, 2),
            width=round(box.border_width() * POINTS_A_PIXEL, 2),
            height=round(box.border_height() * POINTS_A_PIXEL, 2),
            key=key,
            version=int(version),
            locked=element.get("data-locked") == "true",
        )
        return
    for child in getattr(getattr(box, "_box", box), "children", ()):
        yield from _areas(child, page)
