"""Whether a reader would see a difference between two artifacts of a channel, beyond the words."""

import re
from collections.abc import Iterator
from itertools import zip_longest

import pypdfium2

from ccm.preview.mail import mail
from renderers.base import Artifact

# A block's number stands in attributes that no reader sees.
_NUMBERS = re.compile(rb'data-block="[^"]*"')
_RASTER = 1  # pixels a point: enough that a changed letter, colour or rule changes the raster


def differing_pages(before: bytes, after: bytes) -> tuple[int, ...]:
    """The numbers of the pages that look different in two PDF files, those that only one of them has included."""
    pairs = zip_longest(_rasters(before), _rasters(after))
    return tuple(number for number, (old, new) in enumerate(pairs, start=1) if old != new)


def look_alike(before: Artifact, after: Artifact) -> bool:
    """Whether two artifacts that are no PDF files show the same, the numbers of blocks aside."""
    return _seen(before) == _seen(after)


def _rasters(pdf: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=_RASTER).to_pil()
            yield picture.size, picture.tobytes()
    finally:
        document.close()


def _seen(artifact: Artifact) -> list[bytes]:
    # A message (RFC 5322) holds the parts beside it, encoded, and its own subject.
    parts = [_NUMBERS.sub(b"", part.body) for part in artifact.parts if part.media_type != "message/rfc822"]
    if artifact.channel == "email":
        parts.append(mail(artifact).subject.encode("utf-8", "surrogatepass"))
    return parts
