"""A pack: many sealed communications in one object, named by the digest of its bytes.

It begins with a line of JSON that anybody can read and that says when it was made, and by which job; so a pack that no
row names can be told from one whose rows are still to come.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

FOLDER = "packs/"

_FORMAT = "ccm-pack 1"
# Longer than any head is: the name of a job has at most 200 characters, of up to 6 bytes each.
HEAD_BYTES = 2048


class PackError(ValueError):
    """The bytes do not begin as a pack does."""


@dataclass(frozen=True)
class PackHead:
    """When a pack was made, and by which job; "" by none."""

    made: datetime
    job: str

    def line(self) -> bytes:
        content = {"made": self.made.astimezone(UTC).isoformat(timespec="seconds"), "job": self.job}
        return f"{_FORMAT} {json.dumps(content)}\n".encode()


def read_head(body: bytes) -> PackHead:
    """The head of a pack that begins with `body`. Raises PackError."""
    line, newline, _ = body.partition(b"\n")
    try:
        title, _, content = line.decode("ascii").rpartition(f"{_FORMAT} ")
        said = json.loads(content)
        made = datetime.fromisoformat(said["made"])
        if newline and not title and made.tzinfo is not None and isinstance(said["job"], str):
            return PackHead(made, said["job"])
    except (ValueError, TypeError, KeyError):
        pass
    raise PackError("this is no pack of an archive")


def pack_name(body: bytes) -> str:
    """The digest that names a pack: 64 hexadecimal digits."""
    return sha256(body).hexdigest()


def pack_object(pack: str) -> str:
    """The name of the object that a pack is."""
    return f"{FOLDER}{pack[:2]}/{pack}"
