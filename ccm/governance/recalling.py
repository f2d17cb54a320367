"""Recalling: stopping what was approved, in an emergency, with a reason."""

from dataclasses import dataclass

from approval.audit import AuditSubject
from approval.recall import Recall, is_recalled, recall
from approval.state import State
from approval.subject import Kind
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books, audited


class NothingToRecallError(LookupError):
    """Nothing of that name is approved."""


@dataclass(frozen=True)
class Recalled:
    """One call to recall: `stopped` once enough people have called; `missing` more have to until then."""

    call: Recall
    stopped: bool
    missing: int


def recall_release(books: Books, acting: Acting, name: str, reason: str) -> Recalled:
    """Call back one release: nothing is sent from it once enough people have.

    Who can, and how many it takes, stands in the workflow that approved it. Raises ReleaseNotFoundError and the
    refusals of `approval.refusals`.
    """
    take_turn(books.session)
    stored = books.releases.find(name)
    state = books.approvals.state(stored.submission, hold=True)
    outcome = _recall(books, acting, state, reason, stored.digest)
    record(
        books.session, acting, "recall", AuditSubject("release", stored.template, stored.number, stored.digest), reason
    )
    return outcome


def recall_subject(books: Books, acting: Acting, kind: Kind, key: str, number: int | None, reason: str) -> Recalled:
    """Call back what was approved of a subject: every release that holds it stops once enough people have."""
    take_turn(books.session)
    subject = books.subjects.newest(kind, key, number)
    state = books.approvals.approved([subject.digest]).get(subject.digest)
    if state is None:
        raise NothingToRecallError(f"{subject} is not approved, or is recalled already; 'ccm versions' lists others")
    state = books.approvals.state(state.submission.id, hold=True)
    outcome = _recall(books, acting, state, reason, "")
    record(books.session, acting, "recall", audited(subject), reason)
    return outcome


def _recall(books: Books, acting: Acting, state: State, reason: str, release: str) -> Recalled:
    submission = state.submission
    call = recall(
        state,
        books.approvals.recalls(submission.id),
        person=acting.person,
        people=books.people.directory(),
        at=acting.at,
        reason=reason,
        release=release,
    )
    books.approvals.add_recall(call)
    recalls = books.approvals.recalls(submission.id)
    called = {one.person for one in recalls if one.release in ("", release)}
    missing = max(submission.workflow.recall.people - len(called), 0)
    return Recalled(call, is_recalled(state, recalls, release), missing)
