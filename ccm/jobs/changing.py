"""Acts on a job that is there: allowing it to go on, and giving it up. Each ends with its row in the audit log."""

from dataclasses import replace

from sqlalchemy import update
from sqlalchemy.orm import Session

from ccm.governance.acting import Acting, record
from ccm.jobs.job import OVER, Job, JobError, errors_allowed
from ccm.jobs.starting import subject_of
from ccm.jobs.store import JobStore
from ccm.jobs.tables import JobRow
from ccm.people.store import PeopleStore
from ccm.sending import refuse_recalled


def allow_resuming(session: Session, acting: Acting, name: str, max_errors: str | None = None) -> Job:
    """Let a job go on, with another `max_errors` where one is given, and say in the audit log who did.

    Raises JobNotFoundError, ForbiddenError, NotSendableError when its release was recalled, and JobError when it is
    over.
    """
    store = JobStore(session)
    job = store.find(name)
    PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
    if job.state in OVER:
        raise JobError(f"job {name} is {job.state}; there is nothing to resume")
    refuse_recalled(session, job.spec.release)
    if max_errors is not None:
        errors_allowed(max_errors, job.total)
        spec = replace(job.spec, max_errors=max_errors)
        session.execute(update(JobRow).where(JobRow.id == name).values(spec=spec.text()))
    tally = job.tally
    record(session, acting, "job-resume", subject_of(job), f"{tally.done} of {tally.chunks} chunks done")
    return store.find(name)


def let_go_on(session: Session, acting: Acting, name: str, max_errors: str | None = None) -> Job:
    """Let a job that stopped go on, as `allow_resuming`, as soon as a worker takes it.

    Raises as that does, and JobError for one that did not stop: workers take a job whose process ended by themselves.
    """
    store = JobStore(session)
    found = store.find(name)
    PeopleStore(session).require(acting.person, "render", "template", found.spec.template)
    if found.state not in ("stopped", *OVER):
        raise JobError(f"job {name} is {found.state} and did not stop; a worker works on it, or will take it up")
    job = allow_resuming(session, acting, name, max_errors)
    state = "waiting" if job.identity is None else "working"
    values = {"state": state, "reason": "", "changed_at": acting.at}
    session.execute(update(JobRow).where(JobRow.id == name).values(**values))
    session.expire_all()
    return store.find(name)


def cancel(session: Session, acting: Acting, name: str, reason: str) -> Job:
    """Give up a job, whoever works on it: nothing more of it is taken from the moment this is committed.

    Raises JobNotFoundError, ForbiddenError, and JobError when it is over already or no reason is given.
    """
    store = JobStore(session)
    job = store.find(name)
    PeopleStore(session).require(acting.person, "render", "template", job.spec.template)
    if job.state in OVER:
        raise JobError(f"job {name} is {job.state}; there is nothing to cancel")
    if not reason.strip():
        raise JobError("a job is cancelled for a reason; say why, in a sentence")
    store.cancel(name, acting.at, reason)
    record(session, acting, "job-cancel", subject_of(job), reason)
    return store.find(name)
