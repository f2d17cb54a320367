"""A job's data, read once from its beginning to its end; a file is held to staying as it is meanwhile."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ccm.sources.data import open_data
from ccm.sources.places import scheme_of
from ccm.sources.record import Record, SourceError, SourceFault
from ccm.sources.registry import open_source


def read_data(place: str, query: str | None = None, kind: str | None = None) -> Iterator[Record | SourceFault]:
    """The records of a file, of an address, or of a database with the `query` to ask it, the whole of them.

    Raises SourceError as `read_data_file` and `ccm.sources.data.open_data` do.
    """
    if query is None and not scheme_of(place):
        return read_data_file(Path(place), kind)
    return open_data(place, query, kind, whole=True)


def read_data_file(path: Path, kind: str | None = None) -> Iterator[Record | SourceFault]:
    """The records of `path`, and a fault in the place of each that is bad.

    Raises SourceError at once when it cannot be opened, and while it is read when it cannot be read to its end: of a
    file that is cut short nothing is sent. Raises it at the end when the file changed since the beginning.
    """
    before = _state(path)
    return _unchanged(path, before, open_source(path, kind, whole=True))


def read_copy(path: Path, kind: str | None, name: str) -> Iterator[Record | SourceFault]:
    """The records of a copy of a file that people call `name`; raises as `read_data_file` does, when it is read."""
    try:
        for record in read_data_file(path, kind):
            yield replace(record, file=name)
    except SourceError as error:
        raise SourceError(replace(error.fault, file=name)) from error


def _unchanged(
    path: Path, before: tuple[object, ...], records: Iterator[Record | SourceFault]
) -> Iterator[Record | SourceFault]:
    yield from records
    if _state(path) != before:
        problem = "changed while it was read, so nothing was made of it"
        raise SourceError(SourceFault(str(path), problem, "wait until it is written, and start the job again"))


def _state(path: Path) -> tuple[object, ...]:
    """What tells one state of a file from another: its place on the disk, its times, and its content."""
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            content = hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise SourceError(SourceFault(str(path), problem, "check the name and the rights of the file")) from None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, content
