"""Communications: what was sent, found, shown, and reprinted to the byte. Who sees a customer's content is on record.

What names a customer is sent in a body, and never in an address, which proxies and browsers write down.
"""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from ccm.api.archiving import ArchiveOf, CommunicationId
from ccm.api.content_kinds import gives
from ccm.api.depend import Caller, ContextOf, Page, scoped
from ccm.api.looking import Trying
from ccm.api.models.audit import VerificationShown
from ccm.api.models.common import Name
from ccm.api.models.communications import (
    CommunicationShown,
    CommunicationWhole,
    SearchAsked,
    SightShown,
    found_of,
    whole_of,
)
from ccm.api.paging import Listing, cursor, number_of
from ccm.api.rendering import part_response
from ccm.archive.looking import find, show
from ccm.archive.parts import show_manifest, show_part
from ccm.archive.proving import render_again
from ccm.archive.reprinting import reprint
from ccm.archive.sight import parts_to_see, sight_of
from ccm.archive.store import Search
from ccm.archive.zipping import zipped
from ccm.people.store import PeopleStore
from ccm.preview.pages import PageRange

router = APIRouter(prefix="/v1/communications", tags=["archive"])

FileName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$", examples=["sms.txt"])]


@router.get("", dependencies=[scoped("view")])
def list_communications(
    session: Trying,
    archive: ArchiveOf,
    caller: Caller,
    page: Page,
    template: Annotated[Name | None, Query()] = None,
    period: Annotated[Name | None, Query(description="What the period begins with, such as 2026-11.")] = None,
    channel: Annotated[Name | None, Query()] = None,
    job: Annotated[Name | None, Query()] = None,
    first: Annotated[date | None, Query(description="Issued on it or after.")] = None,
    last: Annotated[date | None, Query(description="Issued on it or before.")] = None,
) -> Listing[CommunicationShown]:
    """List what was sent, the newest first, of the templates whose letters the caller may see."""
    wanted = SearchAsked(template=template, period=period, channel=channel, job=job, first=first, last=last)
    return search_communications(wanted, session, archive, caller, page)


@router.post("/search", dependencies=[scoped("view")])
def search_communications(
    asked: SearchAsked, session: Trying, archive: ArchiveOf, caller: Caller, page: Page
) -> Listing[CommunicationShown]:
    """Find what was sent, also by customer and record, the newest first. That it was asked is in the audit log, with
    the customer's pseudonym."""
    search = Search(
        template=asked.template, period=asked.period, channel=asked.channel, job=asked.job, key=asked.key,
        issued_from=asked.first, issued_to=asked.last, before=number_of(page),
    )  # fmt: skip
    found = find(session, archive, caller, search, customer=asked.customer, limit=page.limit + 1)
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(
        items=[found_of(one) for one in shown], next=cursor(str(shown[-1].communication.number)) if more else None
    )


@router.get("/{communication}", dependencies=[scoped("view")])
def show_communication(
    communication: CommunicationId, session: Trying, archive: ArchiveOf, caller: Caller
) -> CommunicationWhole:
    """What a communication is and holds, every byte held against its digest; or who destroyed it, when and why."""
    return whole_of(show(session, archive, caller, communication))


@router.get("/{communication}/sight", dependencies=[scoped("view")])
def see_communication(
    communication: CommunicationId,
    context: ContextOf,
    archive: ArchiveOf,
    caller: Caller,
    first: Annotated[int, Query(ge=1, le=100_000, description="The first page of paper.")] = 1,
    limit: Annotated[int, Query(ge=0, le=10, description="How many pages.")] = 3,
) -> SightShown:
    """What a person sees of a communication: pages as pictures, the mail with its pictures, the message."""
    with context.database.writing() as session:
        PeopleStore(session).require_anywhere(caller.person, "view")
        parts = parts_to_see(session, archive, caller, communication)
    return SightShown.model_validate(sight_of(parts, PageRange(limit, first, scale=1.5)))


@router.get(
    "/{communication}/files/{name}",
    dependencies=[scoped("view")],
    response_class=Response,
    responses=gives(
        "The file, with the media type that it has.",
        "Your order A-1043 is on its way.",
        "text/plain",
        "text/html",
        "message/rfc822",
        "application/pdf",
        "application/json",
    ),
)
def show_communication_file(
    communication: CommunicationId, name: FileName, session: Trying, archive: ArchiveOf, caller: Caller
) -> Response:
    """The bytes of one file of a communication, as they were given to the customer; or of its record, data.json."""
    return part_response(show_part(session, archive, caller, communication, name), {})


@router.get(
    "/{communication}/manifest",
    dependencies=[scoped("view")],
    response_class=Response,
    responses=gives("The manifest, to the byte.", {"format": 2, "record": "A-1043"}, "application/json"),
)
def show_communication_manifest(
    communication: CommunicationId, session: Trying, archive: ArchiveOf, caller: Caller
) -> Response:
    """The manifest of a communication: what it was made from, who approved that, and the digest of every file."""
    return Response(show_manifest(session, archive, caller, communication), media_type="application/json")


@router.get(
    "/{communication}/reprint",
    dependencies=[scoped("render")],
    response_class=Response,
    responses=gives("A folder with every file, the record and the manifest.", "PK", "application/zip"),
)
def reprint_communication(
    communication: CommunicationId, session: Trying, archive: ArchiveOf, caller: Caller
) -> Response:
    """Every file of a communication once more, the same to the byte, as a zip file."""
    made = reprint(session, archive, caller, communication)
    headers = {"Content-Disposition": f'attachment; filename="{made.communication.id}.zip"'}
    return Response(zipped(made), media_type="application/zip", headers=headers)


@router.post("/{communication}/verification", dependencies=[scoped("view")])
def verify_kept_communication(
    communication: CommunicationId, context: ContextOf, archive: ArchiveOf, caller: Caller
) -> VerificationShown:
    """Render a communication again from what its manifest names, and compare every byte with what was kept."""
    return VerificationShown.model_validate(render_again(context.database, archive, caller, communication).as_data())
