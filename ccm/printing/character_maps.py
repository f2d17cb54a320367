"""What glyphs of a font read as: the map that a PDF calls ToUnicode (ISO 32000-1, 9.10.3)."""

import re
from collections.abc import Mapping

_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})>\s*<((?:[0-9a-fA-F]{4})*)>")
_MOST = 100  # pairs a section

_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class MapError(ValueError):
    """The map is not one of single glyphs."""


def read_characters(body: bytes) -> dict[int, str]:
    """The text of each glyph. Raises MapError when the map has more than single glyphs in it."""
    if b"beginbfrange" in body or b"usecmap" in body:
        raise MapError("maps ranges")
    try:
        return {
            int(pair[1], 16): bytes.fromhex(pair[2].decode()).decode("utf-16-be")
            for section in _SECTION.finditer(body)
            for pair in _PAIR.finditer(section[1])
        }
    except UnicodeDecodeError as error:
        raise MapError("maps to what is no text") from error


def written_characters(characters: Mapping[int, str]) -> bytes:
    """The map of these glyphs, in the order of their numbers."""
    pairs = [b"<%04x> <%s>\n" % (glyph, _hex(text)) for glyph, text in sorted(characters.items())]
    sections = (pairs[start : start + _MOST] for start in range(0, len(pairs), _MOST))
    return _HEAD + b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(each), b"".join(each)) for each in sections) + _TAIL


def _hex(text: str) -> bytes:
    return text.encode("utf-16-be").hex().encode()
