"""Who sees which jobs, and who gets what they made.

Whoever may look anywhere sees that there are jobs and how they do. Whoever only sends, such as a portal, sees their
own. What a job made is for those who may send that template, or answer for what was sent.
"""

from sqlalchemy.orm import Session

from ccm.governance.acting import Acting, record
from ccm.jobs.job import Job, JobNotFoundError
from ccm.jobs.starting import subject_of
from ccm.jobs.store import JobStore
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore


def require_jobs(people: PeopleStore, person: str) -> None:
    """Go on if `person` has anything to do with jobs. Raises ForbiddenError."""
    try:
        people.require_anywhere(person, "view")
    except ForbiddenError as error:
        try:
            people.require_anywhere(person, "render")
        except ForbiddenError:
            raise error from None


def require_sending(people: PeopleStore, person: str) -> None:
    """Go on if `person` may send something. Raises ForbiddenError."""
    require_jobs(people, person)
    people.require_anywhere(person, "render")


def only_of(people: PeopleStore, person: str) -> str | None:
    """Whose jobs `person` sees: None is everybody's. Raises ForbiddenError."""
    require_jobs(people, person)
    try:
        people.require_anywhere(person, "view")
    except ForbiddenError:
        return person
    return None


def job_seen(session: Session, person: str, name: str) -> Job:
    """The job called `name`. Raises ForbiddenError, and JobNotFoundError; also when `person` sees their own only."""
    mine = only_of(PeopleStore(session), person)
    job = JobStore(session).find(name)
    if mine is not None and job.created_by != mine:
        raise JobNotFoundError(f"there is no job {name[:100]!r} of yours")
    return job


def results_of(session: Session, acting: Acting, name: str, what: str) -> Job:
    """The job whose results are about to be read; who reads `what` of them is in the audit log.

    Raises JobNotFoundError, ForbiddenError.
    """
    job = job_seen(session, acting.person, name)
    people, template = PeopleStore(session), job.spec.template
    if not people.can(acting.person, "render", "template", template):
        people.require(acting.person, "archive", "template", template)
    record(session, acting, "job-read", subject_of(job), what)
    return job
