"""Recalls: stopping what was approved, in an emergency, with a reason."""

from fastapi import APIRouter

from ccm.api.depend import Caller, idempotent, scoped
from ccm.api.looking import Trying
from ccm.api.models.releases import NewRecall, RecalledShown, recalled_of
from ccm.governance.books import Books
from ccm.governance.names import parse_name
from ccm.governance.recalling import recall_release, recall_subject

router = APIRouter(prefix="/v1/recalls", tags=["releases"])


@router.post("", status_code=201, dependencies=[scoped("release"), idempotent])
def recall(asked: NewRecall, session: Trying, caller: Caller) -> RecalledShown:
    """Call back a release, or all that was approved of a subject. Nothing is sent from it once enough people have."""
    books = Books(session)
    if asked.release is not None:
        return recalled_of(recall_release(books, caller, asked.release, asked.reason))
    name = parse_name(session, asked.subject or "")
    return recalled_of(recall_subject(books, caller, name.kind, name.key, name.version, asked.reason))
