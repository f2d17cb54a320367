"""Submissions and what is decided on them, as the API tells of them."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from approval.decision import Decision as Made
from approval.decision import Verdict
from approval.lookup_store import Summary
from approval.recall import Recall as Called
from approval.state import State, Status
from approval.subject import Kind, Subject
from ccm.api.models.common import Answer, Asked, Name, SubjectName, Text, Word, shown
from ccm.diff.compare import Comparison
from ccm.governance.deciding import Outcome as Led
from ccm.governance.part import Part, PartCode
from ccm.governance.review import GateEvidence, Review
from ccm.release_store import StoredRelease

DIGEST = "sha256:" + "1" * 64


class NewSubmission(Asked):
    """What to put before its approvers, once every gate has passed on it."""

    model_config = shown({"subjects": ["block:vat-note", "translation:vat-note/it"], "with_followers": True})

    subjects: list[SubjectName] | None = Field(
        description="What to submit, in its newest version; null for all that is neither approved nor submitted.",
        min_length=1,
        max_length=500,
    )
    with_followers: bool = Field(False, description="Release every template that takes it in the act that approves it.")


class SubjectShown(Answer):
    """A subject of approval: one version of one thing, by its digest."""

    kind: Kind
    key: str
    version: int
    digest: str


class SubmissionShown(Answer):
    """A submission in a list."""

    model_config = shown(
        {"id": "9", "kind": "block", "key": "vat-note", "version": 2, "digest": DIGEST, "status": "open",
         "submitter": "anna", "at": "2026-11-23T09:10:00Z", "due": None, "closed": None}
    )  # fmt: skip

    id: str
    kind: Kind
    key: str
    version: int
    digest: str
    status: Status
    submitter: str
    at: datetime
    due: datetime | None
    closed: datetime | None


class DecisionShown(Answer):
    """What somebody said about a submission, with the digest they had before them."""

    model_config = shown(
        {"number": 1, "verdict": "approve", "person": "emil", "on_behalf_of": None, "step": "compliance-1",
         "seen": DIGEST, "at": "2026-11-23T10:00:00Z", "reason": "", "node": None}
    )  # fmt: skip

    number: int
    verdict: Verdict
    person: str
    on_behalf_of: str | None
    step: str | None
    seen: str
    at: datetime
    reason: str
    node: str | None


class RecallShown(Answer):
    """One person's call to take back what was approved, or one release of it."""

    person: str
    at: datetime
    reason: str
    release: str | None = Field(description="The digest of the release called back; null calls back all of it.")


class StepShown(Answer):
    """A step of a submission: who was asked, who has approved, and how many have to."""

    step: str
    stage: str
    group: str
    asked: list[str]
    needed: int
    approved_by: list[str]
    opened: datetime | None
    due: datetime | None
    done: bool


class FindingShown(Answer):
    """Something that a gate found."""

    severity: str
    place: str
    message: str
    code: str


class GateShown(Answer):
    """What a gate found out about a subject; the report in full stands at /v1/evidence/{evidence}."""

    model_config = shown(
        {"gate": "check", "digest": DIGEST, "passed": True, "evidence": DIGEST, "count": 0, "findings": []}
    )

    gate: str
    digest: str
    passed: bool
    evidence: str
    count: int
    findings: list[FindingShown]


class ReleasedShown(Answer):
    """A release that a submission led to."""

    name: str
    digest: str
    effective: date


class SeatShown(Answer):
    """A step in which the caller can approve now, by whose right: one's own first, then of those one stands in for."""

    step: str
    seats: list[str]


class PartShown(Answer):
    """What the caller can do about a submission as it stands, and if they cannot approve it, why, and who can.

    `code` stays the same and is what programs look at; `why` is the sentence the server would answer.
    """

    steps: list[SeatShown]
    may_refuse: bool = Field(description="Whether they can refuse it or ask for changes, too.")
    may_withdraw: bool
    code: PartCode | None
    why: str
    who_can: list[str] = Field(description="Those who can approve it now, in whichever step.")


class ReviewShown(Answer):
    """Everything about a submission that those who decide on it should have before them."""

    id: str
    subject: SubjectShown
    digest: str = Field(description="What is approved, the followers included; its ETag goes into If-Match.")
    status: Status
    submitter: str
    at: datetime
    authors: list[str]
    workflow: str
    workflow_digest: str
    awaits_second_person: bool
    steps: list[StepShown]
    followers: list[SubjectShown]
    gates: list[GateShown]
    decisions: list[DecisionShown]
    recalls: list[RecallShown]
    released: list[ReleasedShown]
    compared: list[str] | None = Field(description="The version approved last, and this one; null for the first.")
    part: PartShown


class ChangeShown(Answer):
    """One change, told by the id of the node."""

    view: Literal["text", "rules", "rendered"]
    what: str
    place: str
    before: str | None
    after: str | None


class ChangesShown(Answer):
    """What changed since the last approval, in text and rules."""

    model_config = shown(
        {"before": "block:vat-note@1", "after": "block:vat-note@2",
         "changes": [{"view": "text", "what": "changed", "place": "note.text", "before": "Old", "after": "New"}]}
    )  # fmt: skip

    before: str | None
    after: str
    changes: list[ChangeShown]


class NewDecision(Asked):
    """A verdict on a submission. The digest that was seen goes into If-Match."""

    model_config = shown({"verdict": "approve", "reason": "", "step": "compliance-1"})

    verdict: Literal["approve", "reject", "request-changes"]
    reason: Text = Field("", description="Needed for anything but an approval; it stays for good.")
    step: Word | None = Field(None, description="The step, where the caller is asked in several.")
    on_behalf_of: Name | None = Field(None, description="Whom the caller stands in for.")


class NewWithdrawal(Asked):
    """Taking back what one submitted."""

    model_config = shown({"reason": "The rates change again on Friday"})

    reason: Text


class NewComment(Asked):
    """Something to say about a submission; it decides nothing."""

    model_config = shown({"text": "Which rate is meant here?", "node": "rates"})

    text: Text
    node: Name | None = Field(None, description="The id of the node it is about.")


class OutcomeShown(Answer):
    """What a decision led to."""

    decision: DecisionShown
    submission: SubmissionShown
    steps: list[StepShown]
    awaits_second_person: bool
    released: list[ReleasedShown]
    voided: list[SubjectShown]


def summary_of(state: State) -> SubmissionShown:
    """A submission as a list shows it."""
    submission = state.submission
    due = [step.due for step in state.open_steps if step.due is not None]
    return SubmissionShown(
        id=submission.id, kind=submission.subject.kind, key=submission.subject.key,
        version=submission.subject.version, digest=submission.digest, status=state.status,
        submitter=submission.submitter, at=submission.at, due=min(due, default=None), closed=state.closed,
    )  # fmt: skip


def listed(summary: Summary) -> SubmissionShown:
    return SubmissionShown.model_validate(summary)


def subject_of(subject: Subject) -> SubjectShown:
    return SubjectShown.model_validate(subject)


def decision_of(decision: Made) -> DecisionShown:
    return DecisionShown.model_validate(decision)


def steps_of(state: State) -> list[StepShown]:
    """The steps of a submission, in order."""
    members = state.submission.members
    return [
        StepShown(
            step=one.step.key, stage=one.stage, group=one.step.group, asked=sorted(members[one.step.key]),
            needed=one.needed, approved_by=[approval.person for approval in one.approvals], opened=one.opened,
            due=one.due, done=one.done,
        )
        for one in state.steps
    ]  # fmt: skip


def gate_of(gate: GateEvidence) -> GateShown:
    """A gate's result with its findings."""
    names = ("severity", "place", "message", "code")
    result = gate.result
    return GateShown(
        gate=result.gate, digest=result.digest, passed=result.passed, evidence=result.evidence, count=result.findings,
        findings=[FindingShown(**{name: str(one.get(name, "")) for name in names}) for one in gate.findings],
    )  # fmt: skip


def recall_of(call: Called) -> RecallShown:
    return RecallShown(person=call.person, at=call.at, reason=call.reason, release=call.release or None)


def part_shown(part: Part) -> PartShown:
    return PartShown(
        steps=[SeatShown(step=task.step, seats=list(task.seats)) for task in part.tasks], may_refuse=part.may_refuse,
        may_withdraw=part.may_withdraw, code=part.code, why=part.why, who_can=list(part.who_can),
    )  # fmt: skip


def released_of(stored: StoredRelease) -> ReleasedShown:
    return ReleasedShown.model_validate(stored)


def review_of(found: Review, part: Part) -> ReviewShown:
    """A submission with everything about it."""
    state, submission = found.state, found.state.submission
    return ReviewShown(
        id=submission.id, subject=subject_of(submission.subject), digest=submission.digest, status=state.status,
        submitter=submission.submitter, at=submission.at, authors=sorted(submission.authors),
        workflow=submission.workflow.key, workflow_digest=submission.workflow.digest,
        awaits_second_person=state.awaits_second_person, steps=steps_of(state),
        followers=[subject_of(one) for one in submission.followers], gates=[gate_of(one) for one in found.gates],
        decisions=[decision_of(one) for one in found.decisions], recalls=[recall_of(one) for one in found.recalls],
        released=[released_of(one) for one in found.released],
        compared=None if found.compared is None else list(found.compared), part=part_shown(part),
    )  # fmt: skip


def outcome_of(led: Led) -> OutcomeShown:
    """What a decision led to, as it is answered."""
    return OutcomeShown(
        decision=decision_of(led.decision), submission=summary_of(led.state), steps=steps_of(led.state),
        awaits_second_person=led.state.awaits_second_person, released=[released_of(one) for one in led.released],
        voided=[subject_of(one.subject) for one in led.voided],
    )  # fmt: skip


def changes_of(comparison: Comparison) -> list[ChangeShown]:
    return [ChangeShown.model_validate(one) for one in comparison.changes]
