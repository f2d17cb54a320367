"""Digests: one canonical byte form for content, one hash over it.

Everything that is approved, pinned or proved in this product is named by the digest of its content, so two
contents that mean the same must give the same bytes. The canonical form is JSON with sorted keys, no
insignificant white space and UTF-8 text, after the manner of RFC 8785 (JSON Canonicalization Scheme); floats
do not occur in content, so the number rules of that standard are not needed and a float is refused.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal


class DigestError(TypeError):
    """The content holds a value that has no canonical form (a float, an arbitrary object)."""


def canonical_bytes(content: object) -> bytes:
    """Return the canonical JSON of `content` as UTF-8 bytes.

    Decimals are written as text, exactly as they stand ("1.50" is not "1.5").
    Sets of texts are written sorted.
    Raises DigestError for anything but mappings with text keys, sequences, sets of text, str, int, Decimal,
    bool and None.
    """
    return json.dumps(
        _plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")


def digest(content: object) -> str:
    """Return ``sha256:<64 hex digits>`` of the canonical form of `content`."""
    return digest_bytes(canonical_bytes(content))


def digest_bytes(body: bytes) -> str:
    """Return ``sha256:<64 hex digits>`` of `body` as it stands."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise DigestError(f"the key {key!r} is a {type(key).__name__}; keys of content are text")
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        if not all(isinstance(item, str) for item in value):
            raise DigestError("a set that is not of text has no canonical order; use a list")
        return sorted(value)
    raise DigestError(f"a {type(value).__name__} has no canonical form; use text, integers, decimals or booleans")
