"""What a job did not deliver: the reasons and the records, in the order of the data, without what was mended since."""

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccm.jobs.job import Job
from ccm.jobs.staged import read_places
from ccm.jobs.staging import chunk_name, unreadable_name
from ccm.jobs.store import Chunk
from ccm.jobs.work import rejected_name, rejects_name
from ccm.objects.store import ObjectStore

Line = dict[str, Any]
Rejected = tuple[Line, bytes]
"""A line of ``rejects.jsonl`` and the record that it is about; the record is empty where it could not be read."""


@dataclass(frozen=True)
class Mended:
    """What became of mended records: the keys that were delivered, and by key why others were rejected again."""

    delivered: frozenset[str]
    rejected: dict[str, Rejected]


def mended(spool: ObjectStore, job: Job, chunks: Iterable[Chunk]) -> Mended:
    """What became of the records in `chunks`, which are those of mended ones. They are as many as people mend."""
    delivered: set[str] = set()
    rejected: dict[str, Rejected] = {}
    for chunk in chunks:
        failed = {line["key"]: (line, body) for line, body in rejected_of(spool, job, chunk)}
        for _, _, key in read_places(spool.get(chunk_name(job.id, chunk.number))):
            if key in failed:
                rejected[key] = failed[key]
            else:
                delivered.add(key)
                rejected.pop(key, None)
    return Mended(frozenset(delivered), rejected)


def rejected_of(spool: ObjectStore, job: Job, chunk: Chunk) -> Iterator[Rejected]:
    """What was rejected of a chunk, with its records."""
    if chunk.rejected:
        lines = spool.get(rejects_name(job.id, chunk.number)).splitlines()
        bodies = spool.get(rejected_name(job.id, chunk.number)).splitlines(keepends=True)
        for line, body in zip(lines, bodies, strict=True):
            yield json.loads(line), body


def write_rejects(
    spool: ObjectStore, job: Job, chunks: Iterable[Chunk], since: Mended, rejects: Path, rejected: Path
) -> int:
    """Write what is left of a job's rejects to two files; return how many of those in `chunks` were mended `since`.

    A record that could not be read has no key, so it stays in the list when it is mended; the report counts it.
    """
    first = (one for chunk in chunks for one in rejected_of(spool, job, chunk))
    unreadable = _unreadable(spool, job)
    again = dict(since.rejected)
    gone = 0
    with rejects.open("wb") as lines, rejected.open("wb") as bodies:
        for line, body in heapq.merge(first, unreadable, key=_number):
            if line["key"] and line["key"] in since.delivered:
                gone += 1
                continue
            _write(again.pop(line["key"], (line, body)), lines, bodies)
        for one in sorted(again.values(), key=_number):
            _write(one, lines, bodies)
    return gone


def _write(one: Rejected, lines: Any, bodies: Any) -> None:
    lines.write(json.dumps(one[0], ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    bodies.write(one[1])


def _unreadable(spool: ObjectStore, job: Job) -> Iterator[Rejected]:
    if job.unreadable:
        for line in spool.get(unreadable_name(job.id)).splitlines():
            said = json.loads(line)
            yield {"record": said.pop("record"), "key": "", "where": said.pop("where"), "channel": "", **said}, b""


def _number(one: Rejected) -> int:
    return int(one[0]["record"])
