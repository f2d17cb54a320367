"""Comments on a submission, and on the nodes of what is submitted."""

from fastapi import APIRouter

from approval.decision import Verdict
from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.looking import Looking, Trying
from ccm.api.models.submissions import DecisionShown, NewComment, decision_of
from ccm.api.paging import Listing, cursor, number_of
from ccm.api.routes.submissions import SubmissionId
from ccm.governance.books import Books
from ccm.governance.deciding import Words, decide_submission

router = APIRouter(prefix="/v1/submissions/{submission}/comments", tags=["submissions"])


@router.get("", dependencies=[scoped("view")])
def list_comments(
    submission: SubmissionId, session: Looking, page: Page, node: str | None = None
) -> Listing[DecisionShown]:
    """List what was said about a submission, or one node of it, the oldest first."""
    approvals = Books(session).approvals
    approvals.submission(submission)
    behind = number_of(page) or 0
    found = [
        one
        for one in approvals.decisions(submission)
        if one.verdict is Verdict.COMMENT and one.number > behind and node in (None, one.node)
    ]
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(items=[decision_of(one) for one in shown], next=cursor(str(shown[-1].number)) if more else None)


@router.post("", status_code=201, dependencies=[scoped("comment"), idempotent])
def comment(submission: SubmissionId, asked: NewComment, session: Trying, caller: Caller) -> DecisionShown:
    """Say something about a submission, perhaps about one node. It decides nothing."""
    words = Words(asked.text, node=asked.node)
    return decision_of(decide_submission(Books(session), caller, Verdict.COMMENT, submission, words).decision)
