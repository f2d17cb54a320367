"""Workflows: who is asked for what, before anything may be sent."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from approval.store import ApprovalStore
from approval.workflow_data import read_workflow
from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Managing
from ccm.api.models.workflows import (
    WorkflowAsked,
    WorkflowShown,
    WorkflowVersionShown,
    workflow_of,
    workflow_version_of,
)
from ccm.api.paging import Listing
from ccm.api.problems import ApiError
from ccm.governance.workflows import add_workflow, drop_workflow, starter_workflows, workflow_text

router = APIRouter(prefix="/v1/workflows", tags=["workflows"])

WorkflowKey = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]*$", max_length=200, examples=["blocks"])]


@router.get("", dependencies=[scoped("view")])
def list_workflows(session: Looking, page: Page) -> Listing[WorkflowShown]:
    """List the workflows in use."""
    store = ApprovalStore(session)
    cut = page.cut(sorted(store.workflows(), key=lambda one: one.key), lambda one: one.key)
    return Listing(items=[workflow_of(*store.workflow(one.key)) for one in cut.items], next=cut.next)


@router.post("", status_code=201, dependencies=[scoped("manage"), idempotent])
def create_workflow(asked: WorkflowAsked, session: Managing, caller: Caller, response: Response) -> WorkflowShown:
    """Add a workflow, or bring one back that was dropped. One that is in use is changed with PUT."""
    workflow = read_workflow(asked.definition)
    number, new = add_workflow(session, caller, workflow)
    if number > 1 and new and ApprovalStore(session).workflow_versions(workflow.key)[-2].workflow is not None:
        raise ApiError(
            409,
            "conflict",
            f"there is a workflow {workflow.key} in use; change it with PUT",
        )
    response.headers["Location"] = f"/v1/workflows/{workflow.key}"
    response.headers["ETag"] = etag_of(workflow.digest)
    return workflow_of(number, workflow)


@router.post("/starter", status_code=201, dependencies=[scoped("manage"), idempotent])
def add_starter_workflows(session: Managing, caller: Caller) -> list[WorkflowShown]:
    """Add the workflows that come with ccm, or make them the newest versions of their keys."""
    return [workflow_of(add_workflow(session, caller, one)[0], one) for one in starter_workflows()]


@router.get("/{workflow}", dependencies=[scoped("view")])
def show_workflow(workflow: WorkflowKey, session: Looking, response: Response) -> WorkflowShown:
    """The newest version of a workflow in use."""
    number, found = ApprovalStore(session).workflow(workflow)
    response.headers["ETag"] = etag_of(found.digest)
    return workflow_of(number, found)


@router.get(
    "/{workflow}/file",
    dependencies=[scoped("view")],
    response_class=Response,
    responses={200: {"content": {"application/yaml": {"example": "workflow: blocks"}}, "description": "The file."}},
)
def show_workflow_file(workflow: WorkflowKey, session: Looking) -> Response:
    """A workflow as YAML that 'ccm workflow add' takes back."""
    _, found = ApprovalStore(session).workflow(workflow)
    return Response(workflow_text(found), media_type="application/yaml", headers={"ETag": etag_of(found.digest)})


@router.get("/{workflow}/versions", dependencies=[scoped("view")])
def list_workflow_versions(workflow: WorkflowKey, session: Looking, page: Page) -> Listing[WorkflowVersionShown]:
    """List every version there was of a workflow, the oldest first."""
    cut = page.cut(ApprovalStore(session).workflow_versions(workflow), lambda one: f"{one.number:09}")
    return Listing(items=[workflow_version_of(one) for one in cut.items], next=cut.next)


@router.put("/{workflow}", dependencies=[scoped("manage")])
def change_workflow(
    workflow: WorkflowKey, asked: WorkflowAsked, session: Managing, caller: Caller, seen: IfMatch, response: Response
) -> WorkflowShown:
    """Make a new version of a workflow. What is under way goes on under the one it began with."""
    definition = read_workflow(asked.definition)
    if definition.key != workflow:
        raise ApiError(422, "invalid", f"the definition is of the workflow {definition.key}, not {workflow}")
    seen.check(_etag(session, workflow))
    number, _ = add_workflow(session, caller, definition)
    response.headers["ETag"] = etag_of(definition.digest)
    return workflow_of(number, definition)


@router.delete("/{workflow}", status_code=204, dependencies=[scoped("manage")])
def end_workflow(workflow: WorkflowKey, session: Managing, caller: Caller, seen: IfMatch) -> None:
    """Take a workflow out of use. Nothing new is submitted under it; it stays on record."""
    seen.check(_etag(session, workflow))
    drop_workflow(session, caller, workflow)


def _etag(session: Session, workflow: str) -> str:
    return etag_of(ApprovalStore(session).workflow(workflow)[1].digest)
