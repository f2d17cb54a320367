"""The samples of a template: records to try it with. They are JSON, and come and go byte for byte."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from ccm.api.content_kinds import Key, Of, gives, raw_body, seen_revision, takes, which_of
from ccm.api.depend import Caller, IfMatch, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.subjects import DraftSaved
from ccm.api.models.texts import FileList
from ccm.api.routes.drafts import saved
from ccm.api.served_files import file_list, file_response
from ccm.content.draft_files import change_files
from ccm.content.reading import state_of
from templates_repo.folders import parse_sample

router = APIRouter(prefix="/v1/templates/{key}", tags=["templates"])

SampleName = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100, examples=["first"])]
_EXAMPLE = {"id": "R-1", "customer": {"name": "Anna Arens"}}


@router.get("/samples", dependencies=[scoped("view")])
def list_samples(key: Key, session: Looking, response: Response, of: Of = "newest") -> FileList:
    """List the samples of a version or of the draft."""
    state = state_of(session, "template", key, which_of(of))
    response.headers["ETag"] = etag_of(state.files_digest)
    return file_list(state, "samples")


@router.get(
    "/samples/{sample}",
    dependencies=[scoped("view")],
    response_class=Response,
    responses=gives("The record.", _EXAMPLE, "application/json"),
)
def show_sample(key: Key, sample: SampleName, session: Looking, of: Of = "newest") -> Response:
    """A sample, as it is in its file: numbers to the last digit."""
    return file_response(state_of(session, "template", key, which_of(of)), f"samples/{sample}.json")


@router.put(
    "/draft/samples/{sample}",
    dependencies=[scoped("edit")],
    openapi_extra=takes("application/json", "The record.", _EXAMPLE),
)
def save_sample(
    key: Key, sample: SampleName, record: Annotated[bytes, Depends(raw_body)], session: Trying, caller: Caller,
    seen: IfMatch, response: Response,
) -> DraftSaved:  # fmt: skip
    """Save a sample in the draft, which is begun from the newest version where there is none."""
    name = f"samples/{sample}.json"
    revision = seen_revision(session, caller, "template", key, seen)
    parse_sample(record, name)
    draft = change_files(session, caller, "template", key, revision, {name: record})
    return saved(session, "template", draft, response)


@router.delete("/draft/samples/{sample}", dependencies=[scoped("edit")])
def take_out_sample(
    key: Key, sample: SampleName, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> DraftSaved:
    """Take a sample out of the draft, which is begun from the newest version where there is none."""
    revision = seen_revision(session, caller, "template", key, seen)
    draft = change_files(session, caller, "template", key, revision, {f"samples/{sample}.json": None})
    return saved(session, "template", draft, response)
