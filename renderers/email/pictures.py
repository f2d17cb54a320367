"""The pictures of a mail: PNG and JPEG, sent along and named by Content-ID (RFC 2392)."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from content_blocks.document import Asset
from renderers.base import Finding, RenderError
from renderers.raster import svg_png

DENSITY = 2  # pixels of a picture for one of the page, for sharp screens

_SVG_WIDTH = re.compile(rb"<svg\b[^>]*?\swidth=[\"']([\d.]+)(?:px)?[\"']")
_SVG_BOX = re.compile(rb"<svg\b[^>]*?\bviewBox=[\"'][-\d.eE]+[ ,]+[-\d.eE]+[ ,]+([\d.eE]+)")
_FRAME_HEADERS = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))


@contextmanager
def drawing(path: str) -> Iterator[None]:
    """Turn the errors of charts, barcodes and files that cannot be drawn into a RenderError that names the node."""
    try:
        yield
    except (ValueError, IndexError) as error:
        finding = Finding(path, "email.not-drawn", "error", f"the picture cannot be drawn: {error}")
        raise RenderError("email", [finding]) from error


@dataclass(frozen=True, slots=True)
class Picture:
    """`cid` without brackets; `file_name` is what a reader sees who saves it."""

    cid: str
    file_name: str
    media_type: str
    body: bytes = field(repr=False)


@dataclass
class Pictures:
    """The pictures of one mail, each once. `domain` makes their Content-IDs unique in the world."""

    domain: str
    found: dict[str, Picture] = field(default_factory=dict)

    def add(self, name: str, body: bytes, media_type: str = "image/png") -> str:
        """Send `body` along; the address for ``src``."""
        digest = hashlib.sha256(body).hexdigest()[:16]
        cid = f"{name}.{digest}@{self.domain}"
        extension = media_type.removeprefix("image/").replace("jpeg", "jpg")
        self.found.setdefault(cid, Picture(cid, f"{name}.{extension}", media_type, body))
        return f"cid:{cid}"


@lru_cache(maxsize=128)
def drawn(svg: bytes, width: int) -> bytes:
    """An SVG file as a PNG for `width` pixels of the page; kept, because logos are in every mail."""
    return svg_png(svg.decode(), width * DENSITY)


def asset_picture(pictures: Pictures, name: str, asset: Asset, width: int | None, limit: int) -> tuple[str, int]:
    """Send an asset along; its address and its width on the page, never more than `limit`.

    Without `width` it has its natural one. Raises ValueError for what is no SVG, PNG or JPEG.
    """
    width = min(width or natural_width(asset), limit)
    if asset.media_type == "image/svg+xml":
        return pictures.add(name, drawn(asset.body, width)), width
    return pictures.add(name, asset.body, asset.media_type), width


def natural_width(asset: Asset) -> int:
    """The width in pixels a picture file gives itself. Raises ValueError for a file that does not say."""
    body = asset.body
    if asset.media_type == "image/png" and body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) > 24:
        return int.from_bytes(body[16:20], "big")
    if asset.media_type == "image/jpeg" and body.startswith(b"\xff\xd8"):
        return _jpeg_width(body)
    if asset.media_type == "image/svg+xml":
        found = _SVG_WIDTH.search(body) or _SVG_BOX.search(body)
        if found and float(found[1]) >= 1:
            return round(float(found[1]))
    raise ValueError("mails carry SVG, PNG and JPEG, and the file must say its width")


def _jpeg_width(body: bytes) -> int:
    """Walk the segments of a JPEG to its frame header (ITU-T T.81, annex B)."""
    at = 2
    while body[at] == 0xFF:
        marker, length = body[at + 1], int.from_bytes(body[at + 2 : at + 4], "big")
        if marker in _FRAME_HEADERS:
            return int.from_bytes(body[at + 7 : at + 9], "big")
        at += 2 + length
    raise ValueError("the JPEG has no frame header")
