"""The images of templates, blocks and brands: SVG, PNG and JPEG files, as they are."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from ccm.api.content_kinds import Key, Of, gives, on_each, raw_body, seen_revision, takes, which_of
from ccm.api.depend import Caller, IfMatch, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.subjects import DraftSaved
from ccm.api.models.texts import FileList
from ccm.api.routes.drafts import saved
from ccm.api.served_files import file_list, file_response
from ccm.content.draft_files import change_files
from ccm.content.reading import state_of
from content_blocks.subject_rows import ContentKind

router = APIRouter()

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'

AssetName = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg)$", max_length=100, examples=["seal.svg"])
]


@on_each(router, "GET", "/assets", dependencies=[scoped("view")])
def list_content_assets(
    kind: ContentKind, key: Key, session: Looking, response: Response, of: Of = "newest"
) -> FileList:
    """List the images of a version or of the draft."""
    state = state_of(session, kind, key, which_of(of))
    response.headers["ETag"] = etag_of(state.files_digest)
    return file_list(state, "assets")


@on_each(
    router, "GET", "/assets/{asset}", dependencies=[scoped("view")], response_class=Response,
    responses=gives("The image.", _SVG, "image/svg+xml", "image/png", "image/jpeg"),
)  # fmt: skip
def show_content_asset(kind: ContentKind, key: Key, asset: AssetName, session: Looking, of: Of = "newest") -> Response:
    """An image, as it is in its file."""
    return file_response(state_of(session, kind, key, which_of(of)), f"assets/{asset}")


@on_each(
    router, "PUT", "/draft/assets/{asset}", dependencies=[scoped("edit")],
    openapi_extra=takes("application/octet-stream", "The image, at most 5 MB.", _SVG),
)  # fmt: skip
def save_content_asset(
    kind: ContentKind, key: Key, asset: AssetName, body: Annotated[bytes, Depends(raw_body)], session: Trying,
    caller: Caller, seen: IfMatch, response: Response,
) -> DraftSaved:  # fmt: skip
    """Save an image in the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, kind, key, seen)
    draft = change_files(session, caller, kind, key, revision, {f"assets/{asset}": body})
    return saved(session, kind, draft, response)


@on_each(router, "DELETE", "/draft/assets/{asset}", dependencies=[scoped("edit")])
def take_out_content_asset(
    kind: ContentKind, key: Key, asset: AssetName, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> DraftSaved:
    """Take an image out of the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, kind, key, seen)
    draft = change_files(session, caller, kind, key, revision, {f"assets/{asset}": None})
    return saved(session, kind, draft, response)
