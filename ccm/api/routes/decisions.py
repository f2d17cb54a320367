"""Decisions on a submission: approving, refusing and asking for changes, on exactly what was seen; and withdrawing."""

from fastapi import APIRouter, Response

from approval.decision import Verdict
from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.etags import Match, etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.submissions import (
    DecisionShown,
    NewDecision,
    NewWithdrawal,
    OutcomeShown,
    decision_of,
    outcome_of,
)
from ccm.api.paging import Listing, cursor, number_of
from ccm.api.problems import ApiError
from ccm.api.routes.submissions import SubmissionId
from ccm.governance.books import Books
from ccm.governance.deciding import Words, decide_submission

router = APIRouter(prefix="/v1/submissions/{submission}", tags=["submissions"])


@router.get("/decisions", dependencies=[scoped("view")])
def list_decisions(submission: SubmissionId, session: Looking, page: Page) -> Listing[DecisionShown]:
    """List what was decided and said, the oldest first."""
    approvals = Books(session).approvals
    approvals.submission(submission)
    behind = number_of(page) or 0
    found = [one for one in approvals.decisions(submission) if one.number > behind]
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(items=[decision_of(one) for one in shown], next=cursor(str(shown[-1].number)) if more else None)


@router.post("/decisions", status_code=201, dependencies=[scoped("decide"), idempotent])
def decide(
    submission: SubmissionId, asked: NewDecision, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> OutcomeShown:
    """Approve, refuse or ask for changes, in one's step. If-Match is the ETag of the submission that was read."""
    books = Books(session)
    words = Words(asked.reason, asked.step, asked.on_behalf_of, seen=_seen(books, submission, seen))
    led = decide_submission(books, caller, Verdict(asked.verdict), submission, words)
    response.headers["ETag"] = etag_of(led.state.submission.digest)
    return outcome_of(led)


@router.post("/withdrawal", status_code=201, dependencies=[scoped("submit"), idempotent])
def withdraw(
    submission: SubmissionId, asked: NewWithdrawal, session: Trying, caller: Caller, seen: IfMatch
) -> OutcomeShown:
    """Take back what one submitted, or changed."""
    books = Books(session)
    words = Words(asked.reason, seen=_seen(books, submission, seen))
    return outcome_of(decide_submission(books, caller, Verdict.WITHDRAW, submission, words))


def _seen(books: Books, submission: str, match: Match) -> str:
    """The digest that the caller says they have seen, which is the submission's. Raises ApiError (412, 428)."""
    digest = books.approvals.submission(submission).digest
    if "*" in match.header:
        raise ApiError(428, "if-match", "nobody decides on whatever is there: give the ETag of the submission you read")
    match.check(etag_of(digest))
    return digest
