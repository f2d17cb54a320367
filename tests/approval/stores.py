"""A store of approval in which the company of `examples` submits and decides."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from approval.decision import Decision
from approval.digests import digest_of_bytes
from approval.gate import GateResult
from approval.people import Directory
from approval.state import State
from approval.store import ApprovalStore
from approval.submission import Submission
from approval.transitions import Act, World, approve
from tests.approval.examples import MONDAY, directory

REPORT = b'{"findings":[]}'


def with_reports(submission: Submission) -> Submission:
    """The submission with results of gates that name a report there is."""
    return replace(submission, gates=tuple(replace(one, evidence=digest_of_bytes(REPORT)) for one in submission.gates))


def keep(session: Session, submission: Submission) -> Submission:
    """Put a submission into the store, with what the gates found."""
    submission = with_reports(submission)
    store = ApprovalStore(session)
    store.add_gate_results(submission.gates, {digest_of_bytes(REPORT): REPORT}, MONDAY)
    store.add_submission(submission)
    return submission


def results_of(gates: Iterable[GateResult]) -> dict[str, bytes]:
    return {one.evidence: REPORT for one in gates}


def decide(
    session: Session, submission: str, person: str, people: Directory | None = None, *, step: str | None = None
) -> tuple[Decision, State]:
    """`person` approves, as an act does: the submission is held, judged and decided on."""
    store = ApprovalStore(session)
    state = store.state(submission, hold=True)
    world = World(people or directory(), state.submission.digest)
    act = Act(person, state.submission.digest, MONDAY, step=step)
    decision = approve(state.submission, store.decisions(submission), act, world)
    return decision, store.add_decision(decision)
