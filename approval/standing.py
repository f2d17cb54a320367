"""Standing: what an approval is worth for the content one has in hand."""

from collections.abc import Iterable, Set
from enum import StrEnum

from approval.recall import Recall, is_recalled
from approval.state import State, Status
from approval.subject import Subject


class Standing(StrEnum):
    APPROVED = "approved"
    RECALLED = "recalled"
    VOID = "void"  # approved once, and edited since
    NOT_APPROVED = "not-approved"


def standing(subject: Subject, states: Iterable[State], recalls: Iterable[Recall]) -> Standing:
    """What the submissions with a subject, in the order they were decided, say about `subject` as it is now.

    A subject that was approved as a follower of another is approved by that one's submission.

    Approved is only the digest that was approved. Where its latest approval was recalled it is recalled, until
    another submission of it is approved.
    """
    approved = [
        state
        for state in states
        if state.status is Status.APPROVED
        and any((one.kind, one.key) == (subject.kind, subject.key) for one in state.submission.subjects)
    ]
    same = [state for state in approved if any(one.digest == subject.digest for one in state.submission.subjects)]
    if not approved:
        return Standing.NOT_APPROVED
    if not same:
        return Standing.VOID
    return Standing.RECALLED if is_recalled(same[-1], recalls) else Standing.APPROVED


def unapproved_parts(subject: Subject, approved: Set[str]) -> tuple[Subject, ...]:
    """The parts of `subject`, at any depth, whose digests are not among `approved`."""
    return tuple(part for part in subject.walk() if part is not subject and part.digest not in approved)
