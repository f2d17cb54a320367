"""The fold: a submission and its decisions, in order, give its state. The same rows always give the same state."""

from collections.abc import Iterable

from approval.decision import Decision
from approval.refusals import RefusedError
from approval.rules import check
from approval.state import State, advanced, begun
from approval.submission import Submission


class BrokenHistoryError(Exception):
    """The decisions are not a history that can have happened; the message names the row."""


def state_of(submission: Submission, decisions: Iterable[Decision]) -> State:
    """Return the state that `decisions`, in the order of their numbers, make of `submission`.

    Raises BrokenHistoryError when a row is another submission's, is missing, stands twice, stands elsewhere than its
    number says, or is one that nobody could have made: by an author, on other content, after the end.
    """
    state = begun(submission)
    for decision in decisions:
        where = f"submission {submission.id}, decision {decision.number}"
        if decision.submission != submission.id:
            raise BrokenHistoryError(f"{where}: belongs to submission {decision.submission}; ask the audit log")
        if decision.number != state.decisions + 1:
            raise BrokenHistoryError(f"{where}: stands where {state.decisions + 1} should; ask the audit log")
        try:
            check(state, decision)
        except RefusedError as refusal:
            raise BrokenHistoryError(f"{where}: cannot have been made: {refusal}; ask the audit log") from refusal
        state = advanced(state, decision)
    return state
