"""Writing what was rendered: a folder a record, whose name no data can lead astray."""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ccm.manifest import MANIFEST, manifest, manifest_bytes
from ccm.record_file import RECORD, RecordFileError, record_bytes
from ccm.release import Release
from ccm.rendering import Rendered

__all__ = ["MANIFEST", "OutputError", "folder_name", "output_files", "write_folder", "write_page", "write_record"]

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_NAME = 80
# What renderers may call a part: a plain name, the same on every system, and none that is taken.
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")


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
    """Write the record, the parts of every channel and the manifest to ``out/<key>/``, and return that folder.

    Raises OutputError.
    """
    files = output_files(record, rendered)
    return write_folder(out, rendered.key, files, manifest_bytes(manifest(release, record, rendered, files)))


def write_folder(out: Path, key: str, files: Mapping[str, bytes], listing: bytes) -> Path:
    """Write the files of a record and its manifest to ``out/<key>/``, and return that folder.

    Files are replaced one by one, each whole or not at all, the manifest last: a folder with a manifest is
    complete. Raises OutputError.
    """
    folder = out / folder_name(key)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        for name, body in files.items():
            _replace(folder / name, body)
        _replace(folder / MANIFEST, listing)
    except OSError as error:
        place = error.filename or folder
        raise OutputError(
            f"{place}: cannot be written: {error.strerror}; check the place and its free space"
        ) from error
    return folder


def output_files(record: object, rendered: Rendered, body: bytes | None = None) -> dict[str, bytes]:
    """Every file of a record but its manifest, by name: the record itself, and the parts of every channel.

    `body` is what `record_bytes` gave for the record, where that is known already.

    Raises OutputError when a renderer's part has no plain name of its own, or the record cannot be written.
    """
    try:
        files = {RECORD: record_bytes(record) if body is None else body}
    except RecordFileError as error:
        raise OutputError(f"record {rendered.key}: {error}") from error
    for channel, artifact in rendered.artifacts.items():
        for part in artifact.parts:
            if not _PART.match(part.name) or part.name in files or part.name == MANIFEST:
                raise OutputError(
                    f"record {rendered.key}: the renderer of the channel {channel} names a part {part.name!r}; "
                    "it needs a name of its own, of letters, digits, dots and hyphens"
                )
            files[part.name] = part.body
    return files


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


def write_page(out: Path, page: str) -> None:
    """Write a page for people to `out`, making its folder. Raises OutputError."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}; choose another place with --out") from error
