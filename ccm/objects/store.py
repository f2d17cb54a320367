"""The object store: bodies of bytes under names, in a folder or far away.

A name is one or more plain parts with slashes between them (``jobs/invoice-3f9a2c81/in/000001.jsonl``): letters,
digits, dot, hyphen and underscore, no part beginning with a dot. So a name means the same on every system, and no
data can lead a path astray.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}){0,15}\Z")


class ObjectStoreError(OSError):
    """The store cannot be reached, read or written; the message names the place and what to do."""


class ObjectNotFoundError(ObjectStoreError):
    """There is no object of this name."""


class ObjectStore(Protocol):
    """Bodies under names. Everything here raises ObjectStoreError; ValueError for what is no name."""

    address: str
    """Where it is, as `ccm.objects.opening.open_store` takes it; without anything secret."""

    def put(self, name: str, body: bytes) -> None:
        """Store `body` under `name`, in the place of what was there. It is there whole or not at all, and is there
        to stay when this returns."""
        ...

    def put_file(self, name: str, path: Path) -> None:
        """Store the content of a file under `name`, without holding it in memory; otherwise as `put`."""
        ...

    def get(self, name: str) -> bytes:
        """The body under `name`. Raises ObjectNotFoundError."""
        ...

    def get_range(self, name: str, start: int, length: int) -> bytes:
        """`length` bytes of a body from `start` on, fewer where it ends before. Raises ObjectNotFoundError."""
        ...

    def has(self, name: str) -> bool: ...

    def size(self, name: str) -> int:
        """How many bytes the body under `name` has. Raises ObjectNotFoundError."""
        ...

    def names(self, prefix: str = "") -> Iterator[str]:
        """The names of all objects that begin with `prefix`, sorted."""
        ...

    def delete(self, name: str) -> None:
        """Take an object away; nothing happens when there is none."""
        ...

    def sweep(self, prefix: str) -> None:
        """Take away what puts below the folder `prefix` left that were killed half way.

        A put that is under way there meanwhile may fail.
        """
        ...


def check_name(name: str) -> str:
    """Return `name` when it is one. Raises ValueError."""
    if not _NAME.match(name):
        raise ValueError(f"{name[:100]!r} is no name of an object; write plain parts with slashes between them")
    return name
