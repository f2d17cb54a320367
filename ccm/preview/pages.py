"""PDF pages as pictures that a browser shows without a PDF viewer."""

import base64
import io
from dataclasses import dataclass

import pypdfium2

SCALE = 2  # pixels a point: sharp on screens of twice the density, and when a page is enlarged


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: its picture as a data URI, and its size in points."""

    source: str
    width: float
    height: float


def page_pictures(pdf: bytes, limit: int) -> tuple[list[PagePicture], int]:
    """The first `limit` pages of `pdf` as WebP pictures, and how many pages it has.

    Raises pypdfium2.PdfiumError when `pdf` is no PDF.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        return [_picture(document[index]) for index in range(min(count, limit))], count
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> PagePicture:
    width, height = page.get_size()
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    body = io.BytesIO()
    # Pages are flat colour and thin type: lossless is smaller than lossy at a quality where type stays crisp.
    picture.save(body, "WEBP", lossless=True, quality=60, method=1)
    return PagePicture(data_uri("image/webp", body.getvalue()), width, height)


def data_uri(media_type: str, body: bytes) -> str:
    """`body` as an address that needs no request (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(body).decode('ascii')}"
