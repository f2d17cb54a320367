"""The fonts of this machine: which families there are, and what none of them can show."""

from functools import lru_cache
from typing import Any

from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration

from content_blocks.brand import Brand
from renderers.pdf.surroundings import settle_language


@lru_cache(maxsize=1)
def fonts() -> FontConfiguration:
    """The font configuration every page is laid out with, read once."""
    settle_language()
    return FontConfiguration()


@lru_cache(maxsize=1)
def installed_families() -> frozenset[str]:
    """The names of all installed families, in lower case, as fontconfig knows them."""
    installed = fontconfig.FcConfigGetFonts(ffi.NULL, fontconfig.FcSetSystem)
    return frozenset(name for index in range(installed.nfont) for name in _names(installed.fonts[index]))


def _names(pattern: Any) -> list[str]:
    """A font has a name for each language, and names that hold its weight."""
    names: list[str] = []
    found = ffi.new("FcChar8 **")
    while fontconfig.FcPatternGetString(pattern, b"family", len(names), found) == fontconfig.FcResultMatch:
        names.append(ffi.string(ffi.cast("char *", found[0])).decode("utf-8", "replace").lower())
    return names


def missing_families(brand: Brand) -> tuple[str, ...]:
    """The families that `brand` names and this machine lacks, in the brand's order."""
    named = dict.fromkeys((*brand.type.heading.families, *brand.type.body.families))
    return tuple(family for family in named if family.lower() not in installed_families())


def unshown_characters(laid: Any) -> tuple[str, ...]:
    """The characters of a painted document that no installed font has, in code point order."""
    return tuple(sorted({chr(code) for font in laid.fonts.values() for code in font.missing}))
