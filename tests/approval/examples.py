"""A small company, a workflow and a subject that the tests of approval share."""

from datetime import UTC, datetime, timedelta

from approval.decision import Decision
from approval.digests import digest_of
from approval.gate import GateResult, gates_for
from approval.history import state_of
from approval.people import Delegation, Directory, Group, Person
from approval.state import State
from approval.subject import Kind, Subject
from approval.submission import Submission, submit
from approval.transitions import Act, World, approve
from approval.workflow import Workflow
from approval.workflow_data import read_workflow

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

# anna writes; bruno and carla are Legal, dora and emil Compliance, fritz stands in, gina and hugo are on call.
PEOPLE = ("anna", "bruno", "carla", "dora", "emil", "fritz", "gina", "hugo")
GROUPS = {
    "legal": {"bruno", "carla"},
    "compliance": {"dora", "emil"},
    "everybody": {"anna", "bruno", "carla"},
    "incident": {"gina", "hugo", "anna"},
}


def workflow_of(*stages: dict[str, object], kind: str = "block", **more: object) -> Workflow:
    data = {"workflow": "words", "title": "Words", "for": {"kind": kind}, "recall": {"group": "incident"}}
    return read_workflow({**data, "stages": list(stages), **more})


def stage(key: str, *steps: dict[str, object]) -> dict[str, object]:
    return {"stage": key, "steps": list(steps)}


def step(key: str, group: str | None = None, **more: object) -> dict[str, object]:
    return {"step": key, "group": group or key, **more}


LEGAL_THEN_COMPLIANCE = workflow_of(stage("words", step("legal", due=3)), stage("rules", step("compliance", due=2)))
LEGAL_BOTH = workflow_of(stage("words", step("legal", quorum="all")))
LEGAL_ANY = workflow_of(stage("words", step("legal")))


def block(text: str = "You may complain.", *, locked: bool = False, kind: Kind = "block", tags: str = "") -> Subject:
    return Subject(kind, "right-to-complain", 3, digest_of(text), locked=locked, tags=frozenset(tags.split()))


def passed(subject: Subject, workflow: Workflow) -> tuple[GateResult, ...]:
    names = gates_for(subject.kind, workflow.gates)
    return tuple(GateResult(name, subject.digest, True, digest_of(f"report of {name}")) for name in names)


def directory(*delegations: Delegation, without: str = "", **groups: set[str]) -> Directory:
    people = tuple(Person(name, name.title(), active=name != without) for name in PEOPLE)
    return Directory(people, tuple(Group(key, frozenset(m)) for key, m in {**GROUPS, **groups}.items()), delegations)


def submitted(
    workflow: Workflow = LEGAL_THEN_COMPLIANCE,
    subject: Subject | None = None,
    authors: str = "anna",
    people: Directory | None = None,
    submission: str = "s1",
) -> Submission:
    subject = subject or block()
    return submit(
        subject,
        workflow,
        submission=submission,
        submitter="anna",
        authors=authors.split(),
        gates=passed(subject, workflow),
        people=people or directory(),
        at=MONDAY,
    )


class Desk:
    """A submission with its decisions so far, and people who decide on it one after the other."""

    def __init__(self, submission: Submission, people: Directory | None = None) -> None:
        self.submission = submission
        self.people = people or directory()
        self.decisions: list[Decision] = []
        self.current = submission.digest
        self.at = MONDAY

    def state(self) -> State:
        return state_of(self.submission, self.decisions)

    @property
    def world(self) -> World:
        return World(self.people, self.current)

    def act(
        self,
        person: str,
        reason: str = "",
        *,
        step: str | None = None,
        on_behalf_of: str | None = None,
        seen: str | None = None,
    ) -> Act:
        self.at += HOUR
        return Act(person, seen or self.submission.digest, self.at, reason, step, on_behalf_of)

    def approve(self, person: str, *, step: str | None = None, on_behalf_of: str | None = None) -> Decision:
        act = self.act(person, step=step, on_behalf_of=on_behalf_of)
        self.decisions.append(approve(self.submission, self.decisions, act, self.world))
        return self.decisions[-1]


def letter(key: str = "invoice", *parts: Subject, version: int = 7) -> Subject:
    """A template with `parts` in it."""
    return Subject("template", key, version, digest_of(f"template {key}"), parts=parts)
