"""Submissions, decisions and recalls in a database: rows that are only added, and the state that they make."""

from collections.abc import Iterable

from sqlalchemy import func, select, text

from approval import projection_store as projection
from approval.decision import Decision
from approval.decision_data import decision_data, read_decision, read_recall, recall_data
from approval.evidence_store import EvidenceStore
from approval.gate import GatesClosedError
from approval.history import state_of
from approval.recall import Recall
from approval.refusals import AlreadySubmittedError, DecidedMeanwhileError, SubmissionClosedError
from approval.rules import check
from approval.sealed_store import ApprovalDamagedError, ApprovalStoreError, NotKeptError, add_sealed, read_sealed
from approval.state import State, Status, advanced, begun
from approval.submission import Submission
from approval.submission_data import read_submission, submission_data
from approval.tables import DecisionRow, RecallRow, SubmissionRow, SubmissionState
from approval.workflow_store import WorkflowStore

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm submission number").
_POSTGRESQL_LOCK = 4456669427478736351
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, GatesClosedError)


class SubmissionStore(WorkflowStore, EvidenceStore):
    """Submissions and what was decided on them. It works in the session it is given and never commits."""

    def next_id(self) -> str:
        """The id of the next submission: they are counted. Others wait for theirs until the transaction ends."""
        return str(self._next_number())

    def add_submission(self, submission: Submission) -> None:
        """Keep a submission, which is open from now on.

        Raises AlreadySubmittedError when one of the same kind and key is open, ApprovalStoreError when a result of a
        gate is not on record or the id is taken, WorkflowError when its workflow could not be read back.
        """
        number = self._next_number()
        subject = submission.subject
        open_one = select(SubmissionState.submission).where(
            SubmissionState.kind == subject.kind, SubmissionState.key == subject.key, SubmissionState.status == "open"
        )
        if earlier := self.session.scalar(open_one):
            raise AlreadySubmittedError(
                f"{submission.submitter} cannot submit {subject}: submission {earlier} of it is open; have it decided, "
                "or withdraw it"
            )
        if self.session.scalar(select(SubmissionRow.id).where(SubmissionRow.id == submission.id)):
            raise ApprovalStoreError(f"there is a submission {submission.id} already; ask the store for the next id")
        self.check_on_record(submission.gates)
        self.keep(submission.workflow)
        add_sealed(self.session, SubmissionRow, [{"number": number, **submission_data(submission)}])
        projection.begin(self.session, begun(submission), number)

    def submission(self, submission: str) -> Submission:
        """The submission with this id. Raises ApprovalStoreError when there is none, ApprovalDamagedError."""
        found = self._submissions([submission])
        if submission not in found:
            raise self._missing(submission)
        return found[submission]

    def decisions(self, submission: str) -> tuple[Decision, ...]:
        """The decisions on a submission, in order. Raises ApprovalDamagedError for an altered one."""
        return tuple(self._decisions([submission]).get(submission, ()))

    def recalls(self, submission: str) -> tuple[Recall, ...]:
        """The calls to take back what a submission approved, in order. Raises ApprovalDamagedError."""
        return tuple(self._recalls([submission]).get(submission, ()))

    def any_recalls(self, submissions: Iterable[str]) -> bool:
        """Whether anything of what these submissions approved was ever taken back. Raises ApprovalDamagedError."""
        return bool(self._recalls(list(submissions)))

    def state(self, submission: str, *, hold: bool = False) -> State:
        """The state that the rows of a submission make, all rules judged again.

        With `hold`, nobody else decides on it until the transaction ends, and those who want to wait for that.
        Raises ApprovalStoreError when there is none; ApprovalDamagedError when a row was altered or removed;
        BrokenHistoryError when the rows are no history that can have happened.
        """
        if hold:
            self.hold([submission])
        return self.states([submission])[submission]

    def hold(self, submissions: Iterable[str]) -> None:
        """Let nobody else decide on these until the transaction ends."""
        rows = select(SubmissionState.submission).where(SubmissionState.submission.in_(list(submissions)))
        self.session.execute(rows.order_by(SubmissionState.number).with_for_update())

    def states(self, submissions: Iterable[str]) -> dict[str, State]:
        """The states of several submissions, as `state` gives each."""
        ids, before = list(submissions), None
        while True:
            states, recalls = self.refolded(ids), self._recalls(ids)
            if missing := [one for one in ids if one not in states]:
                raise self._missing(missing[0])
            counted = [(state, len(recalls.get(one, ()))) for one, state in states.items()]
            wrong = next(projection.differences(self.session, counted), None)
            if wrong is None:
                return states
            # PostgreSQL shows each query what is committed by then, so somebody may have decided between two of them.
            if wrong == before:
                raise ApprovalDamagedError(f"{wrong}: one of them was altered or removed; ask the audit log which")
            before = wrong

    def histories(self, submissions: Iterable[str]) -> list[tuple[Submission, list[Decision], list[Recall]]]:
        """Each of these submissions with its decisions and recalls, in the order they were submitted, as they stand."""
        ids = list(submissions)
        decisions, recalls = self._decisions(ids), self._recalls(ids)
        return [(one, decisions.get(id_, []), recalls.get(id_, [])) for id_, one in self._submissions(ids).items()]

    def refolded(self, submissions: Iterable[str]) -> dict[str, State]:
        """The states that the rows alone make; where a submission stands by `submission_state` is not looked at."""
        ids = list(submissions)
        decisions = self._decisions(ids)
        return {one.id: state_of(one, decisions.get(one.id, ())) for one in self._submissions(ids).values()}

    def add_decision(self, decision: Decision) -> State:
        """Add a decision to the history of its submission, and return the state after it.

        Raises DecidedMeanwhileError when its number is taken, and the refusal when it cannot follow on the rows.
        """
        state = self.state(decision.submission, hold=True)
        if decision.number != state.decisions + 1:
            raise DecidedMeanwhileError(
                f"{decision.person} cannot {decision.verdict} {state.submission.subject}: somebody else decided on "
                f"submission {decision.submission} at this moment; look at it again, and decide on what is the case now"
            )
        check(state, decision)
        add_sealed(self.session, DecisionRow, [decision_data(decision)])
        state = advanced(state, decision)
        projection.advance(self.session, state, len(self.recalls(decision.submission)))
        return state

    def add_recall(self, recall: Recall) -> None:
        """Add one person's call to take back what its submission approved.

        Raises DecidedMeanwhileError when its number is taken, SubmissionClosedError when nothing was approved.
        """
        state = self.state(recall.submission, hold=True)
        who = f"{recall.person} cannot recall {state.submission.subject}"
        calls = len(self.recalls(recall.submission))
        if recall.number != calls + 1:
            raise DecidedMeanwhileError(f"{who}: somebody else recalled it at this moment; look at it again")
        if state.status is not Status.APPROVED:
            raise SubmissionClosedError(f"{who}: submission {recall.submission} is {state.status}")
        add_sealed(self.session, RecallRow, [recall_data(recall)])
        projection.advance(self.session, state, recall.number)

    def _missing(self, submission: str) -> Exception:
        """What is wrong where a submission has no row: there never was one, or it was removed."""
        if projection.rows_of(self.session, SubmissionState, [submission]):
            return ApprovalDamagedError(f"submission {submission}: its row is missing; ask the audit log why")
        return NotKeptError(f"there is no submission {submission}; 'ccm submissions' lists those there are")

    def _next_number(self) -> int:
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _POSTGRESQL_LOCK})
        return (self.session.scalar(select(func.max(SubmissionRow.number))) or 0) + 1

    def _submissions(self, ids: list[str]) -> dict[str, Submission]:
        rows = read_sealed(self.session, SubmissionRow, SubmissionRow.id.in_(ids))
        workflows = self.definitions(row["workflow"] for row in rows)
        found = {}
        for row in rows:
            try:
                found[row["id"]] = read_submission(row, workflows[row["workflow"]])
            except _UNREADABLE as error:
                raise ApprovalDamagedError(f"submission {row['id']} cannot have been made: {error}") from error
        return found

    def _decisions(self, ids: list[str]) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for row in read_sealed(self.session, DecisionRow, DecisionRow.submission.in_(ids)):
            decision = read_decision(row)
            found.setdefault(decision.submission, []).append(decision)
        return found

    def _recalls(self, ids: list[str]) -> dict[str, list[Recall]]:
        found: dict[str, list[Recall]] = {}
        for row in read_sealed(self.session, RecallRow, RecallRow.submission.in_(ids)):
            recall = read_recall(row)
            found.setdefault(recall.submission, []).append(recall)
        return found
