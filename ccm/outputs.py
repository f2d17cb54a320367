"""Writing what was rendered: a folder a record, whose name no data can lead astray."""

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path

from ccm.manifest import manifest, manifest_bytes
from ccm.release import Release
from ccm.rendering import Rendered

MANIFEST = "manifest.json"

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_NAME = 80


class OutputError(Exception):
    """An output cannot be written; the message names the place and the remedy."""


def folder_name(key: str) -> str:
    """A folder name for a record key: letters, digits, dot, hyphen and underscore.

    A key that has other characters, or is too long, gets part of its digest behind it, so that two keys never
    share a folder. There are no separators, no leading dots and no empty names.
    """
    name = _UNSAFE.sub("_", key).strip("._")[:_MAX_NAME]
    if name == key and name:
        return name
    mark = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{mark}" if name else mark


def write_record(out: Path, release: Release, record: object, rendered: Rendered) -> Path:
    """Write the parts of every channel and the manifest to ``out/<key>/``, and return that folder.

    Files are replaced one by one, each whole or not at all, the manifest last: a folder with a manifest is
    complete. Raises OutputError.
    """
    folder = out / folder_name(rendered.key)
    files = {part.name: part.body for artifact in rendered.artifacts.values() for part in artifact.parts}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        for name, body in files.items():
            _replace(folder / name, body)
        _replace(folder / MANIFEST, manifest_bytes(manifest(release, record, rendered, files)))
    except OSError as error:
        place = error.filename or folder
        raise OutputError(
            f"{place}: cannot be written: {error.strerror}; check the place and its free space"
        ) from error
    return folder


def _clear(folder: Path) -> None:
    """Take away an earlier rendering of the record: its manifest first, then the files it lists."""
    earlier = folder / MANIFEST
    if not earlier.is_file():
        return
    try:
        names = json.loads(earlier.read_bytes())["outputs"]
    except (ValueError, KeyError, TypeError):
        names = ()
    earlier.unlink()
    for name in names:
        if name == Path(name).name:
            (folder / name).unlink(missing_ok=True)


def _replace(path: Path, body: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
