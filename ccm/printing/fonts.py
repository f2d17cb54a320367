"""One font program for all documents of a stream that use a font, in place of a subset in each of them.

A subset keeps the numbers of its glyphs, so subsets of one font may be laid over each other: a number stands for the
same glyph in every page's text, and pages need not be changed. That they are subsets of one font is not believed but
compared: the dictionaries, all that draws outlines besides the outlines, and each outline that two have. A font that
differs from those before it begins a program of its own, and one that cannot be read this way (of another kind, or
with an encoding of its own) is copied as it is.

Widths are compared too. The renderer rounds them, by the size at which a document first uses a glyph, to one number
or the next, and reckons with that number where it sets text. So documents that say other widths keep them, in a
dictionary of some hundred bytes of their own, and share the program all the same.
"""

import struct
from typing import Any

from ccm.printing.cff import FontFormatError
from ccm.printing.character_maps import written_characters
from ccm.printing.font_program import CFF, FontProgram, Glyph
from ccm.printing.font_subset import FIXED_PITCH, Subset, Writes, written_widths
from ccm.printing.font_writing import largest, write_program
from ccm.printing.pdf_file import PdfFile, number, packed_object, reference

MOST_LOOKED_AT = 50
"""Of the dictionaries of widths, and of the programs that begin alike: the newest so many are tried."""


class Widths:
    """A dictionary of widths; `number` is that of the font's object that has it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.widths: dict[int, float] = {}

    def takes(self, subset: Subset) -> bool:
        known = self.widths
        return all(known.get(glyph, width) == width for glyph, width in subset.widths.items())


class Face:
    """The union of subsets of one font, which is written when all documents are in."""

    def __init__(self, first: Subset) -> None:
        """Raises FontFormatError when the program cannot be written anew."""
        self._first = first
        self._program = _writable(first.program)
        self._glyphs: dict[int, Glyph] = {}
        self._characters: dict[int, str] = {}
        self._box = first.box
        self._widths: list[Widths] = []

    def takes(self, subset: Subset) -> bool:
        """Whether every glyph that both have is the same."""
        known = self._glyphs
        return all(number not in known or known[number].same(glyph) for number, glyph in subset.program.glyphs.items())

    def add(self, subset: Subset, file: PdfFile) -> int:
        """Lay `subset` over what is there; the number of the object that stands for it.

        A glyph that documents read as different texts, such as a blank, reads as the plainest of them. Raises
        FontFormatError, with nothing laid over, when no program could be written of both.
        """
        self._program = _united(self._program, subset.program)
        self._glyphs.update(subset.program.glyphs)
        for glyph, text in subset.characters.items():
            self._characters[glyph] = min(self._characters.get(glyph, text), text, key=_plainness)
        low, high = (list(map(pick, self._box, subset.box)) for pick in (min, max))
        self._box = low[:2] + high[2:]
        return self._said(subset, file)

    def _said(self, subset: Subset, file: PdfFile) -> int:
        said = next((each for each in self._widths[-MOST_LOOKED_AT:] if each.takes(subset)), None)
        if said is None:
            said = Widths(file.reserve())
            self._widths.append(said)
        said.widths.update(subset.widths)
        return said.number

    def write(self, file: PdfFile) -> None:
        """Write the program, what describes it, and a font for each dictionary of widths."""
        descriptor = reference(file.add(self._descriptor(file)))
        characters = b""
        if self._characters:
            characters = b"/ToUnicode " + reference(file.add(packed_object(written_characters(self._characters))))
        for each in self._widths:
            inner = file.add(b"<< %s /W [%s] /FontDescriptor %s >>" % (
                self._first.inner, written_widths(each.widths), descriptor))  # fmt: skip
            font = b"<< %s /DescendantFonts [%s] %s >>" % (self._first.outer, reference(inner), characters)
            file.put(each.number, font)

    def _descriptor(self, file: PdfFile) -> bytes:
        program = self._program
        body = write_program(program.kind, program.tables, program.count, self._glyphs)
        cff = program.kind == CFF
        said = b"/Subtype /OpenType" if cff else b"/Length1 %d" % len(body)
        embedded = reference(file.add(packed_object(body, said)))
        return b"<< %s /FontBBox [%s] /Flags %d %s %s >>" % (
            self._first.descriptor, " ".join(map(number, self._box)).encode(),
            self._first.flags | self._pitch, b"/FontFile3" if cff else b"/FontFile2", embedded)  # fmt: skip

    @property
    def _pitch(self) -> int:
        widths = {glyph: width for each in self._widths for glyph, width in each.widths.items()}
        return FIXED_PITCH if len(widths) > 1 and len(set(widths.values())) == 1 else 0


class Fonts:
    """The fonts of one stream."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._alike: dict[tuple[object, ...], list[Face]] = {}

    def take(self, font: Any, writes: Writes) -> int | None:
        """The number of the object that stands for `font`, or None when it is to be copied like any other object."""
        if font.get("/Subtype") != "/Type0":
            return None
        try:
            return self._taken(Subset(font, writes))
        except FontFormatError:
            return None

    def _taken(self, subset: Subset) -> int:
        alike = self._alike.setdefault(subset.likeness, [])
        face = next((each for each in alike[-MOST_LOOKED_AT:] if each.takes(subset)), None)
        if face is None:
            face = Face(subset)
            alike.append(face)
        return face.add(subset, self._file)

    def write(self) -> None:
        """Write every font; nothing can be taken after that."""
        for alike in self._alike.values():
            for face in alike:
                face.write(self._file)


def _united(one: FontProgram, other: FontProgram) -> FontProgram:
    """The program with more glyphs, whose tables hold for those of the other too."""
    base, rest = (one, other) if one.count >= other.count else (_writable(other), one)
    try:
        tables = largest(base.tables, rest.tables)
    except (struct.error, ValueError) as error:
        raise FontFormatError(f"has tables of another length: {error}") from error
    return FontProgram(base.kind, tables, base.count, {}, base.likeness)


def _writable(program: FontProgram) -> FontProgram:
    """`program` itself. Raises FontFormatError when fontTools finds something in it that the reader has not."""
    try:
        write_program(program.kind, program.tables, program.count, program.glyphs)
    except Exception as error:  # whatever a damaged font makes fontTools stumble over, the font is copied as it is
        raise FontFormatError(f"cannot be written anew: {error}") from error
    return program


def _plainness(text: str) -> tuple[int, str]:
    return len(text), text
