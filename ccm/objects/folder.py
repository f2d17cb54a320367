"""An object store in a folder: an object is a file, written beside its place and moved into it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ccm.objects.store import ObjectNotFoundError, ObjectStoreError, check_name

# What is written but has no name yet; it begins with a dot, so it is no object.
_PART = ".part"
_REMEDY = "check the place, its rights and its free space"


class FolderStore:
    """Objects in a folder, which is made with the first of them.

    Files are 0600 and folders 0700 when `private`, for what only the engine reads; else as the umask has it.
    """

    def __init__(self, folder: Path, *, private: bool = False) -> None:
        self.folder = folder
        self.address = str(folder)
        self._private = private

    def put(self, name: str, body: bytes) -> None:
        self._place(name, lambda file: file.write(body))

    def put_file(self, name: str, path: Path) -> None:
        def copy(file: BinaryIO) -> None:
            with path.open("rb") as source:
                shutil.copyfileobj(source, file, 1024 * 1024)

        self._place(name, copy)

    def get(self, name: str) -> bytes:
        with self._told(name):
            return self._path(name).read_bytes()

    def get_range(self, name: str, start: int, length: int) -> bytes:
        with self._told(name), self._path(name).open("rb") as file:
            file.seek(start)
            return file.read(length)

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def size(self, name: str) -> int:
        with self._told(name):
            return self._path(name).stat().st_size

    def names(self, prefix: str = "") -> Iterator[str]:
        yield from self._below(self.folder / prefix.rpartition("/")[0] if "/" in prefix else self.folder, prefix)

    def delete(self, name: str) -> None:
        with self._told(name):
            self._path(name).unlink(missing_ok=True)

    def sweep(self, prefix: str) -> None:
        with self._told(prefix):
            for path in self._path(prefix).rglob(f".*{_PART}"):
                path.unlink(missing_ok=True)

    def _below(self, folder: Path, prefix: str) -> Iterator[str]:
        """The names below `folder`, which are sorted as whole names: "a.b" stands before "a/b"."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name + ("/" if entry.is_dir() else ""))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            raise ObjectStoreError(error.errno, f"{folder}: cannot be listed: {error.strerror}; {_REMEDY}") from error
        for entry in entries:
            name = str(Path(entry.path).relative_to(self.folder))
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if name.startswith(prefix) or prefix.startswith(f"{name}/"):
                    yield from self._below(Path(entry.path), prefix)
            elif name.startswith(prefix):
                yield name

    def _path(self, name: str) -> Path:
        return self.folder / check_name(name)

    def _place(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        path = self._path(name)
        with self._told(name):
            self._make(path.parent)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_PART)
            try:
                with os.fdopen(handle, "wb") as file:
                    write(file)
                    file.flush()
                    os.fsync(file.fileno())
                if not self._private:
                    os.chmod(temporary, 0o666 & ~_UMASK)
                os.replace(temporary, path)
                _sync_folder(path.parent)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def _make(self, folder: Path) -> None:
        missing = []
        while not folder.is_dir():
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):  # mkdir gives a mode to the last folder of a path only
            each.mkdir(exist_ok=True, mode=0o700 if self._private else 0o777)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise ObjectNotFoundError(errno.ENOENT, f"{self.folder / name}: is not there; {_REMEDY}") from error
        except ObjectStoreError:
            raise
        except OSError as error:
            message = f"{self.folder / name}: cannot be read or written: {error.strerror}; {_REMEDY}"
            raise ObjectStoreError(error.errno, message) from error


def _sync_folder(folder: Path) -> None:
    """Make a file's new name last: without this, a power failure may take it back."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# The umask can only be read by setting it, which is no thing to do among threads: it is read once, on import.
_UMASK = os.umask(0o022)
os.umask(_UMASK)
