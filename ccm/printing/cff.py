"""What a CFF font program holds (Adobe Technical Note #5176), read from its bytes: the outlines by glyph number.

A stream brings the same fonts thousands of times, so only what must be compared is looked at, and no outline is
decoded. Subroutines are refused: an outline that calls one says nothing by itself.
"""

import struct
from dataclasses import dataclass
from itertools import islice

Dictionary = dict[tuple[int, ...], list[float | bytes]]

# Operators of a dictionary; those of two bytes begin with 12.
CHAR_STRINGS = (17,)
PRIVATE = (18,)
SUBROUTINES = (19,)
FONT_MATRIX = (12, 7)
ROS = (12, 30)
FONT_ARRAY = (12, 36)
FONT_SELECT = (12, 37)
# What else of the top dictionary decides how outlines are drawn: paint type, kind of outlines, stroke width.
_DRAWING = ((12, 5), (12, 6), (12, 8), FONT_MATRIX)


class FontFormatError(ValueError):
    """The font program is not one whose glyphs can be told apart; it is then left as it is."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines of a CFF by glyph number, and `likeness`: what draws them besides, equal in fonts that are alike.

    `choices` says which of the font's dictionaries each glyph is drawn with, where it has several (CID-keyed fonts).
    """

    outlines: list[bytes]
    choices: list[int] | None
    likeness: tuple[object, ...]


def read_outlines(body: bytes) -> Outlines:
    """Raises FontFormatError, or IndexError or struct.error where the bytes end too soon."""
    names = _index_end(body, body[2])
    tops, after = _index(body, names)
    globals_ = _index_end(body, after)  # after the strings
    subroutines, _ = _index(body, globals_)
    if len(tops) != 1 or subroutines:
        raise FontFormatError("has several fonts or subroutines")
    top = _dictionary(tops[0])
    outlines, _ = _index(body, _place(top[CHAR_STRINGS]))
    drawing = tuple((operator, tuple(top[operator])) for operator in _DRAWING if operator in top)
    if ROS not in top:
        return Outlines(outlines, None, (drawing, _private(body, top)))
    fonts, _ = _index(body, _place(top[FONT_ARRAY]))
    dictionaries = [_dictionary(font) for font in fonts]
    each = tuple((tuple(one.get(FONT_MATRIX, ())), _private(body, one)) for one in dictionaries)
    return Outlines(outlines, _choices(body, _place(top[FONT_SELECT]), len(outlines)), (drawing, each))


def _private(body: bytes, dictionary: Dictionary) -> bytes:
    size, place = dictionary.get(PRIVATE, [0, 0])
    private = body[int(place) : int(place) + int(size)]
    if SUBROUTINES in _dictionary(private):
        raise FontFormatError("has subroutines")
    return private


def _place(operands: list[float | bytes]) -> int:
    return int(operands[0])


def _index(body: bytes, start: int) -> tuple[list[bytes], int]:
    """The items of the INDEX at `start`, and where it ends."""
    (count,) = struct.unpack_from(">H", body, start)
    if not count:
        return [], start + 2
    width = body[start + 2]
    first = start + 3
    base = first + (count + 1) * width - 1
    offsets = _numbers(body[first : base + 1], width)
    items = [body[base + here : base + there] for here, there in zip(offsets, islice(offsets, 1, None), strict=False)]
    return items, base + offsets[-1]


def _index_end(body: bytes, start: int) -> int:
    """Where the INDEX at `start` ends, its items unread."""
    (count,) = struct.unpack_from(">H", body, start)
    if not count:
        return start + 2
    width = body[start + 2]
    end: int = start + 3 + (count + 1) * width
    return end - 1 + int.from_bytes(body[end - width : end], "big")


def _numbers(body: bytes, width: int) -> list[int]:
    """Big-endian numbers of `width` bytes each."""
    if width in (1, 2, 4):
        return list(struct.unpack(f">{len(body) // width}{'BH.I'[width - 1]}", body))
    if width == 3:
        return [high << 16 | middle << 8 | low for high, middle, low in struct.iter_unpack(">BBB", body)]
    raise FontFormatError(f"has offsets of {width} bytes")


def _choices(body: bytes, start: int, count: int) -> list[int]:
    """The font dictionary of each glyph (FDSelect)."""
    if body[start] == 0:
        return list(body[start + 1 : start + 1 + count])
    if body[start] != 3:
        raise FontFormatError(f"selects fonts in the format {body[start]}")
    (ranges,) = struct.unpack_from(">H", body, start + 1)
    chosen: list[int] = []
    for number in range(ranges):
        first, font, end = struct.unpack_from(">HBH", body, start + 3 + number * 3)
        chosen += [font] * (end - first)
    return chosen


def _dictionary(body: bytes) -> Dictionary:
    """The operands of each operator. A real number is left in its bytes, which is enough to compare it."""
    found: Dictionary = {}
    operands: list[float | bytes] = []
    at = 0
    while at < len(body):
        first = body[at]
        if first <= 21:
            long = first == 12
            found[(first, body[at + 1]) if long else (first,)] = operands
            operands = []
            at += 1 + long
        else:
            value, at = _operand(body, at)
            operands.append(value)
    return found


def _operand(body: bytes, at: int) -> tuple[float | bytes, int]:
    first = body[at]
    if 32 <= first <= 246:
        return first - 139, at + 1
    if 247 <= first <= 250:
        return (first - 247) * 256 + body[at + 1] + 108, at + 2
    if 251 <= first <= 254:
        return -(first - 251) * 256 - body[at + 1] - 108, at + 2
    if first == 28:
        return struct.unpack_from(">h", body, at + 1)[0], at + 3
    if first == 29:
        return struct.unpack_from(">i", body, at + 1)[0], at + 5
    if first == 30:
        end = at + 1
        while body[end] & 0x0F != 0x0F and body[end] >> 4 != 0x0F:
            end += 1
        return body[at : end + 1], end + 1
    raise FontFormatError(f"has a dictionary with the byte {first}")
