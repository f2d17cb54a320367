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
    """What the submissions of a subject, in the order they were made, say about `subject` as it is now.

    Approved is only the digest that was approved. Where its latest approval was recalled it is recalled, until
    another submission of it is approved.
    """
    approved = [
        state
        for state in states
        if state.status is Status.APPROVED
        and (state.submission.subject.kind, state.submission.subject.key) == (subject.kind, subject.key)
    ]
    same = [state for state in approved if state.submission.digest == subject.digest]
    if not approved:
        return Standing.NOT_APPROVED
    if not same:
        return Standing.VOID
    return Standing.RECALLED if is_recalled(same[-1], recalls) else Standing.APPROVED


def unapproved_parts(subject: Subject, approved: Set[str]) -> tuple[Subject, ...]:
    """The parts of `subject`, at any depth, whose digests are not among `approved`."""
    return tuple(part for part in subject.walk() if part is not subject and part.digest not in approved)
