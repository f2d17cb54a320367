"""Digests of the model's own records: SHA-256 over canonical JSON (sorted keys, no white space, UTF-8)."""

import hashlib
import json
import re

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}\Z")


def canonical(content: object) -> str:
    """Return the canonical JSON of `content`: mappings, lists, text, integers, booleans and None."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(content: object) -> str:
    """Return ``sha256:<64 hex digits>`` of the canonical JSON of `content`."""
    return digest_of_bytes(canonical(content).encode("utf-8", "surrogatepass"))


def digest_of_bytes(body: bytes) -> str:
    """Return ``sha256:<64 hex digits>`` of `body` as it stands."""
    return "sha256:" + hashlib.sha256(body).hexdigest()


def is_digest(text: str) -> bool:
    """Whether `text` has the form of a digest."""
    return bool(_DIGEST.match(text))


def short(digest: str) -> str:
    """The first twelve hex digits, for messages that people read."""
    return digest.removeprefix("sha256:")[:12]
