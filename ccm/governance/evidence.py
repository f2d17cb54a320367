"""Evidence: what in the books of approval stands behind a release, told as plain records."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from approval.decision import Decision
from approval.recall import is_recalled
from approval.state import State, Status
from approval.store import ApprovalStore
from approval.subject import Subject
from ccm.release import Approval, Approver, ReleaseError


def approval_of(state: State, subject: Subject) -> Approval:
    """The evidence that `state` approved `subject`, which it submitted itself or among its followers.

    Raises ReleaseError when it did not.
    """
    submission = state.submission
    if state.status is not Status.APPROVED or state.closed is None:
        raise ReleaseError(f"{subject}: submission {submission.id} is {state.status}, and approves nothing")
    if subject not in (submission.subject, *submission.followers):
        raise ReleaseError(f"{subject}: submission {submission.id} is about another; ask the audit log")
    gates = {result.gate: result.evidence for result in submission.gates if result.digest == subject.digest}
    return Approval(
        kind=subject.kind,
        key=subject.key,
        version=subject.version,
        digest=subject.digest,
        submission=submission.id,
        workflow=submission.workflow.key,
        workflow_digest=submission.workflow.digest,
        approved_at=_moment(state.closed),
        approved_by=tuple(_approver(approval) for approval in state.approvals),
        gates=gates,
    )


def approvals_of(subject: Subject, states: Mapping[str, State]) -> tuple[Approval, ...]:
    """The evidence for `subject` and every part of it, each once. `states` approved them, by digest."""
    parts = {part.digest: part for part in subject.walk()}
    return tuple(approval_of(states[digest], part) for digest, part in parts.items() if digest in states)


def recalled_among(store: ApprovalStore, submissions: Iterable[str], release: str) -> str | None:
    """The first of the submissions that was recalled as a whole, or for this release; None when none was."""
    for submission in dict.fromkeys(submissions):
        state, recalls = store.state(submission), store.recalls(submission)
        if is_recalled(state, recalls, release):
            return submission
    return None


def _approver(approval: Decision) -> Approver:
    return Approver(approval.person, approval.on_behalf_of, approval.step or "", _moment(approval.at))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
