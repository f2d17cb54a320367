"""An answer that is to be given again: sealed, so that only who sends the same request again can read it.

It may hold what is shown once, such as a new API key. So its key is made of what the caller shows to be let in and of
the Idempotency-Key, and neither is kept.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ccm.api.identity import Identity

_NONCE = 12


@dataclass(frozen=True)
class Keeping:
    """To whom it is given, under which name, for which request: `request` is a keyed digest of all of it."""

    caller: str
    name: str
    request: str
    secret: bytes = field(repr=False)

    @classmethod
    def of(cls, identity: Identity, key: str, method: str, url: str, body: bytes) -> "Keeping":
        """What is the same when `identity` sends the same request with the same Idempotency-Key again."""
        secret = hmac.digest(identity.secret.encode("utf-8", "surrogatepass"), key.encode(), "sha256")
        asked = f"{method} {url}\n".encode("utf-8", "surrogatepass") + body
        return cls(
            identity.credential,
            hashlib.sha256(b"name" + secret).hexdigest(),
            hmac.digest(secret, asked, "sha256").hex(),
            hashlib.sha256(b"seal" + secret).digest(),
        )

    def seal(self, headers: Mapping[str, str], body: bytes) -> bytes:
        """What is kept of an answer."""
        nonce = os.urandom(_NONCE)
        plain = json.dumps(dict(headers)).encode() + b"\n" + body
        return nonce + AESGCM(self.secret).encrypt(nonce, plain, self.name.encode())

    def open(self, sealed: bytes) -> tuple[dict[str, str], bytes]:
        """The answer again. Raises cryptography's InvalidTag for what was not sealed by this caller for this key."""
        plain = AESGCM(self.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], self.name.encode())
        head, _, body = plain.partition(b"\n")
        headers: dict[str, str] = json.loads(head)
        return headers, body
