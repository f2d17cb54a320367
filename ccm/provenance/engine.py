"""The engine itself: its version, and the digest of every file it runs from."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ENGINE = "ccm-engine"

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("approval", "ccm", "content_blocks", "renderers", "templates_repo")
# Starter templates, blocks and brands are content: each release names those it is made of by their own digests.
_CONTENT = (Path("content_blocks/library"), Path("templates_repo/library"))


@lru_cache(maxsize=1)
def engine_digest() -> str:
    """The digest of the engine's source and data files: each file's path and digest, in the order of their paths.

    It is the same wherever the same engine is installed. The files are read once in a process.
    """
    whole = hashlib.sha256()
    for path in sorted(_files(), key=Path.as_posix):
        body = hashlib.sha256((_ROOT / path).read_bytes()).hexdigest()
        whole.update(f"{path.as_posix()} {body}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def _files() -> Iterator[Path]:
    for package in _PACKAGES:
        for path in (_ROOT / package).rglob("*"):
            inside = path.relative_to(_ROOT)
            if path.is_file() and not _is_by_product(inside) and not any(map(inside.is_relative_to, _CONTENT)):
                yield inside


def _is_by_product(path: Path) -> bool:
    """Whether Python, or somebody's system, keeps the file for itself."""
    return "__pycache__" in path.parts or any(part.startswith(".") for part in path.parts)


@lru_cache(maxsize=1)
def engine_version() -> str:
    """The version of the engine as installed; ``unknown`` where it runs from its folder."""
    try:
        return version(ENGINE)
    except PackageNotFoundError:
        return "unknown"
