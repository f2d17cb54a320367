"""What a job did not deliver, a page at a time: of a job that is done as it was written at its end, else as far as the
chunks that are done tell."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ccm.jobs.job import Job, JobError
from ccm.jobs.rejects import Line, rejected_of
from ccm.jobs.starting import store_of
from ccm.jobs.store import Chunk
from ccm.jobs.work import rejects_name
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.settings import Settings

_AT_ONCE = 256 * 1024


@dataclass(frozen=True)
class RejectPage:
    """Some lines, and the place behind them: None when there are no more."""

    lines: tuple[Line, ...]
    next: str | None


def reject_page(settings: Settings, job: Job, chunks: tuple[Chunk, ...], after: str | None, limit: int) -> RejectPage:
    """At most `limit` rejects of `job` behind the place `after`. Raises JobError for no such place, ObjectStoreError.

    A place counts bytes of what was written at the end, or chunks and lines while the job goes on.
    """
    kind, *numbers = (after or ("end:0" if job.state == "done" else "chunk:0:0")).split(":")
    if not all(one.isascii() and one.isdecimal() and len(one) <= 15 for one in numbers):
        raise _elsewhere(job)
    if job.state == "done" and kind == "end" and len(numbers) == 1:
        return _written(job, int(numbers[0]), limit)
    if job.state != "done" and kind == "chunk" and len(numbers) == 2:
        return _so_far(open_store(settings.spool, private=True), job, chunks, (int(numbers[0]), int(numbers[1])), limit)
    raise _elsewhere(job)


def _written(job: Job, start: int, limit: int) -> RejectPage:
    store, name = store_of(job), f"{job.id}/rejects.jsonl"
    size = store.size(name)
    if start > size or (start and store.get_range(name, start - 1, 1) != b"\n"):
        raise _elsewhere(job)
    lines: list[Line] = []
    for line in islice(_lines(store, name, start), limit):
        start += len(line)
        lines.append(json.loads(line))
    return RejectPage(tuple(lines), f"end:{start}" if start < size else None)


def _lines(store: ObjectStore, name: str, start: int) -> Iterator[bytes]:
    rest = b""
    while piece := store.get_range(name, start, _AT_ONCE):
        start += len(piece)
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line + b"\n" for line in whole)


def _so_far(spool: ObjectStore, job: Job, chunks: tuple[Chunk, ...], after: tuple[int, int], limit: int) -> RejectPage:
    found: list[tuple[str, Line]] = []
    for chunk in chunks:
        # Of a job that was given up long ago there are none left.
        kept = chunk.done and chunk.rejected and spool.has(rejects_name(job.id, chunk.number))
        if kept and chunk.number >= after[0]:
            for number, (line, _) in enumerate(rejected_of(spool, job, chunk), 1):
                if (chunk.number, number) > after:
                    found.append((f"chunk:{chunk.number}:{number}", line))
        if len(found) > limit:
            break
    return RejectPage(tuple(line for _, line in found[:limit]), found[limit - 1][0] if len(found) > limit else None)


def reject_data(line: Line) -> dict[str, Any]:
    """A line with all that one can say."""
    return {"key": "", "where": "", "channel": "", "path": "", "reason": "", "others": [], **line}


def _elsewhere(job: Job) -> JobError:
    return JobError(f"the rejects of job {job.id} are not those of before any more; begin again without a cursor")
