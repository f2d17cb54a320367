"""Impact: what a new version of a block or a brand does to everything made with it, before it is approved."""

from fastapi import APIRouter, Response
from pydantic import Field

from ccm.api.depend import Caller, idempotent, scoped
from ccm.api.looking import OperationsOf, Trying
from ccm.api.models.common import Asked, Name, SubjectName, shown
from ccm.api.models.operations import Operation, operation_of
from ccm.governance.names import parse_name
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/impact", tags=["releases"])


class NewImpact(Asked):
    """What to look at: a block, brand or translation, and how much of what it touches."""

    model_config = shown({"subject": "block:vat-note", "templates": ["invoice"], "samples": 1})

    subject: SubjectName
    templates: list[Name] = Field([], max_length=500, description="Only these templates; all when empty.")
    samples: int | None = Field(None, ge=1, le=1000, description="So many samples of each template; all when null.")


@router.post("", status_code=202, dependencies=[scoped("view"), idempotent])
def measure_impact(
    asked: NewImpact, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Render everything before and after. It takes its time: the operation has figures, and a page with pictures."""
    PeopleStore(session).require_anywhere(caller.person, "view")
    parse_name(session, asked.subject)
    operation = operations.ask(session, caller, "impact", asked.model_dump())
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)
