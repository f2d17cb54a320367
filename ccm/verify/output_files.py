"""The files beside a manifest, read without being led anywhere else."""

import os
import stat
from pathlib import Path

LARGEST = 512 * 1024 * 1024


class UnreadableFileError(Exception):
    """A file is not there, or not to be read; the message goes on from its name."""


def read_beside(folder: Path, name: str) -> bytes:
    """The bytes of the file `name` in `folder`. `name` must be a plain name.

    A link, a device or anything else that is no regular file is not opened. Raises UnreadableFileError.
    """
    if Path(name).name != name:
        raise UnreadableFileError("is no plain name")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    path = folder / name
    try:
        if path.is_symlink():
            raise UnreadableFileError("is a link; put the file itself there")
        with os.fdopen(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableFileError("is no file")
            if found.st_size > LARGEST:
                raise UnreadableFileError(f"is larger than {LARGEST} bytes")
            return file.read(LARGEST)
    except FileNotFoundError:
        raise UnreadableFileError("is missing") from None
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from None
