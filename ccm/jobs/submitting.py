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
from ccm.jobs.sent_before import SentBefore
from ccm.jobs.staging import StagedData, staging
from ccm.jobs.starting import (
    Asked,
    check,
    check_places,
    free_run,
    look_for_sent,
    refuse_same,
    refuse_too_many_unreadable,
    subject_of,
    why_started,
)
from ccm.jobs.steady import steadily
from ccm.jobs.store import JobStore
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore
from ccm.sending import release_pinned
from ccm.settings import Settings
from ccm.sources.options import parse_kind
from ccm.sources.record import DatumError, SourceError
from ccm.sources.registry import source

_AT_ONCE = 8 * 1024 * 1024


class JobRefusedError(JobError):
    """The data of a job that waited is none that a job can be made of; the job says why, and is over."""


def submit(database: Database, settings: Settings, acting: Acting, asked: Asked, data: Path) -> Job:
    """Submit a job on the file `data`, which may be gone afterwards; `asked.source` is what people call it.

    What can be known without reading the data is checked now; the rest when the job is staged. Its id comes from what
    is asked for and from the bytes of the file. Raises what `ccm.jobs.starting.check` raises, SameJobError when the
    very same was submitted before, JobError when `data` cannot be read, and ObjectStoreError.
    """
    job = brought(database, settings, acting, asked, data)
    with database.writing() as session:
        hand_in(session, acting, job)
    return job


def brought(database: Database, settings: Settings, acting: Acting, asked: Asked, data: Path) -> Job:
    """A job that is ready to be handed in: checked, and with its data in the spool. Raises as `submit` does."""
    with database.reading() as session:
        spec = check(session, acting, asked).spec
    check_kind(asked.kind)
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
    return job


def hand_in(session: Session, acting: Acting, job: Job) -> None:
    """Write down a job that was brought, for a worker to take. Raises ForbiddenError, SameJobError."""
    PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
    store = JobStore(session)
    if store.is_there(job.id):
        raise _same(store.find(job.id))
    try:
        store.add(job)
    except IntegrityError as error:
        raise SameJobError(f"the job {job.id} was submitted by somebody else at this very moment") from error
    again = f"; once more: {job.spec.again}" if job.spec.again else ""
    record(session, acting, "job-submit", subject_of(job), f"by {job.spec.release_name}{again}")


def check_kind(kind: str) -> None:
    """Go on if there is such a kind of data, or none is named. Raises SourceError."""
    if kind:
        try:
            source(parse_kind(kind)[0])
        except DatumError as error:
            raise SourceError(error.in_record(f"the kind {kind[:60]}", None)) from None


def usual_out(settings: Settings) -> str:
    """Where results go unless somebody says otherwise: a folder by its whole path, wherever a worker runs."""
    return settings.jobs_out if "://" in settings.jobs_out else str(Path(settings.jobs_out).absolute())


def stage_waiting(database: Database, settings: Settings, acting: Acting, hold: Hold) -> None:
    """Stage the data of a job that waited and is held now, so that it can be worked on; `hold.job` is it then.

    Raises JobRefusedError, after the job says that it is refused and why.
    """
    hold.set(state="staging", reason="")
    try:
        _stage(database, settings, acting, hold)
    except (ForbiddenError, JobError, SourceError) as error:
        hold.set(state="refused", reason=str(error))
        raise JobRefusedError(f"job {hold.job.id} is refused: {error}") from error


def _stage(database: Database, settings: Settings, acting: Acting, hold: Hold) -> None:
    job, spool = hold.job, open_store(settings.spool, private=True)
    with database.reading() as session:
        release = release_pinned(session, job.spec.release)
    with fetched(spool, job.data, job.spec.source) as path:
        records = read_copy(path, job.spec.kind or None, job.spec.source)
        with staging(records, key_reader(release), job.spec.chunk) as data:
            refuse_too_many_unreadable(job.spec, data)
            with database.reading() as session:
                before = look_for_sent(session, release, free_run(JobStore(session), job.spec, data.fingerprint), data)
            data.place(spool, job.id)
            try:
                hold.job = steadily(database, lambda session: _staged(session, acting, hold, data, before))
            except IntegrityError:
                with database.reading() as session:
                    refuse_same(JobStore(session), job.spec.identity(data.fingerprint))
                raise
    spool.delete(job.data)


def _staged(session: Session, acting: Acting, hold: Hold, data: StagedData, before: SentBefore) -> Job:
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
    record(session, acting, "job-start", subject_of(staged), why_started(staged, before))
    return staged


def _waiting(store: JobStore, spec: Spec, content: str, acting: Acting) -> Job:
    """The job by what is asked for and by the bytes of its data. Raises SameJobError when it was submitted before."""
    while True:
        name = job_id(spec.template, spec.identity(content), 16)
        if not store.is_there(name):
            break
        if not spec.again:
            raise _same(store.find(name))
        spec = replace(spec, run=spec.run + 1)
    return Job(
        id=name, identity=None, fingerprint=content, spec=spec, state="waiting", reason="", records=0, unreadable=0,
        created_by=acting.person, created_at=acting.at, changed_at=acting.at, data=f"{name}/submitted",
    )  # fmt: skip


def _same(job: Job) -> SameJobError:
    return SameJobError(
        f"this is the job {job.id}, submitted by {job.created_by} on {job.created_at:%Y-%m-%d at %H:%M} UTC, "
        f"and is {job.state}; to do it once more on purpose, say why (again)"
    )


@contextmanager
def fetched(spool: ObjectStore, data: str, called: str, at_once: int = _AT_ONCE) -> Iterator[Path]:
    """An object of the spool as a temporary file, which has the ending of what people call it.

    Raises ObjectStoreError.
    """
    suffix = Path(called).suffix
    with TemporaryDirectory(prefix="ccm-data-") as folder:
        path = Path(folder) / f"data{suffix if suffix.lstrip('.').isalnum() else ''}"
        with path.open("wb") as file:
            for start in range(0, spool.size(data), at_once):
                file.write(spool.get_range(data, start, at_once))
        yield path
