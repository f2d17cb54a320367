"""Comparing where the submissions are said to stand with their rows, all of them, and writing it anew."""

from collections.abc import Iterator

from sqlalchemy import select

from approval import projection_store as projection
from approval.history import state_of
from approval.sealed_store import ApprovalDamagedError
from approval.submission_store import SubmissionStore
from approval.tables import SubmissionRow

_AT_A_TIME = 200


def check_projection(store: SubmissionStore) -> tuple[str, ...]:
    """Say where ``submission_state``, ``submission_task`` and ``submission_subject`` are not what the rows make.

    Every row of every submission is read. Raises ApprovalDamagedError and BrokenHistoryError as reading one does.
    """
    found: list[str] = []
    for batch in batches(store):
        ids = list(batch.values())
        if differing := _differences(store, ids):
            # Somebody may have decided between two queries; what is wrong is wrong again.
            again = set(_differences(store, ids))
            found += [one for one in differing if one in again]
    return tuple(found)


def rebuild_projection(store: SubmissionStore) -> int:
    """Write where every submission stands anew from its rows; return how many stood otherwise before.

    It is for a database whose rows were found to be whole, by the audit log: what is missing from them stays missing.
    Raises ApprovalDamagedError and BrokenHistoryError as reading does, and ApprovalDamagedError where the list of what
    a submission is about is not the one it says: those lists are only ever added to.
    """
    written = 0
    for batch in batches(store):
        store.hold(batch.values())
        for number, submission in batch.items():
            if _differences(store, [submission]):
                written += 1
                state = store.refolded([submission])[submission]
                projection.restore(store.session, state, number, len(store.recalls(submission)))
                if left := _differences(store, [submission]):
                    raise ApprovalDamagedError(f"{left[0]}, and cannot be put right")
    return written


def _differences(store: SubmissionStore, submissions: list[str]) -> list[str]:
    counted = [(state_of(one, decisions), len(calls)) for one, decisions, calls in store.histories(submissions)]
    return [
        *projection.differences(store.session, counted),
        *projection.list_differences(store.session, [state for state, _ in counted]),
    ]


def batches(store: SubmissionStore) -> Iterator[dict[int, str]]:
    """The ids of all submissions by their numbers, some at a time."""
    last = 0
    while True:
        query = select(SubmissionRow.number, SubmissionRow.id).where(SubmissionRow.number > last)
        rows = store.session.execute(query.order_by(SubmissionRow.number).limit(_AT_A_TIME)).all()
        if not rows:
            return
        yield {row.number: row.id for row in rows}
        last = rows[-1].number
