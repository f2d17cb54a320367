"""What the PDF channel says about a document before and after it is laid out."""

from collections.abc import Iterable, Iterator
from typing import Any

from content_blocks.document import Document, Image, Nodes, children, visible
from renderers.base import Finding
from renderers.pdf.fetcher import SCHEME
from renderers.pdf.fonts import missing_families

SHOWN = 10


def before(document: Document) -> tuple[Finding, ...]:
    """Findings that need no layout: fonts that are not installed, images that are not there."""
    return (*_font_findings(document), *_asset_findings(document, document.content))


def _font_findings(document: Document) -> Iterator[Finding]:
    for family in missing_families(document.brand):
        yield Finding(
            "",
            "pdf.font-missing",
            "warning",
            f"the brand's font family {family!r} is not installed; install it, or the next family takes its place",
        )


def _asset_findings(document: Document, nodes: Nodes) -> Iterator[Finding]:
    logo = document.brand.letterhead.logo
    if nodes is document.content and logo not in document.assets:
        yield Finding("", "pdf.logo-missing", "warning", f"there is no file {logo!r}; the brand's name stands there")
    for node in visible(nodes, "pdf"):
        if isinstance(node, Image) and node.asset not in document.assets:
            yield Finding(
                node.id,
                "pdf.asset-missing",
                "error",
                f"there is no file {node.asset!r} among the assets; add it or take out the image",
            )
        for inner in children(node):
            yield from _asset_findings(document, inner)


def picture_findings(failed: Iterable[str], paths: dict[str, str]) -> Iterator[Finding]:
    """Pictures that cannot be read. `paths` says which node a picture belongs to."""
    for address in failed:
        path = paths.get(address.removeprefix(SCHEME), "")
        yield Finding(path, "pdf.image-broken", "error", "the image cannot be read; save it anew as SVG, PNG or JPEG")


def address_findings(refused: Iterable[str]) -> Iterator[Finding]:
    """Addresses that a drawing asked for: a document loads nothing but its own assets."""
    for address in refused:
        yield Finding(
            "", "pdf.forbidden-address", "error", f"a drawing refers to {address!r}; put what it shows into the drawing"
        )


def character_findings(document: Document, characters: Iterable[str]) -> Iterator[Finding]:
    """Characters that no font can show: printed, they would be boxes."""
    missing = tuple(characters)
    if not missing:
        return
    listed = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing[:SHOWN])
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    path = next((node_id for node_id, text in node_texts(document.content) if set(missing) & set(text)), "")
    yield Finding(
        path,
        "pdf.character-missing",
        "error",
        f"no installed font can show {listed}{more}; install a font that can, such as one of the Noto fonts",
    )


def node_texts(nodes: Nodes) -> Iterator[tuple[str, str]]:
    """The id of every node that paper shows, with its own words and none of those of nodes inside it."""
    for node in visible(nodes, "pdf"):
        yield node.id, "".join(_strings(node))
        for inner in children(node):
            yield from node_texts(inner)


def _strings(value: Any) -> Iterator[str]:
    """Every text in the fields of a node, but not in the nodes it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            if not hasattr(item, "channels"):
                yield from _strings(item)
    elif hasattr(value, "__slots__") or hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _strings(getattr(value, name))


def window_findings(laid: Any, document: Document) -> Iterator[Finding]:
    """An address that is taller than the window it has to be read through."""
    height = float(document.brand.sheet.window.height) * 96 / 25.4
    for box in laid.pages[0]._page_box.descendants():
        if box.element_tag == "div" and box.element.get("class") == "window" and box.height > height + 1:
            yield Finding(
                "",
                "pdf.address-overflow",
                "warning",
                f"the address does not fit the window of {document.brand.sheet.window.height} mm; make it shorter",
            )
            return
