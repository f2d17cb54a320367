"""Recall: taking back what was approved, in an emergency, with a reason.

Who can, and how many different people it takes, stands in the workflow the submission was approved under. Authors can
recall too, and nobody stands in for anybody: stopping what is sent gives nobody anything. A recall is a record of its
own beside the submission, which stays approved in the books; only another submission approves the subject again.

What is called back is one release, by its digest, or everything that the submission approved, wherever it is used. Who
calls back everything calls back each release of it too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from approval.digests import is_digest, short
from approval.people import Directory
from approval.refusals import (
    AlreadyDecidedError,
    BadTimeError,
    NotYoursError,
    ReasonMissingError,
    ReleaseUnclearError,
    SubmissionClosedError,
)
from approval.state import State, Status


@dataclass(frozen=True)
class Recall:
    """One person's call to take back what `submission` approved. Append-only; `number` counts them from 1.

    `release` is the digest of the release that is called back; "" calls back everything the submission approved.
    """

    submission: str
    number: int
    person: str
    at: datetime
    reason: str
    release: str = ""


def recall(
    state: State,
    recalls: Iterable[Recall],
    *,
    person: str,
    people: Directory,
    at: datetime,
    reason: str,
    release: str = "",
) -> Recall:
    """Return the record of `person` calling back what `state` approved; it holds once enough people have called.

    Called back is the release with the digest `release`, or everything that was approved where that is "".
    Raises SubmissionClosedError when nothing was approved or it is recalled already, NotYoursError when the person is
    not of the group that can, AlreadyDecidedError when they have called before, ReleaseUnclearError for a `release`
    that is no digest, ReasonMissingError, BadTimeError.
    """
    calls = of(state, recalls)
    earlier = _about(calls, release)
    submission, rule = state.submission, state.submission.workflow.recall
    what = f"release {short(release)} with {submission.subject}" if release else f"{submission.subject}"
    who = f"{person} cannot recall {what}"
    if release and not is_digest(release):
        raise ReleaseUnclearError(f"{who}: name the release by its digest, sha256: and 64 hex digits")
    if state.status is not Status.APPROVED:
        raise SubmissionClosedError(
            f"{who}: submission {submission.id} is {state.status}, and only the approved is recalled"
        )
    if is_recalled(state, calls, release):
        raise SubmissionClosedError(f"{who}: it is recalled already, since {earlier[-1].at:%Y-%m-%d %H:%M %Z}")
    if person not in people.members(rule.group):
        raise NotYoursError(f"{who}: {submission.workflow} leaves that to group {rule.group}; call one of its members")
    if any(call.person == person for call in earlier):
        raise AlreadyDecidedError(f"{who} twice: {rule.people} different people must; call another of {rule.group}")
    if not reason.strip():
        raise ReasonMissingError(f"{who} without a reason; say what is wrong with it")
    if at.tzinfo is None:
        raise BadTimeError(f"{who}: the time has no time zone; pass an aware one")
    return Recall(submission.id, len(calls) + 1, person, at, reason.strip(), release)


def is_recalled(state: State, recalls: Iterable[Recall], release: str = "") -> bool:
    """Whether as many different people as the workflow asks have called back what `state` approved.

    With `release`, whether that release is called back, by itself or with everything else; without, whether
    everything is.
    """
    people = {call.person for call in _about(of(state, recalls), release)}
    return state.status is Status.APPROVED and len(people) >= state.submission.workflow.recall.people


def of(state: State, recalls: Iterable[Recall]) -> tuple[Recall, ...]:
    """Those of `recalls` that are about the submission of `state`, in order."""
    return tuple(call for call in recalls if call.submission == state.submission.id)


def _about(calls: Iterable[Recall], release: str) -> tuple[Recall, ...]:
    return tuple(call for call in calls if call.release in ("", release))
