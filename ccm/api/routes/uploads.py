"""Uploads: data for jobs, as large as the server takes it, kept for a day for who sent it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from approval.audit import AuditSubject
from ccm.api.content_kinds import takes
from ccm.api.context import Context
from ccm.api.depend import Caller, ContextOf, Page, Reading, Writing, scoped
from ccm.api.models.jobs import UPLOAD, NewLook, RecordFault, RecordLook, UploadLook, UploadShown
from ccm.api.once import Doing
from ccm.api.paging import Listing
from ccm.api.uploading import Receiving, received
from ccm.db.settled import when_committed
from ccm.governance.acting import Acting, record
from ccm.jobs.first_records import Intended, first_records
from ccm.jobs.looking import require_sending
from ccm.jobs.submitting import check_kind, fetched
from ccm.jobs.uploads import MAX_NAME, Upload, UploadStore, check_name, forget, put_upload
from ccm.objects.opening import open_store
from ccm.people.store import PeopleStore
from ccm.plans.plan import plan_of
from ccm.sending import release_in_force
from renderers.registry import load_plugins

router = APIRouter(prefix="/v1/uploads", tags=["jobs"], dependencies=[scoped("render")])

UploadPath = Annotated[str, Path(pattern=r"^[0-9]{8}t[0-9]{6}-[0-9a-f]{24}$", examples=[UPLOAD])]
FileName = Annotated[
    str, Query(min_length=1, max_length=MAX_NAME, description="What you call the file.", examples=["orders.jsonl"])
]


@router.post("", status_code=201, openapi_extra=takes("application/octet-stream", "The data, as it is."))
async def upload_data(
    request: Request, name: FileName, context: ContextOf, caller: Caller, doing: Doing
) -> UploadShown:
    """Upload the data of a job: the records as a file, of any kind that a job reads.

    The body is taken as it comes, up to the size that the server takes (CCM_UPLOAD_BYTES). The server names it itself;
    the name that is given is what messages call it.
    """
    receiving: Receiving = request.app.state.receiving
    with receiving.place(caller.person):
        await run_in_threadpool(_may, context, caller, name)
        async with received(request, context, context.settings.upload_bytes) as body:
            once = doing.of(body.digest.encode())
            await once.begin()
            spool = open_store(context.settings.spool, private=True)
            upload = await run_in_threadpool(put_upload, spool, caller, name, body.path, body.size, body.digest)
    try:
        session = await once.writing()
        await run_in_threadpool(_add, session, caller, upload, context.settings.upload_bytes)
    except BaseException:
        await run_in_threadpool(forget, spool, upload)
        raise
    return UploadShown.model_validate(upload)


@router.get("")
def list_uploads(session: Reading, caller: Caller, page: Page) -> Listing[UploadShown]:
    """List the caller's uploads that are still there, the oldest first."""
    require_sending(PeopleStore(session), caller.person)
    cut = page.cut(UploadStore(session).of(caller.person, caller.at, page.after, page.limit + 1), lambda one: one.id)
    return Listing(items=[UploadShown.model_validate(one) for one in cut.items], next=cut.next)


@router.get("/{upload}")
def show_upload(upload: UploadPath, session: Reading, caller: Caller) -> UploadShown:
    """An upload of the caller's."""
    require_sending(PeopleStore(session), caller.person)
    return UploadShown.model_validate(UploadStore(session).find(upload, caller.person, caller.at))


@router.post("/{upload}/records")
async def look_at_upload(upload: UploadPath, asked: NewLook, context: ContextOf, caller: Caller) -> UploadLook:
    """Look at the first records of an upload, and at what a job would make of them. Nothing is sent or kept."""
    return await run_in_threadpool(_looked, context, caller, upload, asked)


@router.delete("/{upload}")
def drop_upload(upload: UploadPath, session: Writing, caller: Caller, context: ContextOf) -> UploadShown:
    """Take an upload away. Jobs that were submitted with it have their own copy."""
    require_sending(PeopleStore(session), caller.person)
    store = UploadStore(session)
    found = store.find(upload, caller.person, caller.at)
    store.drop(found)
    spool = open_store(context.settings.spool, private=True)
    when_committed(session, lambda: forget(spool, found))
    record(session, caller, "upload-drop", AuditSubject("upload", found.id, None, found.digest))
    return UploadShown.model_validate(found)


def _looked(context: Context, caller: Acting, name: str, asked: NewLook) -> UploadLook:
    with context.database.reading() as session:
        people = PeopleStore(session)
        require_sending(people, caller.person)
        upload = UploadStore(session).find(name, caller.person, caller.at)
        check_kind(asked.kind)
        intended = None
        if asked.template is not None:
            people.require(caller.person, "render", "template", asked.template)
            load_plugins()
            intended = Intended(
                release_in_force(session, asked.template, asked.day or caller.at.date()),
                None if asked.plan is None else plan_of(asked.plan),
                None if asked.channels is None else tuple(dict.fromkeys(asked.channels)),
                asked.locale,
            )
    with fetched(open_store(context.settings.spool, private=True), upload.object, upload.name) as path:
        found = first_records(path, asked.kind, upload.name, asked.limit, intended)
    items = [
        RecordLook(
            where=one.where, key=one.key, data=one.text, locale=one.locale, channels=list(one.channels),
            faults=[RecordFault(path=path, message=message) for path, message in one.faults],
        )
        for one in found
    ]  # fmt: skip
    return UploadLook(items=items)


def _may(context: Context, caller: Acting, name: str) -> None:
    """Ask before anything is taken in."""
    with context.database.reading() as session:
        require_sending(PeopleStore(session), caller.person)
        check_name(name)
        UploadStore(session).refuse_more(caller.person, caller.at, context.settings.upload_bytes)


def _add(session: Session, caller: Acting, upload: Upload, largest: int) -> None:
    require_sending(PeopleStore(session), caller.person)
    UploadStore(session).add(upload, largest)
    subject = AuditSubject("upload", upload.id, None, upload.digest)
    record(session, caller, "upload", subject, f"{upload.size} bytes")
