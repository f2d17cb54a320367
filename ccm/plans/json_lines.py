"""JSON as machines read it: compact, one value a line, the same bytes for the same content."""

import json
from collections.abc import Callable, Iterable
from json import encoder
from typing import Any

_Chunks = Callable[[object, int], Iterable[str]]


def line_bytes(value: object) -> bytes:
    """`value` as a line; a lone surrogate stands as its escape. Raises TypeError and ValueError for what is no JSON."""
    return ("".join(_chunks(value, 0)) + "\n").encode("utf-8", "backslashreplace")


def _refuse(value: object) -> Any:
    raise TypeError(f"a {type(value).__name__} is no JSON")


def _made() -> _Chunks:
    """What `json.JSONEncoder` makes anew for every value, which for small ones takes as long as the value itself."""
    make: Any = getattr(encoder, "c_make_encoder", None)
    if make is None:  # not every Python has it
        plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return lambda value, _: (plain.encode(value),)
    chunks: _Chunks = make(None, _refuse, encoder.encode_basestring, None, ":", ",", False, False, False)
    return chunks


_chunks = _made()
