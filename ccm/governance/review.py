"""Review: everything about a submission that those who decide on it should have before them."""

import json
from dataclasses import dataclass
from typing import Any

from approval.decision import Decision
from approval.gate import GateResult
from approval.recall import Recall
from approval.state import State, Status
from approval.subject import Kind, Subject
from ccm.governance.books import Books, home
from ccm.release_store import ReleaseStore, StoredRelease


@dataclass(frozen=True)
class GateEvidence:
    """A gate's result, and its report as plain data."""

    result: GateResult
    report: dict[str, Any]

    @property
    def findings(self) -> tuple[dict[str, Any], ...]:
        return tuple(self.report.get("findings", ()))


@dataclass(frozen=True)
class Review:
    """A submission as it stands.

    `compared` names the version that was approved last and the one that is submitted, as `ccm diff` takes them; None
    when nothing was approved before, or it says the same.
    """

    state: State
    decisions: tuple[Decision, ...]
    recalls: tuple[Recall, ...]
    gates: tuple[GateEvidence, ...]
    released: tuple[StoredRelease, ...]
    compared: tuple[str, str] | None


class SubmissionNotFoundError(LookupError):
    """There is no submission of this number, or none of this subject."""


def review(books: Books, submission: str) -> Review:
    """Everything about the submission of this id. Raises SubmissionNotFoundError."""
    state = books.approvals.state(submission)
    return Review(
        state=state,
        decisions=books.approvals.decisions(submission),
        recalls=books.approvals.recalls(submission),
        gates=evidence(books, state.submission.gates),
        released=ReleaseStore(books.session).by_submission(submission),
        compared=compared(books, state),
    )


def newest_submission(books: Books, kind: Kind, key: str) -> str:
    """The submission of a subject that was made last. Raises SubmissionNotFoundError."""
    found = books.approvals.submissions_of(kind, key)
    if not found:
        raise SubmissionNotFoundError(f"the {kind} {key} was never submitted; 'ccm submit {kind}:{key}' does")
    return found[-1]


def evidence(books: Books, results: tuple[GateResult, ...]) -> tuple[GateEvidence, ...]:
    """The reports of gates' results, read back and held against their digests."""
    return tuple(GateEvidence(one, json.loads(books.approvals.evidence(one.evidence))) for one in results)


def compared(books: Books, state: State) -> tuple[str, str] | None:
    """The names of the version that was approved last and the one that is submitted; None when there are no two."""
    subject, was = state.submission.subject, approved_before(books, state)
    if was is None or was.version == subject.version:
        return None
    kind, key = home(subject.kind, subject.key)
    return f"{kind}:{key}@{was.version}", f"{kind}:{key}@{subject.version}"


def approved_before(books: Books, state: State) -> Subject | None:
    """The same thing as it was approved last before it was submitted; None when it never was."""
    subject = state.submission.subject
    for earlier in reversed(books.approvals.submissions_of(subject.kind, subject.key)):
        if earlier == state.submission.id:
            continue
        other = books.approvals.state(earlier)
        if other.status is Status.APPROVED and other.submission.at < state.submission.at:
            return other.submission.subject
    return None
