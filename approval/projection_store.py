"""Where each submission stands, written beside its rows so that it is found quickly; it approves nothing.

It follows from the rows. Reading a submission compares the two, so that a decision or recall that was removed from
the end of its history is noticed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from approval.moments import moment
from approval.sealed_store import table_of
from approval.state import State, StepState
from approval.tables import ApprovalBase, SubmissionState, SubmissionSubject, SubmissionTask

Fields = Mapping[str, object]


def standing_of(state: State, recalls: int) -> dict[str, object]:
    """The row of `submission_state`, without what names it."""
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
    """The rows of `submission_task`: each open step, and each of its members whose right can still count in it."""
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
    """The rows of `submission_subject`: what is submitted, and its followers."""
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


def begin(session: Session, state: State, number: int) -> None:
    """Write down where a submission stands, for the first time."""
    named = {"submission": state.submission.id, "number": number}
    _add(session, SubmissionState, [{**named, **standing_of(state, recalls=0)}])
    _add(session, SubmissionSubject, subjects_of(state))
    _add(session, SubmissionTask, tasks_of(state))


def advance(session: Session, state: State, recalls: int) -> None:
    """Bring what was written down up to date with `state`, and the number of `recalls`."""
    mine = SubmissionState.submission == state.submission.id
    session.execute(update(SubmissionState).where(mine).values(**standing_of(state, recalls)))
    session.execute(delete(SubmissionTask).where(SubmissionTask.submission == state.submission.id))
    _add(session, SubmissionTask, tasks_of(state))


def restore(session: Session, state: State, number: int, recalls: int) -> None:
    """Write down anew where a submission stands, whatever was there; only rows that are history are left."""
    if not rows_of(session, SubmissionState, [state.submission.id]):
        named = {"submission": state.submission.id, "number": number}
        _add(session, SubmissionState, [{**named, **standing_of(state, recalls)}])
    if not rows_of(session, SubmissionSubject, [state.submission.id]):
        _add(session, SubmissionSubject, subjects_of(state))
    advance(session, state, recalls)


def differences(session: Session, states: Iterable[tuple[State, int]]) -> Iterator[str]:
    """Say of each state, with its number of recalls, what `submission_state` says otherwise."""
    expected = {state.submission.id: standing_of(state, recalls) for state, recalls in states}
    found = {row["submission"]: row for row in rows_of(session, SubmissionState, expected)}
    for submission, standing in expected.items():
        row = found.get(submission)
        if row is None:
            yield f"submission {submission}: its row of submission_state is missing"
            continue
        for field, value in standing.items():
            if row[field] != value:
                yield f"submission {submission}: {field} is {value!r} by its rows, {row[field]!r} in submission_state"


def list_differences(session: Session, states: Iterable[State]) -> Iterator[str]:
    """Say of each state what `submission_task` and `submission_subject` say otherwise."""
    states = list(states)
    ids = [state.submission.id for state in states]
    for model, rows in ((SubmissionTask, tasks_of), (SubmissionSubject, subjects_of)):
        found: dict[str, set[tuple[object, ...]]] = {}
        for row in rows_of(session, model, ids):
            found.setdefault(row["submission"], set()).add(_sorted(row))
        for state in states:
            if found.get(state.submission.id, set()) != {_sorted(row) for row in rows(state)}:
                yield f"submission {state.submission.id}: {model.__tablename__} is not what its rows say"


def rows_of(session: Session, model: type[ApprovalBase], submissions: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of one of the tables here about `submissions`."""
    table = table_of(model)
    query = select(table).where(table.c.submission.in_(list(submissions)))
    return [dict(row) for row in session.execute(query).mappings()]


def _sorted(row: Fields) -> tuple[object, ...]:
    return tuple(row[name] for name in sorted(row))


def _add(session: Session, model: type[ApprovalBase], rows: list[dict[str, object]]) -> None:
    if rows:
        session.execute(insert(table_of(model)), rows)


def _is_free(state: State, step: StepState, seat: str) -> bool:
    if state.awaits_second_person:
        return len({approval.seat for approval in state.approvals} | {seat}) > 1
    return seat not in {approval.seat for approval in step.approvals}
