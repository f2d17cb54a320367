"""The end of a job: everything that is made of all its chunks together, and can be made anew any number of times.

``job.json`` is written last: a folder that has it is complete.
"""

import json
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ccm.db.session import Database
from ccm.jobs.job import Job
from ccm.jobs.prepared import Prepared
from ccm.jobs.rejects import mended, write_rejects
from ccm.jobs.store import Chunk, JobStore
from ccm.objects.opening import open_store
from ccm.plans.finishing import finish as finish_plan
from ccm.plans.report import Counts
from ccm.settings import Settings

FORMAT = 1


def finish(database: Database, settings: Settings, job: Job, prepared: Prepared) -> None:
    """Write what a job ends with. Raises ObjectStoreError, and CountsError when the counts do not add up."""
    with database.reading() as session:
        chunks = JobStore(session).chunks(job.id)
    out, spool = open_store(job.spec.out), open_store(settings.spool, private=True)
    for store in (out, spool):
        store.sweep(job.id)
    first, *rounds = _rounds(chunks)
    with TemporaryDirectory(prefix="ccm-finish-") as name:
        rejects, rejected = Path(name) / "rejects", Path(name) / "rejected"
        since = mended(spool, job, (chunk for chunks in rounds for chunk in chunks))
        gone = write_rejects(spool, job, first, since, rejects, rejected)
        out.put_file(f"{job.id}/rejects.jsonl", rejects)
        out.put_file(f"{job.id}/rejected.jsonl", rejected)
    counts = _counts(job, first, rounds, gone)
    out.put(f"{job.id}/provenance.json", _pretty(prepared.shared))
    numbers = [[chunk.number for chunk in one] for one in (first, *rounds)]
    finish_plan(job.id, prepared.plan, out, spool, counts, numbers[0], numbers[1:])
    out.put(f"{job.id}/job.json", _pretty(_job_data(job, prepared, chunks, counts)))


def _rounds(chunks: Iterable[Chunk]) -> list[list[Chunk]]:
    """The chunks of the data, and then those of each round of mended records."""
    return [list(one) for _, one in groupby(chunks, key=attrgetter("mend"))]


def _counts(job: Job, first: Iterable[Chunk], rounds: Iterable[Iterable[Chunk]], gone: int) -> Counts:
    """What became of the records of the data; `gone` of the rejected ones were mended, the rest was unreadable."""
    again = sum(chunk.delivered for chunks in rounds for chunk in chunks)
    return Counts(
        input=job.total,
        delivered=sum(chunk.delivered for chunk in first) + again,
        rejected=sum(chunk.rejected for chunk in first) - gone,
        unreadable=job.unreadable - (again - gone),
        mended=again,
    )


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
        "chunks": [
            {"chunk": chunk.number, "records": chunk.records, "delivered": chunk.delivered, **chunk.outputs}
            for chunk in chunks
        ],
    }


def _pretty(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
