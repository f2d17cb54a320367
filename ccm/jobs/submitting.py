"""Jobs that wait: submitted by one process with their data, staged and worked on by another, whenever there is one.

The API submits; ``ccm worker`` works. The data of a waiting job is an object of the spool, so that the job outlives
whoever submitted it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.jobs.data_file import read_copy
from ccm.jobs.hold import Hold
from ccm.jobs.job import Job, JobError, SameJobError, Spec, job_id
from ccm.jobs.keys import key_reader
from ccm.jobs.staging import StagedData, staging
from ccm.jobs.starting import (
    Asked,
    check,
    check_places,
    free_run,
    refuse_same,
    refuse_too_many_unreadable,
    subject_of,
    why_started,
)
from ccm.jobs.steady import steadily
from ccm.jobs.store import JobStore
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.people.store import PeopleStore
from ccm.sending import release_pinned
from ccm.settings import Settings
from ccm.sources.record import SourceError

_AT_ONCE = 8 * 1024 * 1024


class JobRefusedError(JobError):
    """The data of a job that waited is none that a job can be made of; the job says why, and is over."""


def submit(database: Database, settings: Settings, acting: Acting, asked: Asked, data: Path) -> Job:
    """Submit a job on the file `data`, which may be gone afterwards; `asked.source` is what people call it.

    What can be known without reading the data is checked now; the rest when the job is staged. Its id comes from what
    is asked for and from the bytes of the file. Raises what `ccm.jobs.starting.check` raises, SameJobError when the
    very same was submitted before, JobError when `data` cannot be read, and ObjectStoreError.
    """
    with database.reading() as session:
        spec = check(session, acting, asked).spec
    check_places(settings, asked.out)
    try:
        with data.open("rb") as file:
            content = f"sha256:{file_digest(file, 'sha256').hexdigest()}"
    except OSError as error:
        raise JobError(f"{asked.source or data.name}: cannot be read: {error.strerror}; submit it again") from error
    spool = open_store(settings.spool, private=True)
    with database.reading() as session:
        job = _waiting(JobStore(session), spec, content, acting)
    spool.put_file(job.data, data)
    try:
        with database.writing() as session:
            _write_down(session, acting, job)
    except IntegrityError:
        with database.reading() as session:
            _waiting(JobStore(session), replace(spec, again=""), content, acting)
        raise
    return job


def stage_waiting(database: Database, settings: Settings, acting: Acting, hold: Hold) -> None:
    """Stage the data of a job that waited and is held now, so that it can be worked on; `hold.job` is it then.

    Raises JobRefusedError, after the job says that it is refused and why.
    """
    hold.set(state="staging", reason="")
    try:
        _stage(database, settings, acting, hold)
    except (JobError, SourceError) as error:
        hold.set(state="refused", reason=str(error))
        raise JobRefusedError(f"job {hold.job.id} is refused: {error}") from error


def _stage(database: Database, settings: Settings, acting: Acting, hold: Hold) -> None:
    job, spool = hold.job, open_store(settings.spool, private=True)
    with database.reading() as session:
        release = release_pinned(session, job.spec.release)
    with _fetched(spool, job) as path:
        records = read_copy(path, job.spec.kind or None, job.spec.source)
        with staging(records, key_reader(release), job.spec.chunk) as data:
            refuse_too_many_unreadable(job.spec, data)
            data.place(spool, job.id)
            try:
                hold.job = steadily(database, lambda session: _staged(session, acting, hold, data))
            except IntegrityError:
                with database.reading() as session:
                    refuse_same(JobStore(session), job.spec.identity(data.fingerprint))
                raise
    spool.delete(job.data)


def _staged(session: Session, acting: Acting, hold: Hold, data: StagedData) -> Job:
    """The job's row and its chunks, now that the data is known. Raises ForbiddenError and SameJobError."""
    store, job = JobStore(session), hold.job
    PeopleStore(session).require(job.created_by, "render", "template", job.spec.template)
    found = store.find(job.id)
    if found.identity is not None:  # the connection broke when this was said before
        return found
    spec = free_run(store, job.spec, data.fingerprint)
    store.set(
        job.id, hold.token, acting.at, identity=spec.identity(data.fingerprint), fingerprint=data.fingerprint,
        spec=spec.text(), run=spec.run, records=data.records, unreadable=data.unreadable, state="working",
    )  # fmt: skip
    store.add_chunks(job.id, data.chunks)
    staged = store.find(job.id)
    record(session, acting, "job-start", subject_of(staged), why_started(staged))
    return staged


def _write_down(session: Session, acting: Acting, job: Job) -> None:
    PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
    JobStore(session).add(job)
    record(session, acting, "job-submit", subject_of(job), f"by {job.spec.release_name}")


def _waiting(store: JobStore, spec: Spec, content: str, acting: Acting) -> Job:
    """The job by what is asked for and by the bytes of its data. Raises SameJobError when it was submitted before."""
    while True:
        name = job_id(spec.template, spec.identity(content), 16)
        if not store.is_there(name):
            break
        if not spec.again:
            same = store.find(name)
            raise SameJobError(
                f"this is the job {name}, submitted by {same.created_by} on {same.created_at:%Y-%m-%d at %H:%M} UTC, "
                f"and is {same.state}; to do it once more on purpose, say why (again)"
            )
        spec = replace(spec, run=spec.run + 1)
    return Job(
        id=name, identity=None, fingerprint=content, spec=spec, state="waiting", reason="", records=0, unreadable=0,
        created_by=acting.person, created_at=acting.at, changed_at=acting.at, data=f"{name}/submitted",
    )  # fmt: skip


@contextmanager
def _fetched(spool: ObjectStore, job: Job, at_once: int = _AT_ONCE) -> Iterator[Path]:
    """The data of a job as a temporary file, which has the ending of the file that was submitted."""
    suffix = Path(job.spec.source).suffix
    with TemporaryDirectory(prefix="ccm-data-") as folder:
        path = Path(folder) / f"data{suffix if suffix.lstrip('.').isalnum() else ''}"
        with path.open("wb") as file:
            for start in range(0, spool.size(job.data), at_once):
                file.write(spool.get_range(job.data, start, at_once))
        yield path
