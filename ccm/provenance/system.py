"""What the machine brings: Python, and the shared libraries that set text and pack bytes.

The shared libraries are asked directly, by the names under which WeasyPrint loads them, so that nothing but their
loading is paid for. One that is not there, or that cannot say its version, is left out.
"""

import ctypes
import platform
import unicodedata
import zlib
from collections.abc import Callable
from functools import lru_cache


@lru_cache(maxsize=1)
def system_versions() -> dict[str, str]:
    """``{"python": "3.11.2", "machine": "Linux x86_64", "zlib": ..., "pango": ..., ...}``."""
    asked = {name: _ask(names, version) for name, (names, version) in _SHARED.items()}
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "unicode": unicodedata.unidata_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: version for name, version in asked.items() if version},
    }


def shared_library(*names: str) -> ctypes.CDLL | None:
    """The first shared library that can be loaded under one of `names`."""
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


def _ask(names: tuple[str, ...], version: Callable[[ctypes.CDLL], str]) -> str:
    library = shared_library(*names)
    try:
        return version(library) if library is not None else ""
    except AttributeError:  # a build without that function
        return ""


def _text(function: str) -> Callable[[ctypes.CDLL], str]:
    def ask(library: ctypes.CDLL) -> str:
        call = library[function]
        call.restype = ctypes.c_char_p
        return (call() or b"").decode("ascii", "replace")

    return ask


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: ctypes.CDLL) -> str:
    handle = ctypes.c_void_p()
    if library.FT_Init_FreeType(ctypes.byref(handle)):
        return ""
    numbers = [ctypes.c_int() for _ in range(3)]
    library.FT_Library_Version(handle, *(ctypes.byref(number) for number in numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _fribidi(library: ctypes.CDLL) -> str:
    """Its version information is a text of several lines, the first of them ``(GNU FriBidi) 1.0.8``."""
    text = ctypes.c_char_p.in_dll(library, "fribidi_version_info").value or b""
    return text.decode("ascii", "replace").partition("\n")[0].rpartition(" ")[2]


FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")

_SHARED: dict[str, tuple[tuple[str, ...], Callable[[ctypes.CDLL], str]]] = {
    "fontconfig": (FONTCONFIG, _fontconfig),
    "freetype": (("libfreetype.so.6", "libfreetype.6.dylib", "libfreetype-6.dll"), _freetype),
    "fribidi": (("libfribidi.so.0", "libfribidi.0.dylib", "libfribidi-0.dll"), _fribidi),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), _text("hb_version_string")),
    "pango": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), _text("pango_version_string")),
}
