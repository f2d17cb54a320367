"""A font program as a PDF embeds it (sfnt, ISO/IEC 14496-22), taken apart into glyphs that can be compared.

Both kinds occur: outlines of TrueType (``glyf``) and of CFF. A glyph is known by its number, which subsets keep, so
that the subsets of one font can be laid over each other.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from ccm.printing.cff import FontFormatError, read_outlines

CFF = b"OTTO"
TRUETYPE = (b"\x00\x01\x00\x00", b"true")

# A CFF glyph that a subset took out ends at once.
_NOTHING = (b"", b"\x0e")
_HINTS = ("cvt ", "fpgm", "prep")
_HEAD_UNITS = 18
_HEAD_LONG = 50
_HHEA_COUNT = 34


@dataclass(frozen=True, slots=True)
class Glyph:
    """An outline as it stands in the font, its advance and left side bearing, and its font dictionary (CFF)."""

    outline: bytes
    advance: int
    bearing: int
    choice: int = 0

    def same(self, other: "Glyph") -> bool:
        """Whether both are drawn alike. Outlines may be padded with zeros, to different lengths."""
        return self == other or (
            (self.advance, self.bearing, self.choice) == (other.advance, other.bearing, other.choice)
            and self.outline.rstrip(b"\0") == other.outline.rstrip(b"\0")
        )


@dataclass(frozen=True, slots=True)
class FontProgram:
    """`tables` by tag; `glyphs` that are there, by number, of `count`; `likeness` is equal in subsets of one font."""

    kind: bytes
    tables: dict[str, bytes]
    count: int
    glyphs: dict[int, Glyph]
    likeness: tuple[object, ...]


def read_program(body: bytes, used: Iterable[int]) -> FontProgram:
    """Take a font program apart; `used` are glyphs that count although they have no outline, such as blanks.

    Raises FontFormatError when it is none, or one that cannot be united with others.
    """
    try:
        kind, tables = body[:4], _tables(body)
        head, (count,) = tables["head"], struct.unpack_from(">H", tables["maxp"], 4)
        if kind == CFF:
            font = read_outlines(tables["CFF "])
            outlines, choices, likeness = font.outlines, font.choices, font.likeness
        elif kind in TRUETYPE:
            outlines, choices, likeness = _truetype(tables, head), None, tuple(map(tables.get, _HINTS))
        else:
            raise FontFormatError("is neither TrueType nor CFF")
        if len(outlines) != count:
            raise FontFormatError(f"has {len(outlines)} outlines for {count} glyphs")
        there = {number for number, outline in enumerate(outlines) if outline not in _NOTHING}
        metrics = _metrics(tables, count)
        glyphs = {
            number: Glyph(outlines[number], *metrics(number), choices[number] if choices else 0)
            for number in sorted(there.union(used))
            if number < count
        }
    except FontFormatError:
        raise
    except (ArithmeticError, LookupError, TypeError, ValueError, struct.error) as error:
        raise FontFormatError(f"cannot be read: {error}") from error
    units = head[_HEAD_UNITS : _HEAD_UNITS + 2]
    return FontProgram(kind, tables, count, glyphs, (kind, units, choices is None, *likeness))


def _tables(body: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", body, 4)
    tables = {}
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", body, 12 + number * 16)
        tables[tag.decode("latin-1")] = body[start : start + length]
    return tables


def _truetype(tables: dict[str, bytes], head: bytes) -> list[bytes]:
    loca, glyf = tables["loca"], tables["glyf"]
    if struct.unpack_from(">h", head, _HEAD_LONG)[0]:
        places = struct.unpack(f">{len(loca) // 4}I", loca)
    else:
        places = tuple(2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca))
    return [glyf[here:there] for here, there in zip(places, islice(places, 1, None), strict=False)]


def _metrics(tables: dict[str, bytes], count: int) -> "Metrics":
    (full,) = struct.unpack_from(">H", tables["hhea"], _HHEA_COUNT)
    if not 0 < full <= count:
        raise FontFormatError(f"has {full} advances for {count} glyphs")
    return Metrics(tables["hmtx"], full)


@dataclass(frozen=True, slots=True)
class Metrics:
    """``hmtx``: advance and bearing of the first `full` glyphs, bearings alone after them."""

    table: bytes
    full: int

    def __call__(self, number: int) -> tuple[int, int]:
        if number < self.full:
            advance, bearing = struct.unpack_from(">Hh", self.table, number * 4)
            return advance, bearing
        (advance,) = struct.unpack_from(">H", self.table, (self.full - 1) * 4)
        (bearing,) = struct.unpack_from(">h", self.table, self.full * 4 + (number - self.full) * 2)
        return advance, bearing
