"""The font files that a brand's families resolve to, by digest.

fontconfig is asked what Pango asks it: for every family of the brand, in the weights the brand uses, upright and
italic. Letters that none of these fonts has are set in whatever other font is installed, so the list of installed
fonts has a digest too. Files go by their names; where a machine keeps them is its own affair.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ccm.provenance.system import FONTCONFIG, shared_library
from content_blocks.brand import Brand
from content_blocks.digest import digest, digest_bytes
from renderers.pdf.surroundings import settle_language

Faces = dict[str, dict[str, str]]

# What renderers name after the brand's families.
_LAST_RESORT = "sans-serif"
_REGULAR, _BOLD = 400, 700
_UPRIGHT, _ITALIC = 0, 100
_MATCH_PATTERN = 0
_SET_SYSTEM = 0


@dataclass(frozen=True)
class Fonts:
    """`families`: for each family its files and their digests, none where it is not installed; `installed`: the
    digest of the names and versions of all fonts there are, None where fontconfig cannot be asked."""

    families: Faces
    installed: str | None

    def as_data(self) -> dict[str, object]:
        return {"families": self.families, "installed": self.installed}


def brand_fonts(brand: Brand) -> Fonts:
    """The fonts of `brand` on this machine; asked once for each set of families and weights."""
    kind = brand.type
    families = (*dict.fromkeys((*kind.heading.families, *kind.body.families, _LAST_RESORT)),)
    weights = tuple(sorted({_REGULAR, _BOLD, kind.body.weight, kind.heading.weight, kind.strong_weight}))
    return _fonts(families, weights)


@lru_cache(maxsize=64)
def _fonts(families: tuple[str, ...], weights: tuple[int, ...]) -> Fonts:
    asked = _fontconfig()
    if asked is None:
        return Fonts({}, None)
    return Fonts({family: _files(asked, family, weights) for family in families}, _installed(asked))


def _files(asked: "_Fontconfig", family: str, weights: tuple[int, ...]) -> dict[str, str]:
    found = {asked.match(family, weight, slant) for weight in weights for slant in (_UPRIGHT, _ITALIC)}
    return {path.name: _file_digest(path) for path in sorted(path for path in found if path is not None)}


@lru_cache(maxsize=1024)
def _file_digest(path: Path) -> str:
    return digest_bytes(path.read_bytes())


def _installed(asked: "_Fontconfig") -> str:
    return digest(sorted(f"{path.name} {index} {version}" for path, index, version in asked.installed()))


@lru_cache(maxsize=1)
def _fontconfig() -> "_Fontconfig | None":
    library = shared_library(*FONTCONFIG)
    return _Fontconfig(library) if library is not None else None


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


_Handle, _Number, _Text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "FcPatternCreate": (_Handle, ()),
    "FcPatternDestroy": (None, (_Handle,)),
    "FcPatternAddString": (_Number, (_Handle, _Text, _Text)),
    "FcPatternAddInteger": (_Number, (_Handle, _Text, _Number)),
    "FcPatternGetString": (_Number, (_Handle, _Text, _Number, ctypes.POINTER(_Text))),
    "FcPatternGetInteger": (_Number, (_Handle, _Text, _Number, ctypes.POINTER(_Number))),
    "FcWeightFromOpenType": (_Number, (_Number,)),
    "FcConfigSubstitute": (_Number, (_Handle, _Handle, _Number)),
    "FcDefaultSubstitute": (None, (_Handle,)),
    "FcFontMatch": (_Handle, (_Handle, _Handle, ctypes.POINTER(_Number))),
    "FcConfigGetFonts": (ctypes.POINTER(_FontSet), (_Handle, _Number)),
}


class _Fontconfig:
    """The few functions of fontconfig's own interface that are needed here."""

    def __init__(self, library: ctypes.CDLL) -> None:
        settle_language()
        self._library = library
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments

    def match(self, family: str, weight: int, slant: int) -> Path | None:
        """The file of a face; None when the family is not installed (the last resort always resolves)."""
        library = self._library
        pattern = library.FcPatternCreate()
        try:
            library.FcPatternAddString(pattern, b"family", family.encode())
            library.FcPatternAddInteger(pattern, b"weight", library.FcWeightFromOpenType(weight))
            library.FcPatternAddInteger(pattern, b"slant", slant)
            library.FcConfigSubstitute(None, pattern, _MATCH_PATTERN)
            library.FcDefaultSubstitute(pattern)
            result = ctypes.c_int()
            found = library.FcFontMatch(None, pattern, ctypes.byref(result))
        finally:
            library.FcPatternDestroy(pattern)
        if not found:
            return None
        try:
            names = {name.lower() for name in self._texts(found, b"family")}
            file = next(self._texts(found, b"file"), None)
        finally:
            library.FcPatternDestroy(found)
        return Path(file) if file and (family == _LAST_RESORT or family.lower() in names) else None

    def installed(self) -> Iterator[tuple[Path, int, int]]:
        """File, index in the file, and version of every installed font."""
        listed = self._library.FcConfigGetFonts(None, _SET_SYSTEM)
        if not listed:
            return
        for number in range(listed.contents.nfont):
            pattern = listed.contents.fonts[number]
            file = next(self._texts(pattern, b"file"), "")
            yield Path(file), self._number(pattern, b"index"), self._number(pattern, b"fontversion")

    def _texts(self, pattern: int, name: bytes) -> Iterator[str]:
        found = ctypes.c_char_p()
        number = 0
        while self._library.FcPatternGetString(pattern, name, number, ctypes.byref(found)) == 0:
            yield (found.value or b"").decode("utf-8", "surrogateescape")
            number += 1

    def _number(self, pattern: int, name: bytes) -> int:
        found = ctypes.c_int()
        self._library.FcPatternGetInteger(pattern, name, 0, ctypes.byref(found))
        return found.value
