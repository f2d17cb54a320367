"""One document's PDF, opened and looked at before anything of it is copied.

What a page shows must be the same on its sheet, so a document is refused when it depends on what a stream does not
carry: passwords, layers, form fields and notes. Links are left out: nobody can follow them on paper.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from ccm.printing.mark import Paper

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MOST_LEVELS = 50


class SourceError(ValueError):
    """The document cannot be printed; the message says why, without its name."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page, with the attributes it inherits from those above it."""

    page: Any
    attributes: dict[str, Any]
    paper: Paper


@contextmanager
def opened(body: bytes) -> Iterator[Any]:
    """The PDF of these bytes. Raises SourceError when it is damaged, locked, or has layers."""
    stream = io.BytesIO(body)
    try:
        with pikepdf.open(stream, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise SourceError("is encrypted; render it without a password")
            if "/OCProperties" in pdf.Root:
                raise SourceError("has layers, which a stream cannot switch; render it without them")
            yield pdf
            warnings = pdf.get_warnings()
            if warnings:
                raise SourceError(f"is damaged: {_said(warnings[0], stream)}; render it again")
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise SourceError(f"is no PDF that can be read: {_said(error, stream)}; render it again") from error


def _said(problem: object, stream: io.BytesIO) -> str:
    """What is wrong, without where in memory the file is."""
    return re.sub(r"^[\s,:]+", "", str(problem).replace(f"stream {stream}", ""))


def pages_of(pdf: Any) -> list[SourcePage]:
    """The pages in their order. Raises SourceError."""
    return [_page(page.obj, number) for number, page in enumerate(pdf.pages, start=1)]


def _page(page: Any, number: int) -> SourcePage:
    for annotation in page.get("/Annots", ()):
        if annotation.get("/Subtype") not in ("/Link", "/Popup"):
            raise SourceError(f"has a form field or a note on page {number}; print what it says as text")
    attributes = {name: value for name in _INHERITED if (value := _inherited(page, name)) is not None}
    return SourcePage(page, attributes, _paper(page, attributes, number))


def _inherited(page: Any, name: str) -> Any:
    for _ in range(_MOST_LEVELS):
        if name in page:
            return page[name]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    raise SourceError(f"has pages nested more than {_MOST_LEVELS} deep; render it again")


def _paper(page: Any, attributes: dict[str, Any], number: int) -> Paper:
    try:
        left, bottom, right, top = map(float, attributes.get("/CropBox", attributes["/MediaBox"]))
        turn = int(attributes.get("/Rotate", 0)) % 360
        unit = float(page.get("/UserUnit", 1))
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"does not say how large page {number} is; render it again") from error
    if turn % 90 or left == right or bottom == top:
        raise SourceError(f"has an impossible size or turn on page {number}; render it again")
    if unit != 1:
        raise SourceError(f"measures page {number} in units of its own, which not every printer knows; use points")
    return Paper(min(left, right), min(bottom, top), max(left, right), max(bottom, top), turn)
