"""How many segments a text message takes (3GPP TS 23.038 and 23.040).

A message is sent in 7-bit septets when all its characters are in the GSM alphabet, otherwise in UCS-2. One
segment holds 160 septets or 70 UTF-16 code units; where a message needs more, each of its segments gives six
octets to the header that joins them, and holds 153 septets or 67 code units. A two-septet character and a
surrogate pair are never split between segments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from renderers.sms.gsm7 import EXTENSION, extended_count, is_gsm7

Encoding = Literal["GSM-7", "UCS-2"]
Alphabet = Literal["gsm7", "bmp", "any"]

SINGLE = {"GSM-7": 160, "UCS-2": 70}
JOINED = {"GSM-7": 153, "UCS-2": 67}


@dataclass(frozen=True, slots=True)
class SegmentCount:
    """`units` are septets or UTF-16 code units; `remaining` is what the last segment still has room for."""

    encoding: Encoding
    characters: int
    units: int
    segments: int
    remaining: int


def count(text: str) -> SegmentCount:
    """Count the segments of `text` exactly. The empty text takes none."""
    if is_gsm7(text):
        encoding: Encoding = "GSM-7"
        double = extended_count(text)
    else:
        encoding = "UCS-2"
        double = sum(character > "\uffff" for character in text)
    units = len(text) + double
    if units <= SINGLE[encoding]:
        segments = 1 if text else 0
        return SegmentCount(encoding, len(text), units, segments, segments * SINGLE[encoding] - units)
    room = JOINED[encoding]
    if not double:
        segments = -(-units // room)
        return SegmentCount(encoding, len(text), units, segments, segments * room - units)
    segments, used = _packed(_widths(text, encoding), room)
    return SegmentCount(encoding, len(text), units, segments, room - used)


def _widths(text: str, encoding: Encoding) -> Iterable[int]:
    if encoding == "GSM-7":
        return (2 if character in EXTENSION else 1 for character in text)
    return (2 if character > "\uffff" else 1 for character in text)


def _packed(widths: Iterable[int], room: int) -> tuple[int, int]:
    """Segments filled one after the other, and the units used in the last."""
    segments, used = 1, 0
    for width in widths:
        if used + width > room:
            segments += 1
            used = 0
        used += width
    return segments, used


def worst_case_segments(fixed: str, characters: int = 0, alphabet: Alphabet = "bmp") -> int:
    """The most segments a message can take: the text `fixed` and up to `characters` more from the data.

    `alphabet` says what the data may hold: ``gsm7`` only characters of the GSM alphabet (any of them may take
    two septets), ``bmp`` the letters of all living scripts, ``any`` emoji and historic scripts too, which take
    two code units each. One unit a segment is held back, because a character of two is never split.
    """
    doubled = alphabet != "bmp"
    encoding = "GSM-7" if is_gsm7(fixed) and (alphabet == "gsm7" or not characters) else "UCS-2"
    units = count(fixed).units if encoding == "GSM-7" else len(fixed.encode("utf-16-le", "surrogatepass")) // 2
    units += characters * (2 if doubled else 1)
    if units <= SINGLE[encoding]:
        return 1 if units else 0
    split = doubled or units > len(fixed) + characters
    return -(-units // (JOINED[encoding] - split))
