"""Recall: taking back what was approved, in an emergency, with a reason.

Who can, and how many different people it takes, stands in the workflow the submission was approved under. Authors can
recall too, and nobody stands in for anybody: stopping what is sent gives nobody anything. A recall is a record of its
own beside the submission, which stays approved in the books; only another submission approves the subject again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from approval.people import Directory
from approval.refusals import (
    AlreadyDecidedError,
    BadTimeError,
    NotYoursError,
    ReasonMissingError,
    SubmissionClosedError,
)
from approval.state import State, Status


@dataclass(frozen=True)
class Recall:
    """One person's call to take back what `submission` approved. Append-only; `number` counts them from 1."""

    submission: str
    number: int
    person: str
    at: datetime
    reason: str


def recall(
    state: State, recalls: Iterable[Recall], *, person: str, people: Directory, at: datetime, reason: str
) -> Recall:
    """Return the record of `person` calling back what `state` approved; it holds once enough people have called.

    Raises SubmissionClosedError when nothing was approved or it is recalled already, NotYoursError when the person is
    not of the group that can, AlreadyDecidedError when they have called before, ReasonMissingError, BadTimeError.
    """
    earlier = of(state, recalls)
    submission, rule = state.submission, state.submission.workflow.recall
    who = f"{person} cannot recall {submission.subject}"
    if state.status is not Status.APPROVED:
        raise SubmissionClosedError(
            f"{who}: submission {submission.id} is {state.status}, and only the approved is recalled"
        )
    if is_recalled(state, earlier):
        raise SubmissionClosedError(f"{who}: it is recalled already, since {earlier[-1].at:%Y-%m-%d %H:%M %Z}")
    if person not in people.members(rule.group):
        raise NotYoursError(f"{who}: {submission.workflow} leaves that to group {rule.group}; call one of its members")
    if any(call.person == person for call in earlier):
        raise AlreadyDecidedError(f"{who} twice: {rule.people} different people must; call another of {rule.group}")
    if not reason.strip():
        raise ReasonMissingError(f"{who} without a reason; say what is wrong with it")
    if at.tzinfo is None:
        raise BadTimeError(f"{who}: the time has no time zone; pass an aware one")
    return Recall(submission.id, len(earlier) + 1, person, at, reason.strip())


def is_recalled(state: State, recalls: Iterable[Recall]) -> bool:
    """Whether as many different people as the workflow asks have called back what `state` approved."""
    people = {call.person for call in of(state, recalls)}
    return state.status is Status.APPROVED and len(people) >= state.submission.workflow.recall.people


def of(state: State, recalls: Iterable[Recall]) -> tuple[Recall, ...]:
    """Those of `recalls` that are about the submission of `state`, in order."""
    return tuple(call for call in recalls if call.submission == state.submission.id)
