"""The master key of an archive: a file that wraps the keys of all customers.

The file is text: a line that says what it is, and a key of 256 bits as 64 hexadecimal digits. While the key is being
rotated it holds two, the one in use first. Who has it can read the archive; without it nobody can.
"""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from ccm.archive.sealing import NotOpenedError, Seal

_TITLE = "ccm-archive-key 1"
_NOTE = (
    "# The master key of an archive. Keep a copy of it apart from the archive: without it nothing in it can be read."
)
_KEY = re.compile(r"[0-9a-f]{64}\Z")
_MAX_BYTES = 4096


class ArchiveKeyError(RuntimeError):
    """The master key is missing, is not readable, or is not that of this archive; the message says what to do."""


class MasterKey:
    """The keys of the file at `path`, read when they are first asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seals: dict[str, Seal] = {}

    @property
    def id(self) -> str:
        """The name of the key in use: a digest, which gives nothing of it away. Raises ArchiveKeyError."""
        return next(iter(self._known()))

    def make(self) -> str:
        """Make the file with a new key where there is none, and return the name of the key that is then in use.

        Of two that make it at once, both use the same. Raises ArchiveKeyError.
        """
        if not self.path.exists():
            _write(self.path, (os.urandom(32),), replace=False)
        return self.id

    def seal(self, name: str) -> Seal:
        """The key of that name. A file that was rotated since it was read is read again. Raises ArchiveKeyError."""
        if name not in self._known():
            self._seals = {}
        try:
            return self._known()[name]
        except KeyError:
            raise ArchiveKeyError(
                f"{self.path}: holds the key {self.id[:8]}, and the archive is under the key {name[:8]}; put back the "
                "file that belongs to this archive, or name it in CCM_ARCHIVE_KEY_FILE"
            ) from None

    def add(self) -> str:
        """Put a new key before the others, as the one in use, and return its name. Raises ArchiveKeyError."""
        _write(self.path, (os.urandom(32), *self._bodies()), replace=True)
        self._seals = {}
        return self.id

    def keep_only(self, name: str) -> None:
        """Take every key but that of this name out of the file. Raises ArchiveKeyError."""
        self.seal(name)
        _write(self.path, tuple(body for body in self._bodies() if key_name(body) == name), replace=True)
        self._seals = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all keys of the file, the one in use first."""
        return tuple(self._known())

    def _known(self) -> dict[str, Seal]:
        if not self._seals:
            self._seals = {key_name(body): Seal(body) for body in self._bodies()}
        return self._seals

    def _bodies(self) -> tuple[bytes, ...]:
        lines = _read(self.path)
        if len(lines) < 2 or lines[0] != _TITLE or not all(_KEY.match(line) for line in lines[1:]):
            raise ArchiveKeyError(f"{self.path}: is no master key of an archive; put back the file that is")
        return tuple(bytes.fromhex(line) for line in lines[1:])


def key_name(key: bytes) -> str:
    """The name of a key: 32 hexadecimal digits of a digest of it."""
    return hashlib.sha256(b"ccm archive key name\0" + key).hexdigest()[:32]


def unwrapped(seal: Seal, wrapped: bytes, binding: bytes, what: str) -> bytes:
    """A key out of what `seal` wrapped it in. Raises ArchiveKeyError, naming `what` is under it."""
    try:
        return seal.open(wrapped, binding)
    except NotOpenedError:
        raise ArchiveKeyError(
            f"the key of {what} is not what was stored under this master key; put back the database or the key file "
            "that belongs to the other, and ask the audit log"
        ) from None


def _read(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            body = file.read(_MAX_BYTES)
    except FileNotFoundError:
        raise ArchiveKeyError(
            f"{path}: is not there, and without it nothing in the archive can be read; put it back from where it is "
            "kept, or name it in CCM_ARCHIVE_KEY_FILE"
        ) from None
    except OSError as error:
        raise ArchiveKeyError(f"{path}: cannot be read: {error.strerror}; check its rights") from error
    if stat.S_IMODE(mode) & 0o007:
        raise ArchiveKeyError(f"{path}: everybody on this machine can read or write it; 'chmod 600' it")
    lines = body.decode("ascii", "replace").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _write(path: Path, keys: tuple[bytes, ...], *, replace: bool) -> None:
    """Write the file whole or not at all, only for the user that the engine runs as."""
    body = "\n".join((_NOTE, _TITLE, *(key.hex() for key in keys))) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # 0600 from the beginning
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                os.replace(temporary, path)
            else:
                _link(temporary, path)
            _sync(path.parent)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise ArchiveKeyError(
            f"{path}: cannot be written: {error.strerror}; check the place, its rights and its free space"
        ) from error


def _link(temporary: str, path: Path) -> None:
    """Give the file its name if nobody else was first."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
