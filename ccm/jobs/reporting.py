"""The report of a job, as it was written at its end, or as far as there is one."""

import json

from sqlalchemy.orm import Session

from ccm.jobs.job import Job
from ccm.jobs.starting import store_of, summary
from ccm.jobs.store import JobStore
from ccm.jobs.work import rejects_name
from ccm.objects.opening import open_store
from ccm.settings import Settings

MAX_TOLD = 20


def report_of(session: Session, settings: Settings, name: str, *, as_json: bool) -> str:
    """The report of a job as text: Markdown, or JSON. Of a job that is not done, its state and its first rejects.

    Raises JobNotFoundError and ObjectStoreError.
    """
    store = JobStore(session)
    job = store.find(name)
    if job.state == "done":
        return store_of(job).get(f"{job.id}/report.{'json' if as_json else 'md'}").decode("utf-8")
    rejects = _rejects(store, settings, job)
    if as_json:
        return json.dumps({**summary(job), "rejects": rejects}, ensure_ascii=False, indent=2) + "\n"
    tally = job.tally
    lines = [
        f"{job.id} is {job.state}" + (f": {job.reason}" if job.reason else ""),
        f"{tally.delivered} of {job.total} records delivered, {tally.rejected} rejected, {job.unreadable} unreadable",
        *(
            f"  record {one['record']}, {one['key']}: {one['channel']} {one['path']}: {one['reason']}"
            for one in rejects
        ),
    ]
    return "\n".join(lines) + "\n"


def _rejects(store: JobStore, settings: Settings, job: Job) -> list[dict[str, object]]:
    """The first rejects of the chunks that are done."""
    spool = open_store(settings.spool, private=True)
    found: list[dict[str, object]] = []
    for chunk in store.chunks(job.id):
        # Of a job that was given up long ago there are none left.
        if chunk.done and chunk.rejected and spool.has(rejects_name(job.id, chunk.number)):
            found += [json.loads(line) for line in spool.get(rejects_name(job.id, chunk.number)).splitlines()]
        if len(found) >= MAX_TOLD:
            break
    return found[:MAX_TOLD]
