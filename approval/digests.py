"""Digests of the model's own records: SHA-256 over canonical JSON (sorted keys, no white space, UTF-8)."""

import hashlib
import json
import re

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")


def digest_of(content: object) -> str:
    """Return ``sha256:<64 hex digits>`` of `content`: mappings, lists, text, integers, booleans and None."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def is_digest(text: str) -> bool:
    """Whether `text` has the form of a digest."""
    return bool(_DIGEST.match(text))


def short(digest: str) -> str:
    """The first twelve hex digits, for messages that people read."""
    return digest.removeprefix("sha256:")[:12]
