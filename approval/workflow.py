"""The workflow: who is asked for what, as data.

A workflow is a definition and holds no state. A submission keeps the whole of the definition it began with, so a
workflow can be changed at any time, and what is under way goes on as it was begun.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Literal

from approval.condition import Condition
from approval.digests import digest_of
from approval.subject import Kind, Subject

Quorum = Literal["any", "all"] | int

_KEY = re.compile(r"[a-z][a-z0-9\-]*\Z")


class WorkflowError(ValueError):
    """The workflow cannot be: the message names the workflow, the place, and what to write."""


@dataclass(frozen=True)
class Step:
    """One group that is asked. `due`: days from the moment it is asked; `when`: asked only if this holds."""

    key: str
    group: str
    quorum: Quorum = "any"
    when: Condition | None = None
    due: int | None = None

    def applies(self, subject: Subject) -> bool:
        return self.when is None or self.when.holds(subject)

    def needed(self, members: int) -> int:
        """How many people have to approve, where `members` of the group can."""
        return {"any": 1, "all": members}[self.quorum] if isinstance(self.quorum, str) else self.quorum

    @property
    def time_allowed(self) -> timedelta | None:
        return None if self.due is None else timedelta(days=self.due)

    def data(self) -> dict[str, object]:
        """The step as plain data, defaults left out."""
        data: dict[str, object] = {"step": self.key, "group": self.group, "quorum": self.quorum}
        if self.when is not None:
            data["when"] = self.when.data()
        if self.due is not None:
            data["due"] = self.due
        return data


@dataclass(frozen=True)
class Stage:
    """Steps that are asked at the same time; the next stage begins when all of them have their quorum."""

    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Scope:
    """What a workflow is for: a kind; in these folders (and below them), if any; with all of these tags."""

    kind: Kind
    folders: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RecallRule:
    """Who can recall what was approved: so many different people of a group."""

    group: str
    people: int = 2


@dataclass(frozen=True)
class Workflow:
    """A definition of approval.

    `gates` are asked for beside those every subject of the kind must pass; none can be taken away. `four_eyes` asks
    for two different people also where the subject is not locked; where it is, two are needed whatever stands here.
    Raises WorkflowError when a key is not lower-case words, stands twice, or somebody has nothing to decide.
    """

    key: str
    title: str
    scope: Scope
    stages: tuple[Stage, ...]
    recall: RecallRule
    gates: tuple[str, ...] = ()
    four_eyes: bool = False

    def __post_init__(self) -> None:
        steps = [step for stage in self.stages for step in stage.steps]
        for key in (self.key, *(stage.key for stage in self.stages), *(step.key for step in steps), *self.gates):
            if not _KEY.match(key):
                raise WorkflowError(f"workflow {self.key}: {key!r} is no key; write lower-case words with hyphens")
        for what, keys in (("stage", [stage.key for stage in self.stages]), ("step", [step.key for step in steps])):
            if twice := next((key for key in keys if keys.count(key) > 1), None):
                raise WorkflowError(f"workflow {self.key}: the {what} {twice!r} stands twice; give each its own key")
        if not self.stages or not all(stage.steps for stage in self.stages):
            raise WorkflowError(f"workflow {self.key}: a stage asks nobody; give every stage a step")
        for step in steps:
            if isinstance(step.quorum, int) and step.quorum < 1:
                raise WorkflowError(f"workflow {self.key}: step {step.key} asks for {step.quorum} people; ask for 1")
            if step.due is not None and step.due < 1:
                raise WorkflowError(f"workflow {self.key}: step {step.key} is due in {step.due} days; allow 1 or more")
        if self.recall.people < 1:
            raise WorkflowError(f"workflow {self.key}: recall needs {self.recall.people} people; name 1 or more")

    def __str__(self) -> str:
        return f"workflow {self.key}"

    @cached_property
    def digest(self) -> str:
        return digest_of(self.data())

    def steps_for(self, subject: Subject) -> tuple[tuple[Stage, Step], ...]:
        """The steps that are asked about `subject`, in order, each with its stage."""
        return tuple((stage, step) for stage in self.stages for step in stage.steps if step.applies(subject))

    def needs_two_people(self, subject: Subject) -> bool:
        return self.four_eyes or subject.needs_two_people

    def data(self) -> dict[str, object]:
        """The workflow as plain data, as `workflow_data.read_workflow` reads it."""
        return {
            "workflow": self.key,
            "title": self.title,
            "for": {"kind": self.scope.kind, "folders": list(self.scope.folders), "tags": sorted(self.scope.tags)},
            "four_eyes": self.four_eyes,
            "gates": list(self.gates),
            "stages": [{"stage": stage.key, "steps": [step.data() for step in stage.steps]} for stage in self.stages],
            "recall": {"group": self.recall.group, "people": self.recall.people},
        }
