"""Where each submission stands, written beside its rows so that it is found quickly; it approves nothing.

It follows from the rows. Reading a submission compares the two, so that a decision or recall that was removed from
the end of its history is noticed.
"""

from collections.abc import Iterable

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from approval.moments import moment
from approval.sealed_store import ApprovalDamagedError, table_of
from approval.state import State, Status, StepState
from approval.tables import SubmissionState, SubmissionSubject, SubmissionTask

Standing = dict[str, object]


def standing_of(state: State, recalls: int) -> Standing:
    """What `submission_state` says of a submission, beside what names it."""
    due = [step.due for step in state.open_steps if step.due is not None]
    return {
        "kind": state.submission.subject.kind,
        "key": state.submission.subject.key,
        "status": str(state.status),
        "decisions": state.decisions,
        "recalls": recalls,
        "due": moment(min(due)) if due else None,
        "closed": None if state.closed is None else moment(state.closed),
    }


def tasks_of(state: State) -> list[dict[str, object]]:
    """Whom a submission waits for: each open step, and each of its members whose right can still count in it."""
    return [
        {
            "submission": state.submission.id,
            "step": step.step.key,
            "seat": seat,
            "group": step.step.group,
            "urgency": "1" + moment(step.opened or state.submission.at) if step.due is None else "0" + moment(step.due),
        }
        for step in state.open_steps
        for seat in sorted(state.submission.members[step.step.key])
        if _is_free(state, step, seat)
    ]


def subjects_of(state: State) -> list[dict[str, object]]:
    """What a submission is about: its subject, and its followers."""
    return [
        {
            "submission": state.submission.id,
            "place": place,
            "digest": subject.digest,
            "kind": subject.kind,
            "key": subject.key,
        }
        for place, subject in enumerate(state.submission.subjects)
    ]


def begin(session: Session, state: State, number: int, recalls: int = 0) -> None:
    """Write down where a submission stands, for the first time."""
    named = {"submission": state.submission.id, "number": number}
    session.execute(insert(table_of(SubmissionState)).values({**named, **standing_of(state, recalls)}))
    session.execute(insert(table_of(SubmissionSubject)), subjects_of(state))
    _add_tasks(session, state)


def advance(session: Session, state: State, recalls: int) -> None:
    """Bring it up to date with `state`."""
    mine = SubmissionState.submission == state.submission.id
    session.execute(update(SubmissionState).where(mine).values(**standing_of(state, recalls)))
    session.execute(delete(SubmissionTask).where(SubmissionTask.submission == state.submission.id))
    _add_tasks(session, state)


def compare(session: Session, states: Iterable[tuple[State, int]]) -> None:
    """Raise ApprovalDamagedError unless each state, with its number of recalls, is what was written down."""
    expected = {state.submission.id: standing_of(state, recalls) for state, recalls in states}
    table = table_of(SubmissionState)
    query = select(table).where(table.c.submission.in_(expected))
    found = {row["submission"]: row for row in session.execute(query).mappings()}
    for submission, standing in expected.items():
        row = found.get(submission)
        for field, value in standing.items():
            if row is None or row[field] != value:
                was = "missing" if row is None else f"{field} {row[field]!r}"
                raise ApprovalDamagedError(
                    f"submission {submission}: its rows say {field} {value!r}, and the row of submission_state is "
                    f"{was}: one of them was altered or removed; ask the audit log which"
                )


def _add_tasks(session: Session, state: State) -> None:
    if tasks := tasks_of(state):
        session.execute(insert(table_of(SubmissionTask)), tasks)


def _is_free(state: State, step: StepState, seat: str) -> bool:
    if state.status is Status.OPEN and state.awaits_second_person:
        return len({approval.seat for approval in state.approvals} | {seat}) > 1
    return seat not in {approval.seat for approval in step.approvals}
