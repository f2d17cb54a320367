"""Secrets that open a door: made at random, shown once, kept as a hash.

Each has 256 random bits, so a plain SHA-256 of it cannot be searched; argon2 is for passwords, which people choose.
Each begins with what it is, so that a scanner finds one that lies where it should not.
"""

import hashlib
import secrets
from typing import Literal

Sort = Literal["ccmk", "ccml", "ccms", "ccmf"]
"""An API key, a one-time link, a session of a browser, a flow to an identity provider."""

_LENGTH = len("ccmk_") + 43


def new_secret(sort: Sort) -> str:
    """A new secret: its sort and 256 random bits, in letters that go into any header and address."""
    return f"{sort}_{secrets.token_urlsafe(32)}"


def is_secret(text: str, sort: Sort) -> bool:
    """Whether `text` has the form of a secret of this sort; whether it opens anything, the hash says."""
    return len(text) == _LENGTH and text.startswith(f"{sort}_") and text.isascii()


def hash_of(secret: str) -> str:
    """What is kept of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
