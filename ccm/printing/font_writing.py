"""The glyphs of many subsets as one font program, written with fontTools.

Nothing is drawn anew: outlines are the bytes they were. What a program says about itself as a whole (its box, the
largest of this and that) becomes what holds for all of its parts.
"""

import io
import struct
from collections.abc import Mapping
from typing import Any

from ccm.printing.font_program import CFF, Glyph

_EMPTY = Glyph(b"", 0, 0)
_NO_OUTLINE = b"\x0e"
# What embedded TrueType needs (ISO 32000-1, 9.9), and what OpenType has besides.
_TRUETYPE = ("head", "hhea", "maxp", "cvt ", "fpgm", "prep")
_OPENTYPE = ("head", "hhea", "maxp", "OS/2", "name", "cmap", "post")

_BOX = 36  # of head: xMin, yMin, xMax, yMax
_LONG = 50  # of head: how wide the offsets of loca are
_GLYPHS = 4  # of maxp
_LARGEST = 6  # of maxp: thirteen numbers, each the largest of all glyphs
_ADVANCES = 34  # of hhea


def largest(first: Mapping[str, bytes], second: Mapping[str, bytes]) -> dict[str, bytes]:
    """The tables of `first`, with ``head`` and ``maxp`` that hold for the glyphs of `second` too.

    Raises struct.error or ValueError when those are not as long as they should be.
    """
    box, other = (struct.unpack_from(">4h", tables["head"], _BOX) for tables in (first, second))
    around = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
    numbers, others = (_sixteens(tables["maxp"][_LARGEST:]) for tables in (first, second))
    most = [max(pair) for pair in zip(numbers, others, strict=True)]
    return {
        **first,
        "head": _over(first["head"], _BOX, ">4h", *around),
        "maxp": _over(first["maxp"], _LARGEST, f">{len(most)}H", *most),
    }


def write_program(kind: bytes, tables: Mapping[str, bytes], count: int, glyphs: Mapping[int, Glyph]) -> bytes:
    """A font program of `count` glyphs; those that are not in `glyphs` are empty.

    `tables` are those of a subset that had as many, whose CFF names them all.
    """
    metrics = b"".join(
        struct.pack(">Hh", glyph.advance, glyph.bearing)
        for glyph in (glyphs.get(number, _EMPTY) for number in range(count))
    )
    made = {tag: tables[tag] for tag in (_OPENTYPE if kind == CFF else _TRUETYPE) if tag in tables}
    made["hmtx"] = metrics
    made["hhea"] = _over(made["hhea"], _ADVANCES, ">H", count)
    made["maxp"] = _over(made["maxp"], _GLYPHS, ">H", count)
    if kind == CFF:
        made["CFF "] = _cff(tables["CFF "], count, glyphs)
    else:
        made["loca"], made["glyf"] = _glyf(count, glyphs)
        made["head"] = _over(made["head"], _LONG, ">h", 1)
    return _sfnt(kind, made)


def _glyf(count: int, glyphs: Mapping[int, Glyph]) -> tuple[bytes, bytes]:
    places, parts, at = [0], [], 0
    for number in range(count):
        outline = glyphs.get(number, _EMPTY).outline
        outline += bytes(-len(outline) % 4)
        parts.append(outline)
        at += len(outline)
        places.append(at)
    return struct.pack(f">{len(places)}I", *places), b"".join(parts)


def _cff(base: bytes, count: int, glyphs: Mapping[int, Glyph]) -> bytes:
    from fontTools.cffLib import CFFFontSet, CharStrings
    from fontTools.misc.psCharStrings import T2CharString
    from fontTools.ttLib import TTFont

    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(base), None)
    top = fonts.topDictIndex[0]
    names = top.charset
    selected = getattr(top, "FDSelect", None)
    private = None if selected is not None else top.Private
    strings = CharStrings(None, names, fonts.GlobalSubrs, private, selected, getattr(top, "FDArray", None))
    for number, name in enumerate(names):
        glyph = glyphs.get(number)
        strings.charStrings[name] = T2CharString(bytecode=glyph.outline if glyph else _NO_OUTLINE)
        if selected is not None and glyph:
            selected.gidArray[number] = glyph.choice
    top.CharStrings = strings
    written = io.BytesIO()
    fonts.compile(written, TTFont(sfntVersion="OTTO", recalcBBoxes=False))
    return written.getvalue()


def _sfnt(kind: bytes, tables: Mapping[str, bytes]) -> bytes:
    from fontTools.ttLib.sfnt import SFNTWriter

    written = io.BytesIO()
    writer: Any = SFNTWriter(written, len(tables), kind.decode("latin-1"))
    for tag in sorted(tables):
        writer[tag] = tables[tag]
    writer.close()
    return written.getvalue()


def _sixteens(body: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(body) // 2}H", body)


def _over(table: bytes, place: int, layout: str, *values: int) -> bytes:
    """`table` with `values` written over what stands at `place`."""
    changed = bytearray(table)
    struct.pack_into(layout, changed, place, *values)
    return bytes(changed)
