"""A folder as a mapping: path in the folder (``locales/it.po``) -> bytes, for what is kept elsewhere than on disk.

Hidden files (``.DS_Store``, an editor's ``.template.yaml.swp``) are no part of a folder.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from content_blocks.folders import FolderError

Files = Mapping[str, bytes]

MAX_FOLDER = 50_000_000

_MAX_NAME = 255  # bytes, on every file system there is

_PART = re.compile(r"[^./\\\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*\Z")

Content = TypeVar("Content")


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of `folder` and below, by its path in it, sorted.

    Raises FolderError for links, for what is no file, and for more than 50 MB.
    """
    files: dict[str, bytes] = {}
    size = 0
    try:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if any(part.startswith(".") for part in name.split("/")):
                continue
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise FolderError(f"{path}: is a link or no file; put the file itself there")
            if path.is_file():
                size += path.stat().st_size
                if size > MAX_FOLDER:
                    raise FolderError(f"{folder}: holds more than 50 MB; make its images and samples smaller")
                files[check_path(name)] = path.read_bytes()
    except OSError as error:
        raise FolderError(f"{error.filename or folder}: cannot be read: {error.strerror}") from error
    return dict(sorted(files.items()))


def read_folder_files(folder: Path) -> dict[str, bytes]:
    """`read_files` of a folder that somebody named. Raises FolderError when it is none, or has no file in it."""
    if not folder.is_dir():
        raise FolderError(f"{folder}: there is no such folder")
    files = read_files(folder)
    if not files:
        raise FolderError(f"{folder}: there is no file in it")
    return files


def write_files(files: Files, folder: Path) -> None:
    """Write `files` into `folder`, making it. Raises FolderError as `check_files` does, and OSError."""
    check_files(files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def check_files(files: Files) -> None:
    """Raises FolderError for what no folder can hold: a path that is none, a file in a file, more than 50 MB."""
    for name in files:
        parts = check_path(name).split("/")
        for length in range(1, len(parts)):
            if (above := "/".join(parts[:length])) in files:
                raise FolderError(f"{above[:80]!r}: is a file, and {name[:80]!r} is to be in it; rename one")
    if sum(map(len, files.values())) > MAX_FOLDER:
        raise FolderError("the files hold more than 50 MB; make images and samples smaller")


def check_path(name: str) -> str:
    """Return `name` when it is the path of a file in a folder. Raises FolderError when it is hidden or leads out."""
    parts = name.split("/")
    if len(name) > 200 or not all(_PART.match(part) and len(part.encode()) <= _MAX_NAME for part in parts):
        raise FolderError(f"{name[:80]!r}: is no path of a file in the folder, such as locales/it.po")
    return name


def read_content(files: Files, key: str, reader: Callable[[Path], Content]) -> Content:
    """Read `files` as `reader` reads the folder `key`, so that stored and written content keep one set of rules.

    Raises FolderError; its message names files from `key` on.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / key
        write_files(files, folder)
        try:
            return reader(folder)
        except FolderError as error:
            raise FolderError(str(error).replace(f"{temporary}/", "")) from error
