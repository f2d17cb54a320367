"""Jobs: submitted here, done by ``ccm worker``; how far they are, what came of them, and what is to become of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from ccm.api.content_kinds import gives
from ccm.api.context import Context
from ccm.api.depend import Caller, ContextOf, Page, Reading, Writing, idempotent, scoped
from ccm.api.job_results import MEDIA_TYPES, UNKNOWN, file_page, file_response
from ccm.api.looking import OperationsOf
from ccm.api.models.common import Name
from ccm.api.models.jobs import (
    JOB,
    Cancellation,
    JobFile,
    JobShown,
    NewJob,
    NewMending,
    Reject,
    Resumption,
    job_of,
)
from ccm.api.models.operations import Operation, operation_of
from ccm.api.once import Doing
from ccm.api.paging import Listing, cursor
from ccm.api.problems import ApiError
from ccm.governance.acting import Acting
from ccm.jobs.changing import cancel, let_go_on
from ccm.jobs.job import Job, JobNotFoundError, State
from ccm.jobs.looking import job_seen, only_of, require_sending, results_of
from ccm.jobs.pace import pace_of
from ccm.jobs.reject_pages import reject_data, reject_page
from ccm.jobs.reporting import report_of
from ccm.jobs.starting import Asked
from ccm.jobs.store import JobStore
from ccm.jobs.submitting import brought, check_kind, fetched, hand_in, usual_out
from ccm.jobs.uploads import UploadStore
from ccm.objects.opening import open_store
from ccm.people.store import PeopleStore
from ccm.plans.plan import plan_of

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

# Whoever only sends, such as a portal, sees their own jobs, with a key that is for sending.
SEEING = scoped("view", "render")

JobId = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,99}$", examples=[JOB])]


FileName = Annotated[str, Path(max_length=500, examples=["documents/sms/000001.jsonl"])]

_REPORT = {
    "job": JOB, "plan": "sha256:" + "2" * 64,
    "records": {"input": 20000, "delivered": 19988, "rejected": 10, "unreadable": 2, "mended": 0},
    "channels": {}, "checks": [],
}  # fmt: skip
REPORT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The report.",
        "content": {
            "application/json": {"schema": {"type": "object"}, "example": _REPORT},
            "text/markdown": {"schema": {"type": "string"}, "example": f"# Report of {JOB}\n"},
        },
    }
}
FILE = gives("The file, of the type that its name says.", '{"key": "A-1043"}', *MEDIA_TYPES.values(), UNKNOWN)


@router.post("", status_code=201, dependencies=[scoped("render")])
async def submit_job(
    asked: Annotated[NewJob, Body()], context: ContextOf, caller: Caller, doing: Doing, response: Response
) -> JobShown:
    """Submit a job. It waits until a worker (``ccm worker``) takes it, and outlives the server.

    The same data, release, channels and plan are the same job, and it is refused the second time unless `again` says
    why.
    """
    once = doing.of(asked.model_dump_json().encode())
    await once.begin()
    job = await run_in_threadpool(_brought, context, caller, asked)
    session = await once.writing()
    await run_in_threadpool(hand_in, session, caller, job)
    response.headers["Location"] = f"/v1/jobs/{job.id}"
    return job_of(job, None)


def _brought(context: Context, caller: Acting, asked: NewJob) -> Job:
    """The job, with its data in the spool."""
    with context.database.reading() as session:
        require_sending(PeopleStore(session), caller.person)
        upload = UploadStore(session).find(asked.upload, caller.person, caller.at)
    wanted = Asked(
        template=asked.template, day=asked.day or caller.at.date(), out=usual_out(context.settings),
        channels=None if asked.channels is None else tuple(dict.fromkeys(asked.channels)),
        plan=None if asked.plan is None else plan_of(asked.plan), locale=asked.locale, max_errors=asked.max_errors,
        again=asked.again.strip(), source=upload.name, kind=asked.kind, chunk=asked.chunk,
    )  # fmt: skip
    with fetched(open_store(context.settings.spool, private=True), upload.object, upload.name) as path:
        return brought(context.database, context.settings, caller, wanted, path)


@router.get("", dependencies=[SEEING])
def list_jobs(
    session: Reading,
    caller: Caller,
    page: Page,
    template: Annotated[Name | None, Query()] = None,
    state: Annotated[State | None, Query()] = None,
) -> Listing[JobShown]:
    """List the jobs, the newest first; for who only sends, their own."""
    by = only_of(PeopleStore(session), caller.person)
    store = JobStore(session)
    found = store.all(template=template, state=state, by=by, limit=page.limit + 1, before=_before(store, page.after))
    shown = found[: page.limit]
    return Listing(
        items=[job_of(one, pace_of(session, one)) for one in shown],
        next=cursor(shown[-1].id) if len(found) > page.limit else None,
    )


@router.get("/{job}", dependencies=[SEEING])
def show_job(job: JobId, session: Reading, caller: Caller) -> JobShown:
    """A job, how far it is, how fast it goes and how long it will take. It is polled, every few seconds, say."""
    found = job_seen(session, caller.person, job)
    return job_of(found, pace_of(session, found))


@router.post("/{job}/cancellation", dependencies=[scoped("render"), idempotent])
def cancel_job(job: JobId, asked: Cancellation, session: Writing, caller: Caller) -> JobShown:
    """Give a job up for good. What it delivered so far stays delivered."""
    require_sending(PeopleStore(session), caller.person)
    job_seen(session, caller.person, job)
    return job_of(cancel(session, caller, job, asked.reason), None)


@router.post("/{job}/resumption", dependencies=[scoped("render"), idempotent])
def resume_job(job: JobId, asked: Resumption, session: Writing, caller: Caller) -> JobShown:
    """Let a job that stopped go on from where it was, as soon as a worker takes it."""
    require_sending(PeopleStore(session), caller.person)
    job_seen(session, caller.person, job)
    return job_of(let_go_on(session, caller, job, asked.max_errors), None)


@router.post("/{job}/mendings", status_code=202, dependencies=[scoped("render"), idempotent])
def mend_job(
    job: JobId, asked: NewMending, session: Writing, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Send what a job rejected, once it is put right. It takes its time: poll the operation, and then the job.

    What the job delivered is not sent again; mended records that are none of the job's rejects are refused.
    """
    require_sending(PeopleStore(session), caller.person)
    found = job_seen(session, caller.person, job)
    PeopleStore(session).require(caller.person, "render", "template", found.spec.template)
    UploadStore(session).find(asked.upload, caller.person, caller.at)
    check_kind(asked.kind)
    operation = operations.ask(session, caller, "mend", {"job": job, "upload": asked.upload, "kind": asked.kind})
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)


@router.get("/{job}/report", dependencies=[SEEING], responses=REPORT)
def show_job_report(
    job: JobId,
    session: Writing,
    caller: Caller,
    context: ContextOf,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
) -> Response:
    """The report of a job that is done: counts that add up. Of one that is not, how far it is and what failed.

    As JSON, or as Markdown where Accept asks for that first.
    """
    results_of(session, caller, job, "the report")
    markdown = accept.partition(",")[0].partition(";")[0].strip() == "text/markdown"
    report = report_of(session, context.settings, job, as_json=not markdown)
    return Response(report, media_type="text/markdown" if markdown else "application/json")


@router.get("/{job}/rejects", dependencies=[SEEING])
def list_job_rejects(job: JobId, session: Writing, caller: Caller, context: ContextOf, page: Page) -> Listing[Reject]:
    """List the records that were not delivered, and why; what could not be read among them when the job is done."""
    found = results_of(session, caller, job, "rejects")
    made = reject_page(context.settings, found, JobStore(session).chunks(job), page.after, page.limit)
    items = [Reject.model_validate(reject_data(line)) for line in made.lines]
    return Listing(items=items, next=None if made.next is None else cursor(made.next))


@router.get("/{job}/files", dependencies=[SEEING])
def list_job_files(job: JobId, session: Writing, caller: Caller, page: Page) -> Listing[JobFile]:
    """List the files that a job has made, by name; while it is not done there may be more to come."""
    cut = file_page(results_of(session, caller, job, "the list of files"), page)
    return Listing(items=list(cut.items), next=cut.next)


@router.get("/{job}/files/{name:path}", dependencies=[SEEING], response_class=Response, responses=FILE)
def show_job_file(job: JobId, name: FileName, session: Writing, caller: Caller) -> Response:
    """One of the files that a job has made, as its list names it."""
    return file_response(results_of(session, caller, job, "a file"), name)


def _before(store: JobStore, after: str | None) -> Job | None:
    """The job that the cursor names. Raises ApiError (422)."""
    if after is None:
        return None
    try:
        return store.find(after)
    except JobNotFoundError:
        raise ApiError(422, "invalid-request", "the cursor is none that this list gave; begin without one") from None
