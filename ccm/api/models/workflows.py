"""Workflows and mandatory rules, as the API tells of them."""

from datetime import datetime
from typing import Any

from pydantic import Field

from approval.subject import Kind
from approval.workflow import Workflow
from approval.workflow_store import StoredWorkflow
from ccm.api.models.common import Answer, Asked, Name, Text, shown
from ccm.api.models.submissions import DIGEST
from ccm.gates.rules import MandatoryRule
from ccm.gates.rules_store import StoredRule

WORKFLOW: dict[str, Any] = {
    "workflow": "blocks",
    "title": "Compliance blocks",
    "for": {"kind": "block", "folders": [], "tags": []},
    "four_eyes": False,
    "gates": [],
    "stages": [{"stage": "decision", "steps": [{"step": "legal", "group": "legal", "quorum": "any"}]}],
    "recall": {"group": "incident", "people": 2},
}


class WorkflowAsked(Asked):
    """A workflow, as its YAML file says it."""

    model_config = shown({"definition": WORKFLOW})

    definition: dict[str, Any] = Field(description="As in docs/approval.md: workflow, title, for, stages, recall ...")


class WorkflowShown(Answer):
    """The newest version of a workflow in use."""

    model_config = shown(
        {"key": "blocks", "number": 1, "digest": DIGEST, "title": "Compliance blocks", "kind": "block",
         "definition": WORKFLOW}
    )  # fmt: skip

    key: str
    number: int
    digest: str
    title: str
    kind: Kind
    definition: dict[str, Any]


class WorkflowVersionShown(Answer):
    """One version of a workflow; without a definition, its end."""

    model_config = shown(
        {"number": 1, "author": "otto", "at": "2026-11-23T09:00:00Z", "digest": DIGEST, "definition": WORKFLOW}
    )

    number: int
    author: str
    at: datetime
    digest: str | None
    definition: dict[str, Any] | None


class RuleAsked(Asked):
    """Templates with all of `tags`, and any of `jurisdictions` if some are named, carry the block."""

    model_config = shown(
        {"block": "right-of-withdrawal", "tags": ["consumer-credit"], "jurisdictions": ["IT"],
         "reason": "Article 125-ter TUB"}
    )  # fmt: skip

    block: Name
    tags: list[Name] = Field([], max_length=100)
    jurisdictions: list[Name] = Field([], max_length=100)
    reason: Text


class NewRule(RuleAsked):
    """A rule to add."""

    model_config = shown(
        {"key": "credit", "block": "right-of-withdrawal", "tags": ["consumer-credit"], "jurisdictions": ["IT"],
         "reason": "Article 125-ter TUB"}
    )  # fmt: skip

    key: Name


class RuleShown(Answer):
    """A rule that holds."""

    model_config = shown(
        {"key": "credit", "number": 1, "digest": DIGEST, "block": "right-of-withdrawal", "tags": ["consumer-credit"],
         "jurisdictions": ["IT"], "reason": "Article 125-ter TUB"}
    )  # fmt: skip

    key: str
    number: int
    digest: str
    block: str
    tags: list[str]
    jurisdictions: list[str]
    reason: str


class RuleVersionShown(RuleShown):
    """One version of a rule; with `ended`, its end."""

    model_config = shown(
        {"key": "credit", "number": 2, "digest": DIGEST, "block": "right-of-withdrawal", "tags": ["consumer-credit"],
         "jurisdictions": ["IT"], "reason": "Article 125-ter TUB", "ended": True, "author": "otto",
         "at": "2026-11-23T09:00:00Z"}
    )  # fmt: skip

    ended: bool
    author: str
    at: datetime


def workflow_of(number: int, workflow: Workflow) -> WorkflowShown:
    return WorkflowShown(
        key=workflow.key, number=number, digest=workflow.digest, title=workflow.title, kind=workflow.scope.kind,
        definition=workflow.data(),
    )  # fmt: skip


def workflow_version_of(stored: StoredWorkflow) -> WorkflowVersionShown:
    said = stored.workflow
    return WorkflowVersionShown(
        number=stored.number, author=stored.author, at=stored.at, digest=said.digest if said else None,
        definition=said.data() if said else None,
    )  # fmt: skip


def rule_of(number: int, rule: MandatoryRule) -> RuleShown:
    return RuleShown(
        key=rule.key, number=number, digest=rule.digest, block=rule.block, tags=list(rule.tags),
        jurisdictions=list(rule.jurisdictions), reason=rule.reason,
    )  # fmt: skip


def rule_version_of(stored: StoredRule) -> RuleVersionShown:
    said = rule_of(stored.number, stored.rule).model_dump()
    return RuleVersionShown(**said, ended=stored.ended, author=stored.author, at=stored.at)
