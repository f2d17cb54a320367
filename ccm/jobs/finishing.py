"""The end of a job: everything that is made of all its chunks together, and can be made anew any number of times.

``job.json`` is written last: a folder that has it is complete.
"""

import heapq
import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ccm.db.session import Database
from ccm.jobs.job import Job
from ccm.jobs.prepared import Prepared
from ccm.jobs.staging import unreadable_name
from ccm.jobs.store import Chunk, JobStore
from ccm.jobs.work import rejected_name, rejects_name
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.plans.finishing import finish as finish_plan
from ccm.plans.report import Counts
from ccm.settings import Settings

FORMAT = 1


def finish(database: Database, settings: Settings, job: Job, prepared: Prepared) -> None:
    """Write what a job ends with.

    Raises ObjectStoreError, PrintError when a letter cannot be printed as the plan has it, and CountsError when the
    counts do not add up.
    """
    with database.reading() as session:
        chunks = JobStore(session).chunks(job.id)
    out, spool = open_store(job.spec.out), open_store(settings.spool, private=True)
    for store in (out, spool):
        store.sweep(job.id)
    counts = Counts(
        input=job.total,
        delivered=sum(chunk.delivered for chunk in chunks),
        rejected=sum(chunk.rejected for chunk in chunks),
        unreadable=job.unreadable,
    )
    with TemporaryDirectory(prefix="ccm-finish-") as folder:
        _put_lines(out, f"{job.id}/rejects.jsonl", _rejects(spool, job, chunks), Path(folder) / "rejects")
        failed = (spool.get(rejected_name(job.id, chunk.number)) for chunk in chunks if chunk.rejected)
        _put_lines(out, f"{job.id}/rejected.jsonl", failed, Path(folder) / "rejected")
    out.put(f"{job.id}/provenance.json", _pretty(prepared.shared))
    data, *mended = _runs(chunks)
    finish_plan(job.id, prepared.plan, out, spool, counts, data, mended)
    out.put(f"{job.id}/job.json", _pretty(_job_data(job, prepared, chunks, counts)))


def _runs(chunks: Sequence[Chunk]) -> list[list[int]]:
    """The numbers of the chunks of the data, and of each round of mended records after it."""
    rounds = max((chunk.mend for chunk in chunks), default=0) + 1
    return [[chunk.number for chunk in chunks if chunk.mend == number] for number in range(rounds)]


def _rejects(spool: ObjectStore, job: Job, chunks: Iterable[Chunk]) -> Iterator[bytes]:
    """The lines of ``rejects.jsonl``: what was rejected and what could not be read, in the order of the data."""
    rejected = (
        line
        for chunk in chunks
        if chunk.rejected
        for line in _numbered(spool.get(rejects_name(job.id, chunk.number)).splitlines())
    )
    unreadable = _numbered(spool.get(unreadable_name(job.id)).splitlines()) if job.unreadable else iter(())
    for _, line in heapq.merge(rejected, unreadable, key=itemgetter(0)):
        yield json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for line in lines:
        content = {"record": 0, "key": "", "where": "", "channel": "", "path": "", "reason": "", **json.loads(line)}
        yield content["record"], content


def _put_lines(store: ObjectStore, name: str, lines: Iterable[bytes], path: Path) -> None:
    with path.open("wb") as file:
        file.writelines(lines)
    store.put_file(name, path)


def _job_data(job: Job, prepared: Prepared, chunks: Iterable[Chunk], counts: Counts) -> dict[str, Any]:
    """What the job was, without times, places and people: two runs of one job say the same."""
    spec = job.spec
    return {
        "format": FORMAT,
        "job": job.id,
        "identity": job.identity,
        "template": spec.template,
        "release": {"name": spec.release_name, "digest": spec.release, "lock": prepared.rendering.release.lock},
        "data": {"fingerprint": job.fingerprint, "records": job.records, "unreadable": job.unreadable},
        "channels": list(spec.channels) if spec.channels is not None else None,
        "locale": spec.locale,
        "plan": {"digest": spec.plan_digest, "content": dict(spec.plan)},
        "run": spec.run,
        "chunk": spec.chunk,
        "counts": vars(counts),
        "outputs": {name: digest for chunk in chunks for name, digest in sorted(chunk.outputs.items())},
    }


def _pretty(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
