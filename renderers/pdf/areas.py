"""Where the nodes of a document stand on its pages, for previews that outline them and jump to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from content_blocks.document import Block, Document, Nodes, children
from renderers.base import Artifact
from renderers.pdf.renderer import finished, laid_out

POINTS_A_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class NodeArea:
    """A rectangle on `page` (from 1), in points from the page's top left corner, and the `node` that stands there.

    `key`, `version` and `locked` are those of the content block it belongs to; without one, `key` is empty. It is that
    block `whole` where the node is the block itself.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    node: str
    key: str = ""
    version: int = 0
    locked: bool = False
    whole: bool = False


def render_with_areas(document: Document) -> tuple[Artifact, tuple[NodeArea, ...]]:
    """What `PdfRenderer.render` makes, and the areas of its nodes, from one layout.

    Areas are in reading order, those of a node before those of what is in it; a node over two pages has two. Raises
    RenderError as `PdfRenderer.render` does.
    """
    laid, findings = laid_out(document)
    around = dict(_around(document.content, None))
    areas = [area for number, page in enumerate(laid.pages, 1) for area in _page_areas(page._page_box, number, around)]
    return finished(document, laid, findings), tuple(areas)


def _around(nodes: Nodes, block: Block | None) -> Iterator[tuple[str, Block | None]]:
    """Each node by its id, with the content block that it belongs to."""
    for node in nodes:
        inside = node if isinstance(node, Block) else block
        yield node.id, inside
        for inner in children(node):
            yield from _around(inner, inside)


def _page_areas(page_box: Any, page: int, around: Mapping[str, Block | None]) -> Iterator[NodeArea]:
    """The areas of one page; a node of several boxes, as lines are, has one around all of them."""
    found: dict[str, tuple[float, float, float, float]] = {}
    for node, (left, top, right, foot) in _boxes(page_box):
        before = found.get(node, (left, top, right, foot))
        found[node] = (min(left, before[0]), min(top, before[1]), max(right, before[2]), max(foot, before[3]))
    for node, (left, top, right, foot) in found.items():
        area = NodeArea(page, _points(left), _points(top), _points(right - left), _points(foot - top), node)
        block = around.get(node)
        if block is not None:
            whole = block.id == node
            area = replace(area, key=block.key, version=block.version, locked=block.locked, whole=whole)
        yield area


def _boxes(box: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Left, top, right and foot of every box of a node, in pixels."""
    element = getattr(box, "element", None)
    node = element.get("data-node") if element is not None else None
    if node is not None:
        left, top = box.border_box_x(), box.border_box_y()
        yield node, (left, top, left + box.border_width(), top + box.border_height())
    for child in getattr(getattr(box, "_box", box), "children", ()):
        yield from _boxes(child)


def _points(pixels: float) -> float:
    return round(pixels * POINTS_A_PIXEL, 2)
