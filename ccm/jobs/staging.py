"""Staging: the data is read once, as a stream, and written down as the chunks that workers do.

What is wrong with the data as a whole is found here, before anything is rendered: that there is nothing in it, that
two records have one key, that it changes while it is read. Nothing is held in memory but one chunk: the records stand
in a temporary file and their keys in a temporary database, both in the folder for such things (TMPDIR).
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ccm.jobs.duplicates import Duplicates
from ccm.jobs.job import JobError
from ccm.jobs.staged import staged_lines
from ccm.jobs.store import Staged
from ccm.objects.store import ObjectStore
from ccm.record_file import RecordFileError, source_record_bytes
from ccm.sources.record import Record, SourceFault
from content_blocks.digest import digest_bytes

MAX_UNREADABLE_LINE = 4_000
# A chunk of large records is cut earlier, so that it fits into the memory of a worker.
MAX_CHUNK_BYTES = 64 * 1024 * 1024


class DataRefusedError(JobError):
    """The data cannot be made into a job; the message says what is wrong with it and what to do."""


@dataclass(frozen=True)
class StagedData:
    """The data of a job, staged. `fingerprint` is that of the records: the same for a file, a query and a URL."""

    fingerprint: str
    records: int
    unreadable: int
    chunks: tuple[Staged, ...]
    folder: Path

    def place(self, spool: ObjectStore, job: str, first: int = 1) -> None:
        """Put the chunks, from number `first` on, and what could not be read into the spool of `job`."""
        for chunk, content in zip(self.chunks, self.contents(), strict=True):
            spool.put(chunk_name(job, chunk.number + first - 1), content)
        spool.put_file(unreadable_name(job, first), self.folder / "unreadable")

    def contents(self) -> Iterator[bytes]:
        """The chunks, one after the other."""
        with (self.folder / "lengths").open(encoding="ascii") as lengths, (self.folder / "records").open("rb") as file:
            for length in lengths:
                yield file.read(int(length))


def chunk_name(job: str, number: int) -> str:
    """The object of the spool with the staged records of a chunk."""
    return f"{job}/in/{number:06}.jsonl"


def unreadable_name(job: str, first: int = 1) -> str:
    """The object of the spool with what could not be read of the data whose first chunk has the number `first`."""
    return f"{job}/in/unreadable-{first:06}.jsonl"


@contextmanager
def staging(
    records: Iterable[Record | SourceFault],
    key_of: Callable[[object], str],
    size: int,
    *,
    start: int = 1,
    progress: Callable[[int], None] = lambda count: None,
) -> Iterator[StagedData]:
    """Stage `records` in chunks of `size`, counting from `start`; the temporary files go with the context.

    `progress` is told how many records were read. Raises DataRefusedError when there are none, or two of them have
    the same key.
    """
    with TemporaryDirectory(prefix="ccm-staging-") as name, Duplicates(Path(name) / "keys") as duplicates:
        yield _staged(records, key_of, size, start, progress, Path(name), duplicates)


def _staged(
    records: Iterable[Record | SourceFault], key_of: Callable[[object], str], size: int, start: int,
    progress: Callable[[int], None], folder: Path, duplicates: Duplicates,
) -> StagedData:  # fmt: skip
    number = start - 1
    try:
        with _Writer(folder, size) as writer:
            for number, record in enumerate(records, start):
                if isinstance(record, SourceFault):
                    writer.unreadable(number, record.where, record.path, f"{record.problem}; {record.remedy}")
                else:
                    try:
                        body = source_record_bytes(record.data)
                    except RecordFileError as error:
                        writer.unreadable(number, record.where, "", str(error))
                        continue
                    key = key_of(record.data)
                    if key:
                        duplicates.add(key, record.where)
                    writer.record(number, record.where, key, body)
                if number % 1_000 == 0:
                    progress(number - start + 1)
        progress(number - start + 1)
        if twice := duplicates.found():
            raise DataRefusedError("\n".join((
                "the data has more than one record with the same key; give every record a key of its own:",
                *(f"  {key!r}: {first} and {second}" for key, first, second in twice),
            )))  # fmt: skip
    except (OSError, sqlite3.OperationalError) as error:
        raise DataRefusedError(
            f"{folder.parent}: the data cannot be staged: {error}; give the folder for temporary files more room, or "
            "name another in TMPDIR"
        ) from error
    if not writer.chunks:
        raise DataRefusedError(_nothing(writer.count_unreadable, folder))
    return StagedData(writer.fingerprint, writer.count, writer.count_unreadable, tuple(writer.chunks), folder)


def _nothing(unreadable: int, folder: Path) -> str:
    if not unreadable:
        return "the data has no records; check that it is the file you mean, and that there are rows after its header"
    with (folder / "unreadable").open(encoding="utf-8") as file:
        first = json.loads(file.readline())
    return f"none of the {unreadable} records can be read; the first: {first['where']}: {first['reason']}"


class _Writer:
    """Writes staged records one after the other, and cuts them into chunks."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.count = self.count_unreadable = 0
        self.chunks: list[Staged] = []
        self._all = hashlib.sha256()
        self._lines: list[bytes] = []
        self._bytes = 0
        self._files = [(folder / name).open("wb") for name in ("records", "unreadable", "lengths")]
        self._records, self._unreadable, self._lengths = self._files

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if error is None:
                self._cut()
        finally:
            for file in self._files:
                file.close()

    @property
    def fingerprint(self) -> str:
        return "sha256:" + self._all.hexdigest()

    def record(self, number: int, where: str, key: str, body: bytes) -> None:
        self._all.update(hashlib.sha256(body).digest())
        lines = staged_lines(number, where, key, body)
        self._lines.append(lines)
        self._bytes += len(lines)
        self.count += 1
        if len(self._lines) == self.size or self._bytes >= MAX_CHUNK_BYTES:
            self._cut()

    def unreadable(self, number: int, where: str, path: str, reason: str) -> None:
        line = {"record": number, "where": where, "path": path, "reason": reason[:MAX_UNREADABLE_LINE]}
        self._unreadable.write(json.dumps(line).encode("ascii") + b"\n")
        self.count_unreadable += 1

    def _cut(self) -> None:
        if not self._lines:
            return
        content = b"".join(self._lines)
        self.chunks.append(Staged(len(self.chunks) + 1, len(self._lines), digest_bytes(content)))
        self._records.write(content)
        self._lengths.write(f"{len(content)}\n".encode())
        self._lines, self._bytes = [], 0
