"""The workflow shown in docs/approval.md is one, and the document names every state and gate there is."""

import textwrap
from pathlib import Path

import pytest
import yaml

from approval.gate import GATES
from approval.state import Status
from approval.workflow_data import read_workflow

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "approval.md").read_text(encoding="utf-8")


def test_the_workflow_shown_can_be_read() -> None:
    shown = TEXT.split("## A workflow\n")[1].split("`quorum` is")[0]
    workflow = read_workflow(yaml.safe_load(textwrap.dedent(shown)))
    assert [len(stage.steps) for stage in workflow.stages] == [1, 2]


@pytest.mark.parametrize("status", Status)
def test_every_state_is_told(status: Status) -> None:
    assert f"{status}" in TEXT.split("## The states\n")[1]


def test_every_gate_is_told() -> None:
    assert [gate for gates in GATES.values() for gate in gates if f"`{gate}`" not in TEXT] == []
