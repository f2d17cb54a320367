"""The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, once GSM 03.38).

A character of the default alphabet takes one septet, one of the extension table two: an escape and its code.
"""

import re

from gsm0338.charset import BASIC_CHARACTER_SET, BASIC_CHARACTER_SET_EXTENSION
from gsm0338.codec import Codec

_ESCAPE = 0x1B
# Control codes of the extension table are no characters of text.
_EXTENDED_CODES = [code for code in BASIC_CHARACTER_SET_EXTENSION if code not in (0x0A, 0x0D, _ESCAPE)]


def _decoded(codes: list[bytes]) -> frozenset[str]:
    codec = Codec()
    return frozenset(codec.decode(code)[0] for code in codes)


BASIC = _decoded([bytes([code]) for code in BASIC_CHARACTER_SET if code != _ESCAPE])
EXTENSION = _decoded([bytes([_ESCAPE, code]) for code in _EXTENDED_CODES])

_OUTSIDE = re.compile(f"[^{re.escape(''.join(sorted(BASIC | EXTENSION)))}]")
_EXTENDED = re.compile(f"[{re.escape(''.join(sorted(EXTENSION)))}]")


def is_gsm7(text: str) -> bool:
    """Whether every character of `text` is in the default alphabet or its extension table."""
    return _OUTSIDE.search(text) is None


def outside(text: str) -> str:
    """The characters of `text` that are in neither table, each once, in order of first use."""
    return "".join(dict.fromkeys(_OUTSIDE.findall(text)))


def extended_count(text: str) -> int:
    """How many characters of `text` take two septets."""
    return len(_EXTENDED.findall(text))
