"""One document's font, read from its PDF: the program, and what the dictionaries around it say."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import pikepdf

from ccm.printing.cff import FontFormatError
from ccm.printing.character_maps import read_characters
from ccm.printing.font_program import FontProgram, read_program
from ccm.printing.pdf_file import number as written

FIXED_PITCH = 1
"""The flag of a font whose glyphs are all of one width: a subset may have it by chance."""

_MOST = 1_000_000

# What differs from subset to subset of one font, of each of the three dictionaries.
_PARTS = frozenset(("/DescendantFonts", "/ToUnicode"))
_WIDTHS = frozenset(("/W", "/FontDescriptor"))
_MEASURES = frozenset(("/FontBBox", "/Flags", "/FontFile2", "/FontFile3", "/CIDSet"))


class Writes(Protocol):
    def entries(self, dictionary: Any, leave_out: frozenset[str]) -> bytes:
        """The entries of a dictionary as they stand in the file that is written."""
        ...


class Subset:
    """A composite font (ISO 32000-1, 9.7) whose text says glyph numbers.

    `widths` are those of its glyphs, `characters` what they read as; `outer`, `inner` and `descriptor` are the entries
    that subsets of one font have in common. `likeness` is equal for two of them that may be laid over each other.
    """

    def __init__(self, font: Any, writes: Writes) -> None:
        """Raises FontFormatError when it is another kind of font."""
        try:
            self._read(font, writes)
        except (AttributeError, LookupError, TypeError, ValueError, pikepdf.PdfError) as error:
            raise FontFormatError(f"cannot be read: {error}") from error

    def _read(self, font: Any, writes: Writes) -> None:
        (inner,) = font["/DescendantFonts"]
        if font["/Encoding"] != "/Identity-H" or inner.get("/CIDToGIDMap", "/Identity") != "/Identity":
            raise FontFormatError("has an encoding of its own")
        descriptor = inner["/FontDescriptor"]
        embedded = descriptor.get("/FontFile2", descriptor.get("/FontFile3"))
        if embedded is None:
            raise FontFormatError("is not embedded")
        self.widths: Mapping[int, float] = dict(_widths(inner["/W"]))
        self.program: FontProgram = read_program(embedded.read_bytes(), self.widths)
        left, bottom, right, top = map(float, descriptor["/FontBBox"])
        self.box = [left, bottom, right, top]
        if any(abs(each) > _MOST for each in (*self.box, *self.widths.values())):
            raise FontFormatError("has impossible measures")
        self.flags = int(descriptor["/Flags"]) & ~FIXED_PITCH
        self.characters = read_characters(font["/ToUnicode"].read_bytes()) if "/ToUnicode" in font else {}
        self.outer = writes.entries(font, _PARTS)
        self.inner = writes.entries(inner, _WIDTHS)
        self.descriptor = writes.entries(descriptor, _MEASURES)

    @property
    def likeness(self) -> tuple[object, ...]:
        return (self.outer, self.inner, self.descriptor, self.flags, self.program.likeness)


def _widths(array: Any) -> Iterator[tuple[int, float]]:
    """The widths by glyph number: runs of widths after the first number, or one width for all of a range."""
    items = iter(array)
    for first in items:
        second = next(items, None)
        if isinstance(second, pikepdf.Array):
            yield from ((int(first) + place, float(width)) for place, width in enumerate(second))
        elif second is None or not 0 <= int(first) <= int(second) < 65536:
            raise FontFormatError("has widths of no glyphs")
        else:
            width = float(next(items, 0))
            yield from ((number, width) for number in range(int(first), int(second) + 1))


def written_widths(widths: Mapping[int, float]) -> bytes:
    """Widths as a PDF has them: runs of numbers that follow each other."""
    runs: list[tuple[int, list[str]]] = []
    for glyph in sorted(widths):
        if not runs or glyph != runs[-1][0] + len(runs[-1][1]):
            runs.append((glyph, []))
        runs[-1][1].append(written(widths[glyph]))
    return " ".join(f"{first} [{' '.join(run)}]" for first, run in runs).encode()
