"""PDF pages as pictures that a browser shows without a PDF viewer."""

import base64
import io
from dataclasses import dataclass

import pypdfium2

SCALE = 2  # pixels a point: sharp on screens of twice the density, and when a page is enlarged


@dataclass(frozen=True, slots=True)
class PageRange:
    """Which pages of a PDF are pictured: at most `limit` from page `first` (from 1) on, `scale` pixels a point."""

    limit: int
    first: int = 1
    scale: float = SCALE


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: its number, its picture as a data URI, and its size in points."""

    number: int
    source: str
    width: float
    height: float


def page_pictures(pdf: bytes, wanted: PageRange) -> tuple[list[PagePicture], int]:
    """The pages `wanted` of `pdf` as WebP pictures, and how many pages it has.

    Raises pypdfium2.PdfiumError when `pdf` is no PDF.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        last = min(count, wanted.first + wanted.limit - 1)
        return [_picture(document[number - 1], number, wanted.scale) for number in range(wanted.first, last + 1)], count
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, number: int, scale: float) -> PagePicture:
    width, height = page.get_size()
    picture = page.render(scale=scale).to_pil().convert("RGB")
    body = io.BytesIO()
    # Pages are flat colour and thin type: lossless is smaller than lossy at a quality where type stays crisp.
    picture.save(body, "WEBP", lossless=True, quality=60, method=1)
    return PagePicture(number, data_uri("image/webp", body.getvalue()), width, height)


def data_uri(media_type: str, body: bytes) -> str:
    """`body` as an address that needs no request (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(body).decode('ascii')}"
