"""The proof sheet of a template: every sample in every language and channel, on paper."""

from fastapi import APIRouter, Response

from ccm.api.content_kinds import Key, Of, which_of
from ccm.api.depend import Caller, idempotent, scoped
from ccm.api.looking import OperationsOf, Trying
from ccm.api.models.operations import Operation, operation_of
from ccm.content.reading import state_of
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/templates", tags=["templates"])


@router.post("/{key}/proof-sheet", status_code=202, dependencies=[scoped("view"), idempotent])
def make_proof_sheet(
    key: Key, session: Trying, caller: Caller, operations: OperationsOf, response: Response, of: Of = "newest"
) -> Operation:
    """Make the proof sheet of a version or of the draft: one printable PDF, which is the `file` of the operation. It
    takes its time: poll the operation."""
    PeopleStore(session).require(caller.person, "view", "template", key)
    state_of(session, "template", key, which_of(of))
    operation = operations.ask(session, caller, "proof-sheet", {"template": key, "of": which_of(of)})
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)
