"""JSON as machines read it: compact, one value a line, the same bytes for the same content."""

import json

# Made once: `json.dumps` makes an encoder anew for every value when it is told anything.
_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def line_bytes(value: object) -> bytes:
    """`value` as a line; a lone surrogate stands as its escape."""
    return (_text(value) + "\n").encode("utf-8", "backslashreplace")
