"""Operations: what takes its time, how far it has come, and what came of it."""

from datetime import datetime
from email.utils import quote
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import HTMLResponse, Response

from ccm.api.depend import Caller, Page, Reading, scoped
from ccm.api.looking import Looking
from ccm.api.models.operations import Operation, operation_of
from ccm.api.paging import Listing, cursor
from ccm.api.problems import ApiError
from ccm.operations.store import OperationStore

router = APIRouter(prefix="/v1/operations", tags=["operations"], dependencies=[scoped("view", "render")])

OperationId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", examples=["5c1f3a9be2d04c1f9d3f0b8d1f6f7a10"])]

# A page holds what customers would get to see. It has its own policy, which names its scripts by their digests; this
# one lets them run where nothing of the server is within their reach: no cookie, no request, no form.
PAGE_HEADERS = {
    "Content-Security-Policy": "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@router.get("")
def list_operations(session: Reading, caller: Caller, page: Page) -> Listing[Operation]:
    """List the caller's operations, the newest first."""
    found = OperationStore(session).of(caller.person, caller.at, after=_place(page.after), limit=page.limit + 1)
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(
        items=[operation_of(one) for one in shown],
        next=cursor(f"{shown[-1].asked_at.isoformat()} {shown[-1].id}") if more else None,
    )


@router.get("/{operation}")
def show_operation(operation: OperationId, session: Reading, caller: Caller) -> Operation:
    """Say how far an operation of the caller's has come. It is polled, once a second, say."""
    return operation_of(OperationStore(session).find(operation, caller.person, caller.at))


@router.get(
    "/{operation}/page",
    response_class=HTMLResponse,
    responses={200: {"content": {"text/html": {"example": "<!doctype html>"}}, "description": "The page."}},
)
def show_operation_page(operation: OperationId, session: Looking, caller: Caller) -> HTMLResponse:
    """The HTML page that an operation made: a proof, or an impact before and after."""
    return HTMLResponse(OperationStore(session).page(operation, caller.person), headers=PAGE_HEADERS)


@router.get(
    "/{operation}/file",
    response_class=Response,
    responses={
        200: {
            "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}, "example": "%PDF-1.7"}},
            "description": "The PDF.",
        }
    },
)
def show_operation_file(operation: OperationId, session: Looking, caller: Caller) -> Response:
    """The PDF that an operation made: a proof sheet."""
    name, body = OperationStore(session).file(operation, caller.person)
    headers = {
        "Content-Disposition": f'inline; filename="{quote(name)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, media_type="application/pdf", headers=headers)


def _place(after: str | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    at, _, key = after.partition(" ")
    try:
        return datetime.fromisoformat(at), key
    except ValueError:
        raise ApiError(422, "invalid-request", "the cursor is none that this list gave; begin without one") from None
