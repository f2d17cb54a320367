"""The library as a whole: the newest of everything out of the store as a zip file, and a zip file into it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from ccm.api.content_kinds import gives, raw_body, takes
from ccm.api.depend import Caller, IfMatch, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.common import Why
from ccm.api.models.library import Imported
from ccm.api.models.subjects import EditedShown
from ccm.library_zip import export_zip, import_zip
from ccm.repository import newest_base

router = APIRouter(prefix="/v1/library", tags=["library"])

_ZIP = "the bytes of a zip file, which begin with PK"


@router.get(
    "",
    dependencies=[scoped("view")],
    response_class=Response,
    responses=gives("The zip file.", _ZIP, "application/zip"),
)
def export_library(session: Looking) -> Response:
    """Export the newest version of everything that is not retired, byte for byte as it came in, as a zip file.

    The ETag is what it was exported from; the file says so too, in ``.ccm-base.json``.
    """
    body, base = export_zip(session)
    headers = {"ETag": etag_of(base.digest), "Content-Disposition": 'attachment; filename="library.zip"'}
    return Response(body, media_type="application/zip", headers=headers)


@router.post(
    "/import",
    dependencies=[scoped("edit"), idempotent],
    openapi_extra=takes("application/zip", "A zip file with templates/, blocks/ and brands/ in it.", _ZIP),
)
def import_library(
    body: Annotated[bytes, Depends(raw_body)],
    session: Trying,
    caller: Caller,
    seen: IfMatch,
    response: Response,
    message: Annotated[Why, Query(examples=["Rates of 2027"])] = "",
) -> Imported:
    """Import a zip file: all of it or, if anything is wrong or not allowed, none.

    If-Match is the ETag of the export that it was made from. What was not changed since the export is left alone; what
    was changed in the file and in the store is refused (412). ``*`` imports the file as it stands.
    """
    edited = import_zip(session, caller, body, message, None if seen.header.strip() == "*" else _digest(seen.header))
    response.headers["ETag"] = etag_of(newest_base(session).digest)
    return Imported(subjects=[EditedShown.of(one) for one in edited], new=sum(one.new for one in edited))


def _digest(etag: str) -> str:
    """The digest of a base, from its tag."""
    return "sha256:" + etag.strip().strip('"')
