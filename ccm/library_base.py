"""What an exported library was exported from: the version of everything in it, so that an import loses nobody's work.

An export writes it beside the folders, as ``.ccm-base.json``; hidden files are no part of what is imported, so that the
folders stay what they are, byte for byte. A folder that somebody made by hand has none, and is imported as it stands.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from content_blocks.digest import digest_bytes
from content_blocks.store import Version
from content_blocks.subject_rows import ContentKind

BASE_FILE = ".ccm-base.json"
MAX_BASE = 10_000_000

_FORM = 1


class BaseError(ValueError):
    """The record of what a library was exported from cannot be read; the message says what to do."""


class LostUpdateError(RuntimeError):
    """An import would undo what came into the store since the export; the message has a line for each subject."""


@dataclass(frozen=True)
class Exported:
    """The version that something had when it was exported, and the digest of its files."""

    version: int
    files_digest: str


@dataclass(frozen=True)
class Base:
    """What a library was exported from, by kind and key."""

    subjects: Mapping[tuple[ContentKind, str], Exported]

    @classmethod
    def of(cls, versions: Iterable[tuple[ContentKind, Version]]) -> "Base":
        """The base of an export of these versions."""
        return cls({(kind, one.key): Exported(one.number, one.files_digest) for kind, one in versions})

    @cached_property
    def body(self) -> bytes:
        """The file: the same for the same versions, with a line for each subject, so that git shows what changed."""
        lines = {
            f"{kind}:{key}": {"version": one.version, "files_digest": one.files_digest}
            for (kind, key), one in sorted(self.subjects.items())
        }
        shown = ",\n".join(f"    {json.dumps(name)}: {json.dumps(line)}" for name, line in lines.items())
        return f'{{\n  "base": {_FORM},\n  "subjects": {{\n{shown}\n  }}\n}}\n'.encode()

    @property
    def digest(self) -> str:
        return digest_bytes(self.body)

    def now(self, versions: Iterable[tuple[ContentKind, Version]]) -> "Base":
        """The base once these versions were imported from the same folder."""
        return Base({**self.subjects, **Base.of(versions).subjects})


def read_base(folder: Path) -> Base | None:
    """What `folder` was exported from; None where it does not say. Raises BaseError."""
    path = folder / BASE_FILE
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > MAX_BASE:
            raise BaseError(f"{path}: is larger than an export makes it; export anew")
        body = path.read_bytes()
    except OSError as error:
        raise BaseError(f"{path}: cannot be read: {error.strerror}") from error
    return parse_base(body, str(path))


def parse_base(body: bytes, name: str = BASE_FILE) -> Base:
    """Read the file of a base. Raises BaseError."""
    try:
        data = json.loads(body)
        if data["base"] != _FORM:
            raise BaseError(f"{name}: was written by another version of ccm; export anew")
        return Base(dict(_entry(*one) for one in data["subjects"].items()))
    except BaseError:
        raise
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise BaseError(
            f"{name}: does not say what the library was exported from; export anew, or take the file out to import the "
            "folder as it stands"
        ) from error


def write_base(base: Base, folder: Path) -> None:
    """Write the base of the library in `folder`. Raises OSError."""
    path = folder / BASE_FILE
    if not path.is_file() or path.read_bytes() != base.body:
        path.write_bytes(base.body)


def _entry(name: str, entry: Mapping[str, Any]) -> tuple[tuple[ContentKind, str], Exported]:
    kinds: Mapping[str, ContentKind] = {"template": "template", "block": "block", "brand": "brand"}
    kind, _, key = name.partition(":")
    version, digest = entry["version"], entry["files_digest"]
    if not isinstance(version, int) or not isinstance(digest, str):
        raise TypeError(name)
    return (kinds[kind], key), Exported(version, digest)
