"""Submissions of every template: most of them approved, the others open.

Each is made by the rules of approval themselves and put down as the store puts it down, many at a time. Only the
reports of the gates are left out, which nobody asks for here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import insert
from sqlalchemy.orm import Session

from approval.decision import Decision
from approval.decision_data import decision_data
from approval.digests import digest_of
from approval.gate import GateResult, gates_for
from approval.history import state_of
from approval.people import Directory
from approval.projection_store import standing_of, subjects_of, tasks_of
from approval.sealed_store import add_sealed
from approval.state import State
from approval.store import ApprovalStore
from approval.subject import Subject
from approval.submission import Submission, submit
from approval.submission_data import submission_data
from approval.tables import DecisionRow, SubmissionRow, SubmissionState, SubmissionSubject, SubmissionTask
from approval.transitions import Act, World, approve
from approval.workflow import Workflow
from approval.workflow_data import read_workflow
from benchmarks.company import AUTHOR, OPENED, Company, block_key, group_key, template_key
from benchmarks.library_rows import BLOCK_VERSIONS, content_digest

APPROVED_SINCE = OPENED - timedelta(days=100)
LOCKED = 10
"""Every so many blocks are locked."""


@dataclass(frozen=True)
class Made:
    """A submission with what was decided on it."""

    state: State
    decisions: tuple[Decision, ...]

    @property
    def submission(self) -> Submission:
        return self.state.submission


def workflows(company: Company) -> list[Workflow]:
    """One for each group, which is asked first; the next group is asked then."""
    return [_workflow(group, company.groups) for group in range(company.groups)]


def submissions(company: Company, people: Directory) -> list[Made]:
    """One of each template, in the order they were made: the approved ones, then the `company.open` ones."""
    flows = workflows(company)
    order = [*range(company.open, company.templates), *range(company.open)]
    return [
        _made(company, people, flows[template % company.groups], template, str(number))
        for number, template in enumerate(order, 1)
    ]


def add_submissions(session: Session, made: Sequence[Made]) -> None:
    """Put down submissions and decisions, and where each of them stands."""
    add_sealed(session, SubmissionRow, [{"number": _number(one), **submission_data(one.submission)} for one in made])
    add_sealed(session, DecisionRow, [decision_data(decision) for one in made for decision in one.decisions])
    standing = [
        {"submission": one.submission.id, "number": _number(one), **standing_of(one.state, recalls=0)} for one in made
    ]
    session.execute(insert(SubmissionState), standing)
    session.execute(insert(SubmissionSubject), [row for one in made for row in subjects_of(one.state)])
    if tasks := [row for one in made for row in tasks_of(one.state)]:
        session.execute(insert(SubmissionTask), tasks)


def add_workflows(session: Session, company: Company) -> None:
    for workflow in workflows(company):
        ApprovalStore(session).add_workflow(workflow, AUTHOR, OPENED)


def _made(company: Company, people: Directory, workflow: Workflow, template: int, number: str) -> Made:
    is_open = template < company.open
    at = (OPENED if is_open else APPROVED_SINCE) + timedelta(seconds=template)
    subject = _template(company, template)
    results = [GateResult(gate, subject.digest, True, digest_of([gate, template])) for gate in gates_for("template")]
    submission = submit(
        subject, workflow, submission=number, submitter=AUTHOR, authors=(), gates=results, people=people, at=at
    )
    decisions: list[Decision] = []
    for later in () if is_open else (1, 2):
        person = company.member(template % company.groups + later - 1, later)
        decisions.append(_approval(submission, decisions, person, people, at + timedelta(days=later)))
    return Made(state_of(submission, decisions), tuple(decisions))


def _approval(
    submission: Submission, decisions: list[Decision], person: str, people: Directory, at: datetime
) -> Decision:
    return approve(submission, decisions, Act(person, submission.digest, at), World(people, submission.digest))


def _template(company: Company, number: int) -> Subject:
    key = template_key(number)
    parts = (*(_block(block) for block in company.blocks_of(number)), _brand())
    return Subject("template", key, company.versions, content_digest(key, company.versions), parts=parts)


@cache
def _block(number: int) -> Subject:
    key = block_key(number)
    return Subject("block", key, BLOCK_VERSIONS, content_digest(key, BLOCK_VERSIONS), locked=number % LOCKED == 0)


@cache
def _brand() -> Subject:
    return Subject("brand", "house", 1, content_digest("house", 1))


def _workflow(group: int, groups: int) -> Workflow:
    asked = [("content", group, 3), ("rules", (group + 1) % groups, 2)]
    return read_workflow(
        {
            "workflow": f"letters-{group}",
            "title": f"Letters of {group_key(group)}",
            "for": {"kind": "template", "folders": [f"unit-{group}"]},
            "stages": [
                {"stage": name, "steps": [{"step": name, "group": group_key(asked_group), "due": due}]}
                for name, asked_group, due in asked
            ],
            "recall": {"group": group_key(group), "people": 2},
        }
    )


def _number(made: Made) -> int:
    return int(made.submission.id)
