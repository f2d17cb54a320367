"""Objects of many PDFs copied into one file, each content once: what two documents share is written for the first.

Objects are written from the leaves up, so that two that say the same are the same bytes, and an image, a form or a
colour profile that a thousand documents bring along is found by its digest.
"""

import hashlib
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

import pikepdf

from ccm.printing.pdf_file import PdfFile, reference, stream_object

MOST_DEPTH = 60

# What an object says for readers and editors of the single document. In print it would lead nowhere.
_LEFT_OUT = frozenset(("/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/LastModified", "/Length"))


class CopyError(ValueError):
    """An object cannot be copied; the message says why, without the document's name."""


class FontShelf(Protocol):
    def take(self, font: Any, writes: "Copying") -> int | None:
        """The number of the object that stands for `font`; None when it is to be copied like any other object."""
        ...


class Copies:
    """What was copied into a file so far, by content."""

    def __init__(self, file: PdfFile, fonts: FontShelf | None = None) -> None:
        self.file = file
        self.fonts = fonts
        self._numbers: dict[bytes, int] = {}

    def keep(self, body: bytes) -> int:
        """The number of the object with that body, which is written unless it was before."""
        mark = hashlib.sha256(body).digest()
        number = self._numbers.get(mark)
        if number is None:
            number = self._numbers[mark] = self.file.add(body)
        return number


class Copying:
    """One document on its way into the file. An object that its pages share is looked at once."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._known: dict[tuple[int, int], bytes] = {}
        self._depth = 0

    def value(self, value: Any) -> bytes:
        """`value` as it stands in the file: itself, or a reference to what was copied. Raises CopyError."""
        if value is None:
            return b"null"
        if isinstance(value, bool):
            return b"true" if value else b"false"
        if isinstance(value, int):
            return b"%d" % value
        if isinstance(value, Decimal):
            return format(value, "f").encode()
        if value.is_indirect:
            return self._indirect(value)
        return self._body(value)

    def entries(self, dictionary: Any, leave_out: frozenset[str] = _LEFT_OUT) -> bytes:
        """The entries of a dictionary, or of a stream's, in the order of their names."""
        return b" ".join(
            b"%s %s" % (_name(key), self.value(value))
            for key, value in sorted(dictionary.items())
            if key not in leave_out
        )

    def _indirect(self, value: Any) -> bytes:
        known = self._known.get(value.objgen)
        if known is None:
            known = self._known[value.objgen] = reference(self._copied(value))
        return known

    def _copied(self, value: Any) -> int:
        fonts = self._copies.fonts
        if fonts is not None and isinstance(value, pikepdf.Dictionary) and value.get("/Type") == "/Font":
            number = fonts.take(value, self)
            if number is not None:
                return number
        return self._copies.keep(self._body(value))

    def _body(self, value: Any) -> bytes:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise CopyError(f"its objects refer to each other in a circle, or are nested more than {MOST_DEPTH} deep")
        try:
            if isinstance(value, pikepdf.Stream):
                if "/F" in value:
                    raise CopyError("it refers to another file for its data")
                return stream_object(self.entries(value), value.read_raw_bytes())
            if isinstance(value, pikepdf.Dictionary):
                return b"<< %s >>" % self.entries(value)
            if isinstance(value, pikepdf.Array):
                return b"[%s]" % b" ".join(map(self.value, value))
            written: bytes = value.unparse()
            return written
        finally:
            self._depth -= 1


@lru_cache(maxsize=1024)
def _name(key: str) -> bytes:
    return pikepdf.Name(key).unparse()
