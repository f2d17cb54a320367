"""The queue: what awaits a person, and what is overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from approval.decision import Decision, Verdict
from approval.people import Directory
from approval.refusals import RefusedError
from approval.rules import check
from approval.state import State, StepState
from approval.submission import Submission


@dataclass(frozen=True)
class Task:
    """One step that a person can approve in now, by the right of any of `seats` (their own first, if they have it)."""

    submission: Submission
    step: str
    seats: tuple[str, ...]
    asked: datetime
    due: datetime | None
    overdue: bool


@dataclass(frozen=True)
class Overdue:
    """One step whose time is over; `missing` more people have to approve."""

    submission: Submission
    step: str
    group: str
    due: datetime
    missing: int


def tasks(person: str, states: Iterable[State], people: Directory, at: datetime) -> tuple[Task, ...]:
    """What awaits `person` at the time `at`: what is due first comes first, what is never due last.

    Listed is exactly what `transitions.approve` would accept, on a subject that has not been edited.
    """
    if not people.knows(person):
        return ()
    seats = (person, *people.givers(person, at))
    found = [task for state in states for step in state.open_steps if (task := _task(state, step, seats, people, at))]
    return tuple(sorted(found, key=lambda task: (task.due is None, task.due or task.asked, task.submission.id)))


def overdue(states: Iterable[State], at: datetime) -> tuple[Overdue, ...]:
    """The open steps whose time is over at the time `at`, the longest overdue first."""
    found = [
        Overdue(state.submission, step.step.key, step.step.group, step.due, step.needed - len(step.approvals))
        for state in states
        for step in state.open_steps
        if step.due is not None and step.due < at and not step.done
    ]
    return tuple(sorted(found, key=lambda late: (late.due, late.submission.id, late.step)))


def _task(state: State, step: StepState, seats: tuple[str, ...], people: Directory, at: datetime) -> Task | None:
    person, members = seats[0], people.members(step.step.group)
    free = tuple(seat for seat in seats if seat in members and _would_count(state, step, person, seat, at))
    if not free or step.opened is None:
        return None
    late = step.due is not None and step.due < at
    return Task(state.submission, step.step.key, free, step.opened, step.due, late)


def _would_count(state: State, step: StepState, person: str, seat: str, at: datetime) -> bool:
    submission = state.submission
    decision = Decision(
        submission=submission.id,
        number=state.decisions + 1,
        verdict=Verdict.APPROVE,
        person=person,
        seen=submission.digest,
        at=at,
        step=step.step.key,
        on_behalf_of=None if seat == person else seat,
    )
    try:
        check(state, decision)
    except RefusedError:
        return False
    return True
