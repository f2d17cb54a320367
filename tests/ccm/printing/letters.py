"""Documents to print: real letters of the starter library, and small PDFs that are made for one fault."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from ccm.printing.document import PrintDocument
from ccm.run import draft_rendering
from ccm.sources.record import Record
from ccm.sources.registry import open_source
from content_blocks.digest import digest_bytes
from renderers.pdf.renderer import PdfRenderer
from templates_repo.folders import TEMPLATES

JOB = "letters-1a2b3c4d"
# Two brands, three languages, fonts with both kinds of outlines; one to three pages.
SAMPLES = (
    ("payment-reminder", "elena-first"),
    ("payment-reminder", "friedrich-second"),
    ("appointment-reminder", "torino-technician"),
    ("appointment-reminder", "trieste-greek"),
)


@dataclass(frozen=True)
class Letter:
    document: PrintDocument
    body: bytes


@cache
def letters() -> tuple[Letter, ...]:
    """The letters as customers get them: rendered once, for all tests that only look at them."""
    return tuple(_rendered(number, template, sample) for number, (template, sample) in enumerate(SAMPLES, start=1))


def _rendered(number: int, template: str, sample: str) -> Letter:
    rendering = draft_rendering(Path("none"), template, ["pdf"])
    record = next(open_source(TEMPLATES / template / "samples" / f"{sample}.json", None))
    assert isinstance(record, Record)
    document = replace(rendering.program(rendering.locale_of(record.data)).run(record.data), draft=False)
    artifact = PdfRenderer().render(document)
    body = artifact.parts[0].body
    recipient = document.recipient
    pages = dict(artifact.facts)["pages"]
    assert isinstance(pages, int)
    return Letter(
        PrintDocument(number, document.key, pages, digest_bytes(body), recipient.name, recipient.address), body
    )


def small(pages: int = 1, change: Callable[[pikepdf.Pdf], object] = bool, number: int = 1, **save: object) -> Letter:
    """A letter of A4 pages with a black box in the middle of each, which `change` may spoil."""
    pdf = pikepdf.new()
    for page in range(pages):
        added = pdf.add_blank_page(page_size=(595.28, 841.89))
        added.Contents = pdf.make_stream(b"%% %d %d\n0 g 200 400 100 %d re f" % (number, page, 50 + page))
    change(pdf)
    written = io.BytesIO()
    pdf.save(written, static_id=True, **save)  # type: ignore[arg-type]
    body = written.getvalue()
    return Letter(PrintDocument(number, f"K-{number}", pages, digest_bytes(body)), body)


def picture(pdf: pypdfium2.PdfDocument, page: int, scale: float = 1.5) -> Image.Image:
    """A page (from 0) in pixels; `scale` of them a point."""
    image: Image.Image = pdf[page].render(scale=scale).to_pil().convert("RGB")
    return image


def text_of(pdf: pypdfium2.PdfDocument, page: int) -> str:
    text: str = pdf[page].get_textpage().get_text_range()
    return text
