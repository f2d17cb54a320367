"""Mending: records that a job rejected or could not read are given again, and become further chunks of the same job.

Nobody gets anything twice: a record whose key the job has delivered, in whatever round, is refused, and so is one that
never was the job's.
"""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.jobs.hold import Hold, holding
from ccm.jobs.job import Job, JobError
from ccm.jobs.keys import key_reader
from ccm.jobs.rejects import rejected_of
from ccm.jobs.staged import read_places
from ccm.jobs.staging import DataRefusedError, StagedData, chunk_name, staging
from ccm.jobs.starting import Records, subject_of
from ccm.jobs.steady import steadily
from ccm.jobs.store import Chunk, Held, JobStore
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.people.store import PeopleStore
from ccm.sending import release_pinned
from ccm.settings import Settings

MAX_TOLD = 10


def mend(
    database: Database, settings: Settings, acting: Acting, name: str, records: Callable[[], Records], held: Held
) -> Job:
    """Add the mended records to a job that is done, which is then to be worked on by who `held` it.

    Raises JobNotFoundError, ForbiddenError, NotSendableError when the release was recalled, JobError when the job is
    not done, DataRefusedError when a record cannot be read, is none of the job's or was delivered, JobBusyError and
    ObjectStoreError.
    """
    with database.reading() as session:
        job = JobStore(session).find(name)
        PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
        if job.state != "done":
            raise JobError(f"job {name} is {job.state}; records are mended when it is done")
        release = release_pinned(session, job.spec.release)
        chunks = JobStore(session).chunks(name)
    read, keys = key_reader(release), list[str]()

    def key_of(data: object) -> str:
        keys.append(read(data))
        return keys[-1]

    spool = open_store(settings.spool, private=True)
    if not spool.has(chunk_name(name, chunks[0].number)):
        raise JobError(
            f"what the job {name} was made of is not in the spool any more, where it is kept for {settings.spool_days} "
            "days after a job has ended; start another job with the mended records"
        )
    start = job.total + sum(chunk.records for chunk in chunks if chunk.mend) + 1
    with (
        holding(database, name, held, keep=True) as hold,
        staging(records(), key_of, job.spec.chunk, start=start) as data,
    ):
        if data.unreadable:
            raise DataRefusedError(f"{data.unreadable} of the mended records cannot be read; mend them, and try again")
        _refuse_strangers(spool, job, chunks, keys)
        first = chunks[-1].number + 1
        data.place(spool, name, first)
        return steadily(database, lambda session: _added(session, acting, hold, data, first, chunks[-1].mend + 1))


def _added(session: Session, acting: Acting, hold: Hold, data: StagedData, first: int, mends: int) -> Job:
    """The job with its further chunks, and the row of the audit log."""
    store, name = JobStore(session), hold.job.id
    release_pinned(session, hold.job.spec.release)
    store.set(name, hold.token, acting.at, state="working")
    if any(chunk.number >= first for chunk in store.chunks(name)):  # the connection broke when this was said before
        return store.find(name)
    store.add_chunks(name, (replace(one, number=one.number + first - 1) for one in data.chunks), mends)
    job = store.find(name)
    record(session, acting, "job-mend", subject_of(job), f"{data.records} records, mended")
    return job


def _refuse_strangers(spool: ObjectStore, job: Job, chunks: tuple[Chunk, ...], keys: list[str]) -> None:
    """Go on if every key is one that the job rejected, or can be that of a record it could not read.

    Raises DataRefusedError.
    """
    wanted = frozenset(keys)
    known: set[str] = set()
    delivered: set[str] = set()
    for chunk in chunks:
        failed = {line["key"] for line, _ in rejected_of(spool, job, chunk)}
        here = {key for _, _, key in read_places(spool.get(chunk_name(job.id, chunk.number))) if key in wanted}
        known |= here
        delivered |= here - failed
    strange = wanted - known
    faults = [f"  {key!r} was delivered already" for key in sorted(delivered)]
    if len(strange) > job.unreadable:
        faults += [f"  {key!r} is none of this job's" for key in sorted(strange)]
    if "" in wanted:
        faults.append("  a record has no key")
    if faults:
        more = [f"  and {len(faults) - MAX_TOLD} more"] if len(faults) > MAX_TOLD else []
        raise DataRefusedError("\n".join((
            f"only records that the job {job.id} rejected can be mended; take these out:", *faults[:MAX_TOLD], *more
        )))  # fmt: skip
