"""Submissions: what was put before its approvers, how it stands, and all that stands behind it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from approval.state import Status
from approval.subject import Kind
from ccm.api.depend import Caller, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, OperationsOf, Trying
from ccm.api.models.common import Name, SubjectName
from ccm.api.models.operations import Operation, operation_of
from ccm.api.models.submissions import (
    ChangesShown,
    NewSubmission,
    ReviewShown,
    SubmissionShown,
    changes_of,
    listed,
    review_of,
)
from ccm.api.paging import Listing, cursor, number_of
from ccm.diff.compare import compare_sides
from ccm.diff.subject import stored_side
from ccm.governance.books import Books
from ccm.governance.names import parse_content_name, parse_name
from ccm.governance.part import part_of
from ccm.governance.review import compared, review

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])

SubmissionId = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,40}$", examples=["9"])]


@router.post("", status_code=202, dependencies=[scoped("submit"), idempotent])
def submit(
    asked: NewSubmission, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Run the gates and, when all have passed, put it before its approvers. It takes its time: poll the operation."""
    books = Books(session)
    for subject in asked.subjects or ():
        name = parse_name(session, subject)
        books.require(caller.person, "submit", name.kind, name.key)
    if asked.subjects is None:
        books.people.require_anywhere(caller.person, "submit")
    operation = operations.ask(session, caller, "submit", asked.model_dump())
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)


@router.get("", dependencies=[scoped("view")])
def list_submissions(
    session: Looking,
    page: Page,
    subject: Annotated[SubjectName | None, Query()] = None,
    status: Annotated[Status | None, Query()] = None,
    kind: Annotated[Kind | None, Query()] = None,
    submitter: Annotated[Name | None, Query(description="The key of a person.")] = None,
) -> Listing[SubmissionShown]:
    """List what was submitted, the newest first: of one subject, status, kind or submitter."""
    name = parse_name(session, subject) if subject is not None else None
    found = Books(session).approvals.list_submissions(
        status=status, kind=name.kind if name else kind, key=name.key if name else None, submitter=submitter,
        limit=page.limit + 1, before=number_of(page),
    )  # fmt: skip
    shown = found[: page.limit]
    more = len(found) > page.limit
    return Listing(items=[listed(one) for one in shown], next=cursor(str(shown[-1].number)) if more else None)


@router.get("/{submission}", dependencies=[scoped("view")])
def show_submission(submission: SubmissionId, session: Looking, caller: Caller, response: Response) -> ReviewShown:
    """A submission with all that those who decide on it should have before them, and what part the caller has in that.

    Its ETag is what they have seen.
    """
    books = Books(session)
    found = review(books, submission)
    response.headers["ETag"] = etag_of(found.state.submission.digest)
    return review_of(found, part_of(books, submission, caller))


@router.get("/{submission}/changes", dependencies=[scoped("view")])
def show_changes(submission: SubmissionId, session: Looking) -> ChangesShown:
    """What changed since the last approval, in text and rules."""
    books = Books(session)
    state = books.approvals.state(submission)
    sides = compared(books, state)
    if sides is None:
        subject = state.submission.subject
        return ChangesShown(before=None, after=f"{subject.kind}:{subject.key}@{subject.version}", changes=[])
    old, new = (stored_side(session, *parse_content_name(session, side), side) for side in sides)
    return ChangesShown(before=sides[0], after=sides[1], changes=changes_of(compare_sides(old, new, render=False)))


@router.post("/{submission}/proof", status_code=202, dependencies=[scoped("view"), idempotent])
def make_proof(
    submission: SubmissionId, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Make the proof page: every sample in every language and channel. It takes its time: poll the operation."""
    books = Books(session)
    books.people.require_anywhere(caller.person, "view")
    books.approvals.submission(submission)
    operation = operations.ask(session, caller, "proof", {"submission": submission})
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)


@router.post("/{submission}/proof-sheet", status_code=202, dependencies=[scoped("view"), idempotent])
def make_proof_sheet(
    submission: SubmissionId, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Make the proof sheet: every sample in every language and channel on one printable PDF, which is the `file` of the
    operation. It takes its time: poll the operation."""
    books = Books(session)
    books.people.require_anywhere(caller.person, "view")
    books.approvals.submission(submission)
    operation = operations.ask(session, caller, "proof-sheet", {"submission": submission})
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)
