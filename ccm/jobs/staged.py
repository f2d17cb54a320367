"""Staged records: what the workers of a job read, whatever the data came as.

Two lines a record: its place, as a JSON list of its number in the data, where it stands there and its key; and the
record itself, as `ccm.record_file` writes it, which is also the ``data.json`` of its manifest.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from ccm.record_file import read_written_record

_PLACE = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class StagedRecord:
    """The `number`-th record of the data, which stands `where`; `body` are its bytes, `data` what they say."""

    number: int
    where: str
    key: str
    body: bytes
    data: object


def staged_lines(number: int, where: str, key: str, body: bytes) -> bytes:
    """A record as it is staged; `body` is what `record_bytes` gave."""
    return _PLACE([number, where, key]).encode("ascii") + b"\n" + body


def read_staged(content: bytes) -> Iterator[StagedRecord]:
    """The records of a chunk, one after the other."""
    start = 0
    while start < len(content):
        middle = content.index(b"\n", start)
        end = content.index(b"\n", middle + 1) + 1
        number, where, key = json.loads(content[start:middle])
        body = content[middle + 1 : end]
        yield StagedRecord(number, where, key, body, read_written_record(body))
        start = end


def read_places(content: bytes) -> Iterator[tuple[int, str, str]]:
    """Of each record of a chunk its number, where it stands and its key; the records themselves are passed over."""
    for line in content.splitlines()[::2]:
        number, where, key = json.loads(line)
        yield number, where, key
