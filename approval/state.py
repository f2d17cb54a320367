"""The state of a submission: plain data, as its decisions leave it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from approval.decision import Decision, Verdict
from approval.submission import Submission
from approval.workflow import Step


class Status(StrEnum):
    """Open, or closed for good in one of five ways."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGES_REQUESTED = "changes-requested"
    WITHDRAWN = "withdrawn"
    VOIDED = "voided"


CLOSED_BY = {
    Verdict.REJECT: Status.REJECTED,
    Verdict.REQUEST_CHANGES: Status.CHANGES_REQUESTED,
    Verdict.WITHDRAW: Status.WITHDRAWN,
    Verdict.VOID: Status.VOIDED,
}


@dataclass(frozen=True)
class StepState:
    """How far one step has come. `opened` is when its group was asked, None while an earlier stage is at work."""

    step: Step
    stage: str
    needed: int
    opened: datetime | None = None
    approvals: tuple[Decision, ...] = ()

    @property
    def done(self) -> bool:
        return len(self.approvals) >= self.needed

    @property
    def due(self) -> datetime | None:
        """When it is due, if it has been asked and its step allows a time."""
        allowed = self.step.time_allowed
        return None if self.opened is None or allowed is None else self.opened + allowed


@dataclass(frozen=True)
class State:
    """A submission, and what `decisions` of them have made of it."""

    submission: Submission
    status: Status
    steps: tuple[StepState, ...]
    decisions: int = 0
    closed: datetime | None = None

    @property
    def approvals(self) -> tuple[Decision, ...]:
        return tuple(approval for step in self.steps for approval in step.approvals)

    @property
    def awaits_second_person(self) -> bool:
        """Whether every step has its quorum and yet two different people are needed and have not approved."""
        return self._quorate and self._eyes_missing and self.status is Status.OPEN

    @property
    def open_steps(self) -> tuple[StepState, ...]:
        """The steps in which an approval counts now: those of the stage at work; any, for a second person."""
        if self.status is not Status.OPEN:
            return ()
        if self._quorate:
            return self.steps
        return tuple(step for step in self.steps if step.opened is not None and not step.done)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing for the approval."""
        return self._quorate and not self._eyes_missing

    @property
    def _quorate(self) -> bool:
        return all(step.done for step in self.steps)

    @property
    def _eyes_missing(self) -> bool:
        return self.submission.needs_two_people and eyes(self.approvals) < 2


def eyes(approvals: Iterable[Decision]) -> int:
    """How many pairs of eyes have approved, up to two: different people, each by the right of a different one."""
    approvals = tuple(approvals)
    return min(len({a.person for a in approvals}), len({a.seat for a in approvals}), 2)


def begun(submission: Submission) -> State:
    """The state before any decision: open, with its first stage asked."""
    steps = tuple(
        StepState(step, stage.key, step.needed(len(submission.members[step.key])))
        for stage, step in submission.workflow.steps_for(submission.subject)
    )
    return _stage_opened(State(submission, Status.OPEN, steps), submission.at)


def advanced(state: State, decision: Decision) -> State:
    """The state after `decision`, which the rules allow (see `rules.check`)."""
    state = replace(state, decisions=state.decisions + 1)
    if decision.verdict in CLOSED_BY:
        return replace(state, status=CLOSED_BY[decision.verdict], closed=decision.at)
    if decision.verdict is Verdict.COMMENT:
        return state
    steps = tuple(
        replace(step, approvals=(*step.approvals, decision)) if step.step.key == decision.step else step
        for step in state.steps
    )
    state = replace(state, steps=steps)
    if state.complete:
        return replace(state, status=Status.APPROVED, closed=decision.at)
    return _stage_opened(state, decision.at)


def _stage_opened(state: State, at: datetime) -> State:
    """Ask the first stage that is not done, if it has not been asked."""
    stage = next((step.stage for step in state.steps if not step.done), None)
    steps = tuple(
        replace(step, opened=at) if step.stage == stage and step.opened is None else step for step in state.steps
    )
    return replace(state, steps=steps)
