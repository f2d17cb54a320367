"""Pictures, charts and codes that say nothing to who cannot see them: their words came out empty.

A picture without words counts as an ornament in every channel, and validators take it for one. Only a picture that the
template calls decorative is one.
"""

from collections.abc import Iterator

from ccm.complaints import Complaint
from ccm.gates.matrix import Matrix
from ccm.release import Release
from content_blocks.document import Barcode, BlockNode, Chart, Image, Nodes, children
from content_blocks.structure import BlockReference, SourceNodes, walk_source
from content_blocks.structure import Image as SourceImage


def without_words(release: Release, matrix: Matrix, channel: str) -> Iterator[Complaint]:
    """What `channel` shows and no words stand for, by node, with the cells of the matrix it was seen in."""
    ornaments = frozenset(_ornaments(release, release.template.definition.content, ""))
    seen: dict[str, list[str]] = {}
    for cell in matrix.cells:
        if cell.rendered.document is not None:
            for node in _shown(cell.rendered.document.content, channel):
                place = _place(node.id)
                if isinstance(node, Image | Chart | Barcode) and not node.alt.strip() and place not in ornaments:
                    seen.setdefault(place, []).append(cell.place)
    for place, cells in seen.items():
        message = "its alt text comes out empty; say what it shows, or call a mere ornament decorative"
        told = tuple(dict.fromkeys(cells))
        yield Complaint("error", f"{release.template.key}: {channel}: {place}", "alt-empty", message, told)


def _ornaments(release: Release, nodes: SourceNodes, prefix: str) -> Iterator[str]:
    for node in walk_source(nodes):
        if isinstance(node, SourceImage) and node.decorative:
            yield prefix + node.id
        elif isinstance(node, BlockReference):
            yield from _ornaments(release, release.blocks[node.key].definition.content, f"{prefix}{node.id}.")


def _shown(nodes: Nodes, channel: str) -> Iterator[BlockNode]:
    for node in nodes:
        if not node.channels or channel in node.channels:
            yield node
            for inner in children(node):
                yield from _shown(inner, channel)


def _place(node_id: str) -> str:
    """The id without the numbers that repeats add to it."""
    return ".".join(part for part in node_id.split(".") if not part.isdigit())
