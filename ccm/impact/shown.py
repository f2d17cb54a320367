"""What a channel made, as the page shows it: pictures of PDF pages, a screen's HTML, a message in its segments."""

import io
from collections.abc import Iterable

import pypdfium2

from ccm.impact.excerpt import screen
from ccm.impact.model import Picture, Shown, Stretch
from ccm.preview.mail import mail
from ccm.preview.message import message_runs
from ccm.preview.pages import data_uri
from ccm.preview.view import NodeArea
from content_blocks.document import Document
from renderers.base import Artifact

_SCALE = 1.75  # pixels a point: small print stays crisp when the page shows the part that changes alone
_COLOURS = 32


def shown(
    artifact: Artifact,
    document: Document,
    areas: Iterable[NodeArea],
    block: str | None,
    pages: Iterable[int],
    limit: int,
) -> Shown:
    """What a reader sees of `artifact`; of a PDF file at most `limit` of `pages`, those with the block first.

    `block` is the key of the block whose place is marked, or None when the whole is what is looked at.
    """
    body = artifact.parts[0].body
    if artifact.channel == "pdf":
        return _pages(body, [area for area in areas if area.whole and area.key == block], pages, limit)
    if artifact.channel == "email":
        message = mail(artifact)
        html, part = screen(message.html, block)
        return Shown(subject=message.subject, html=html, part=part)
    if artifact.channel == "sms":
        runs = message_runs(artifact, document)
        marked = (run.block is not None and run.block.rpartition("@")[0] == block for run in runs)
        return Shown(
            stretches=tuple(Stretch(run.text, run.segment, mark) for run, mark in zip(runs, marked, strict=True))
        )
    if artifact.channel == "mobile":
        html, part = screen(body.decode("utf-8"), block)
        return Shown(html=html, part=part)
    return Shown()


def _pages(pdf: bytes, areas: list[NodeArea], pages: Iterable[int], limit: int) -> Shown:
    document = pypdfium2.PdfDocument(pdf)
    try:
        there = [number for number in pages if number <= len(document)]
        held = {area.page for area in areas}
        chosen = sorted(sorted(there, key=lambda number: number not in held)[:limit])
        return Shown(
            pictures=tuple(_picture(document[number - 1], number, areas) for number in chosen),
            more_pages=len(there) - len(chosen),
        )
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, number: int, areas: list[NodeArea]) -> Picture:
    width, height = page.get_size()
    # Letters are few flat colours; with a small palette, lossless is half the size and type stays crisp.
    drawn = page.render(scale=_SCALE).to_pil().convert("RGB").quantize(_COLOURS, dither=0).convert("RGB")
    body = io.BytesIO()
    drawn.save(body, "WEBP", lossless=True, quality=60, method=1)
    here = tuple((area.x, area.y, area.width, area.height) for area in areas if area.page == number)
    return Picture(number, data_uri("image/webp", body.getvalue()), width, height, here)
