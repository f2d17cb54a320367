"""Sealing: AES-256-GCM, with what the sealed bytes belong to bound to them.

What is opened is what was sealed, for the same purpose and the same owner, or it is not opened at all.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
# A key that seals once and never again needs no nonce of its own.
_ONCE = bytes(_NONCE_BYTES)


class NotOpenedError(ValueError):
    """The bytes are not what was sealed under this key for this owner."""


class Seal:
    """A key, ready to seal and open. A nonce of 96 random bits stands before what it seals."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, body: bytes, owner: bytes) -> bytes:
        """`body`, sealed for `owner`."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, body, owner)

    def open(self, sealed: bytes, owner: bytes) -> bytes:
        """What `close` sealed for `owner`. Raises NotOpenedError."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], owner)
        except (InvalidTag, ValueError) as error:
            raise NotOpenedError("this is not what was sealed") from error


def seal_once(key: bytes, body: bytes, owner: bytes) -> bytes:
    """`body`, sealed for `owner` under a new random key that seals nothing else, ever."""
    return AESGCM(key).encrypt(_ONCE, body, owner)


def open_once(key: bytes, sealed: bytes, owner: bytes) -> bytes:
    """What `seal_once` sealed for `owner`. Raises NotOpenedError."""
    try:
        return AESGCM(key).decrypt(_ONCE, sealed, owner)
    except (InvalidTag, ValueError) as error:
        raise NotOpenedError("this is not what was sealed") from error
