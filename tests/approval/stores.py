"""A store of approval in which the company of `examples` submits, decides and recalls."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from approval.decision import Decision
from approval.digests import digest_of_bytes
from approval.gate import GateResult
from approval.people import Directory
from approval.recall import Recall, recall
from approval.state import State
from approval.store import ApprovalStore
from approval.subject import Subject
from approval.submission import Submission
from approval.transitions import Act, World, approve
from approval.workflow import Workflow
from tests.approval.examples import MONDAY, block, directory, passed, submitted

REPORT = b'{"findings":[]}'
HISTORY = ("workflow_definition", "workflow_version", "evidence", "gate_result", "submission", "submission_subject",
           "decision", "recall")  # fmt: skip


def results(workflow: Workflow, *subjects: Subject) -> tuple[GateResult, ...]:
    """Every gate passed for each of `subjects`, with a report that there is."""
    evidence = digest_of_bytes(REPORT)
    return tuple(replace(one, evidence=evidence) for subject in subjects for one in passed(subject, workflow))


def keep(session: Session, submission: Submission) -> Submission:
    """Put a submission into the store, with what the gates found."""
    submission = replace(submission, gates=results(submission.workflow, *submission.subjects))
    store = ApprovalStore(session)
    store.add_gate_results(submission.gates, {digest_of_bytes(REPORT): REPORT}, MONDAY)
    store.add_submission(submission)
    return submission


def package(workflow: Workflow, followers: Iterable[Subject], submission: str = "s1") -> Submission:
    """A block and its followers."""
    followers = tuple(followers)
    alone = submitted(workflow, submission=submission)
    return replace(alone, followers=followers, gates=results(workflow, block(), *followers))


def decide(
    session: Session,
    submission: str,
    person: str,
    *,
    step: str | None = None,
    at: datetime = MONDAY,
    people: Directory | None = None,
) -> tuple[Decision, State]:
    """`person` approves, as an act does: the submission is held, judged and decided on."""
    store = ApprovalStore(session)
    state = store.state(submission, hold=True)
    world = World(people or directory(), state.submission.digest)
    act = Act(person, state.submission.digest, at, step=step)
    decision = approve(state.submission, store.decisions(submission), act, world)
    return decision, store.add_decision(decision)


def call_back(session: Session, submission: str, *people: str, release: str = "") -> list[Recall]:
    """Each of `people` recalls what the submission approved, or one release of it."""
    store = ApprovalStore(session)
    calls = []
    for person in people:
        state = store.state(submission, hold=True)
        calls.append(
            recall(
                state,
                store.recalls(submission),
                person=person,
                people=directory(),
                at=MONDAY,
                reason="wrong rate",
                release=release,
            )
        )
        store.add_recall(calls[-1])
    return calls


def drop_guards(engine: Engine, tables: Iterable[str] = HISTORY) -> None:
    """Take the guards of the tables away, as somebody who owns the database can."""
    with engine.begin() as connection:
        for table in tables:
            if engine.dialect.name == "sqlite":
                names = connection.exec_driver_sql(
                    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
                )
                statements = [f"DROP TRIGGER {name}" for (name,) in names]
            else:
                statements = [f"ALTER TABLE {table} DISABLE TRIGGER USER"]
            for statement in statements:
                connection.exec_driver_sql(statement)
