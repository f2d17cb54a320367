"""Decisions and recalls as plain fields, and back."""

from collections.abc import Mapping
from typing import Any

from approval.decision import Decision, Verdict
from approval.moments import moment, read_moment
from approval.recall import Recall


def decision_data(decision: Decision) -> dict[str, Any]:
    """The fields of a decision, all texts and numbers."""
    return {**vars(decision), "verdict": str(decision.verdict), "at": moment(decision.at)}


def read_decision(fields: Mapping[str, Any]) -> Decision:
    """The decision that `decision_data` gave `fields` for. Raises ValueError or TypeError for what is none."""
    return Decision(**{**fields, "verdict": Verdict(fields["verdict"]), "at": read_moment(fields["at"])})


def recall_data(recall: Recall) -> dict[str, Any]:
    """The fields of a recall, all texts and numbers."""
    return {**vars(recall), "at": moment(recall.at)}


def read_recall(fields: Mapping[str, Any]) -> Recall:
    """The recall that `recall_data` gave `fields` for. Raises ValueError or TypeError for what is none."""
    return Recall(**{**fields, "at": read_moment(fields["at"])})
