"""Starting a job: what was asked for is checked, the data staged, and the job written down. Nothing is rendered yet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.jobs.job import Job, JobError, SameJobError, Spec, chunk_size, errors_allowed, job_id
from ccm.jobs.keys import key_reader
from ccm.jobs.sent_before import SentBefore, SentBeforeError, sent_before
from ccm.jobs.staging import StagedData, staging
from ccm.jobs.store import Held, JobStore
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.people.store import PeopleStore
from ccm.plans.checking import check_plan
from ccm.plans.choice import chooser
from ccm.plans.plan import Plan, default_plan, plan_of
from ccm.release import Release
from ccm.rendering import Rendering
from ccm.sending import release_in_force, release_pinned
from ccm.settings import Settings
from ccm.sources.record import Record, SourceFault
from renderers import registry

_PROBE = "ccm-probe"

Records = Iterable[Record | SourceFault]


@dataclass(frozen=True)
class Asked:
    """What an operator asks for. `plan` None is the default plan; `again` is why it is done once more on purpose;
    `chunk` None is as many records as suit the channels."""

    template: str
    day: date
    out: str
    channels: tuple[str, ...] | None = None
    plan: Plan | None = None
    locale: str | None = None
    max_errors: str = ""
    again: str = ""
    source: str = ""
    kind: str = ""
    chunk: int | None = None


@dataclass(frozen=True)
class Checked:
    """What was asked for and can be done: its specification, and the release it pins."""

    spec: Spec
    release: Release


def check(session: Session, acting: Acting, asked: Asked) -> Checked:
    """Hold what is asked for against rights, release, channels, plan and language.

    Raises ForbiddenError, NotSendableError, ReleaseDamagedError, ChannelError, CompileError, PlanError and JobError.
    """
    registry.load_plugins()
    errors_allowed(asked.max_errors, 0)
    PeopleStore(session).require(acting.person, "render", "template", asked.template)
    release = release_in_force(session, asked.template, asked.day)
    definition = release.template.definition
    channels = Rendering(release, asked.channels, registry.when_used).channels
    plan = asked.plan or default_plan(channels)
    check_plan(plan, release)
    chosen = chooser(plan, release, asked.channels).channels
    Rendering(release, chosen, registry.when_used).program(asked.locale or definition.language)
    spec = Spec(
        template=asked.template, release=release.digest, release_name=release.name, channels=asked.channels,
        plan=plan.data(), plan_digest=plan.digest, locale=asked.locale, chunk=asked.chunk or chunk_size(chosen), run=1,
        out=asked.out, max_errors=asked.max_errors, source=asked.source, kind=asked.kind,
        again=asked.again,
    )  # fmt: skip
    return Checked(spec, release)


def check_places(settings: Settings, out: str) -> None:
    """See whether results and spool can be written, before anything is made. Raises ObjectStoreError."""
    for store in (open_store(out), open_store(settings.spool, private=True)):
        store.put(_PROBE, b"")
        store.delete(_PROBE)


def start(
    database: Database,
    settings: Settings,
    acting: Acting,
    asked: Asked,
    records: Callable[[], Records],
    progress: Callable[[int], None] = lambda count: None,
    held: Held | None = None,
) -> Job:
    """Start a job on what `records` gives: check, stage, write down. It is then to be worked on, by who `held` it.

    Raises what `check` and `staging` raise, SameJobError when the very job was started before, ObjectStoreError,
    and what `records` raises.
    """
    with database.reading() as session:
        checked = check(session, acting, asked)
    check_places(settings, asked.out)
    with staging(records(), key_reader(checked.release), checked.spec.chunk, progress=progress) as data:
        refuse_too_many_unreadable(checked.spec, data)
        with database.reading() as session:
            job = _named(JobStore(session), checked.spec, data, acting)
            before = look_for_sent(session, checked.release, job.spec, data)
        data.place(open_store(settings.spool, private=True), job.id)
        try:
            with database.writing() as session:
                _write_down(session, acting, job, data, before, held)
        except IntegrityError:  # somebody started the same job since it was looked for
            with database.reading() as session:
                refuse_same(JobStore(session), job.identity)
            raise
    return job


def look_for_sent(session: Session, release: Release, spec: Spec, data: StagedData) -> SentBefore:
    """The records that another job has sent already. Raises SentBeforeError unless they are to be sent once more."""
    channels = chooser(plan_of(dict(spec.plan)), release, spec.channels).channels
    found = sent_before(session, release, data.contents(), channels, spec.locale)
    if found.count and not spec.again:
        raise SentBeforeError(
            f"{found.count} of {data.records} records were {found}: {found.told}; take them out of the data, or send "
            "them once more on purpose with --again REASON"
        )
    return found


def _write_down(
    session: Session, acting: Acting, job: Job, data: StagedData, before: SentBefore, held: Held | None
) -> None:
    """Write a job and its chunks down, and say in the audit log who started it."""
    # What it was checked against may have changed while the data was staged.
    PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
    release_pinned(session, job.spec.release)
    store = JobStore(session)
    store.add(job, held, datetime.now(UTC))  # the data may have taken long to stage
    store.add_chunks(job.id, data.chunks)
    record(session, acting, "job-start", subject_of(job), why_started(job, before))


def why_started(job: Job, before: SentBefore) -> str:
    """What the audit log says of the start of a job."""
    sent = f"; {before.count} of them {before}" if before.count else ""
    again = f"; once more: {job.spec.again}" if job.spec.again else ""
    return f"{job.total} records by {job.spec.release_name}{sent}{again}"


def subject_of(job: Job) -> AuditSubject:
    """A job as a row of the audit log names it."""
    return AuditSubject("job", job.id, job.spec.run, job.identity)


def _named(store: JobStore, spec: Spec, data: StagedData, acting: Acting) -> Job:
    """The job by its identity. Raises SameJobError when it was started before, and not once more on purpose."""
    spec = free_run(store, spec, data.fingerprint)
    return _with_free_id(store, _new(spec, spec.identity(data.fingerprint), data, acting))


def free_run(store: JobStore, spec: Spec, fingerprint: str) -> Spec:
    """`spec` as the first run of the job that there was not yet, if it is asked for once more on purpose.

    Raises SameJobError when it is not, and there was one.
    """
    while store.by_identity(spec.identity(fingerprint)) is not None:
        if not spec.again:
            refuse_same(store, spec.identity(fingerprint))
        spec = replace(spec, run=spec.run + 1)
    return spec


def _new(spec: Spec, identity: str, data: StagedData, acting: Acting) -> Job:
    return Job(
        id=job_id(spec.template, identity), identity=identity, fingerprint=data.fingerprint, spec=spec,
        state="working", reason="", records=data.records, unreadable=data.unreadable,
        created_by=acting.person, created_at=acting.at, changed_at=acting.at,
    )  # fmt: skip


def _with_free_id(store: JobStore, job: Job) -> Job:
    """Two jobs may begin with the same digits; the later one shows more of them."""
    digits = 8
    while store.is_there(job.id):
        digits += 8
        job = replace(job, id=job_id(job.spec.template, job.identity or "", digits))
    return job


def refuse_same(store: JobStore, identity: str | None) -> None:
    """Go on unless there is a job of this identity. Raises SameJobError."""
    same = store.by_identity(identity or "")
    if same is None:
        return
    state = {"done": "done already", "cancelled": "cancelled"}.get(same.state, f"{same.state} already")
    remedy = "" if same.state in ("done", "cancelled") else f"go on with it by 'ccm batch resume {same.id}', or "
    raise SameJobError(
        f"this is the job {same.id}, started by {same.created_by} on {same.created_at:%Y-%m-%d at %H:%M} UTC, and is "
        f"{state}: the same records, release, channels and plan; {remedy}do it once more on purpose with "
        "--again REASON"
    )


def refuse_too_many_unreadable(spec: Spec, data: StagedData) -> None:
    """Go on unless more than may fail cannot even be read. Raises JobError."""
    allowed = errors_allowed(spec.max_errors, data.records + data.unreadable)
    if allowed is not None and data.unreadable > allowed:
        raise JobError(
            f"{data.unreadable} records cannot be read, and --max-errors {spec.max_errors} allows {allowed}; mend the "
            "data, or allow more"
        )


def store_of(job: Job) -> ObjectStore:
    """Where the results of a job go."""
    return open_store(job.spec.out)


def summary(job: Job) -> dict[str, Any]:
    """A job as plain data, for people and for the API."""
    tally = job.tally
    return {
        "job": job.id, "template": job.spec.template, "release": job.spec.release_name, "state": job.state,
        "reason": job.reason, "run": job.spec.run, "input": job.total, "delivered": tally.delivered,
        "rejected": tally.rejected, "unreadable": job.unreadable, "mended": tally.mended,
        "chunks": tally.chunks, "chunks_done": tally.done,
        "source": job.spec.source, "out": job.spec.out, "created_by": job.created_by,
        "created_at": job.created_at.isoformat(), "changed_at": job.changed_at.isoformat(),
    }  # fmt: skip
