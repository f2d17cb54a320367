"""The workflow of a subject: by kind, folder and tags, the closest one."""

import pytest

from approval.choice import NoWorkflowError, choose_workflow
from approval.workflow import Workflow
from approval.workflow_data import read_workflow
from tests.approval.examples import block, stage, step


def made(key: str, *folders: str, tags: str = "", kind: str = "block") -> Workflow:
    scope = {"kind": kind, "folders": list(folders), "tags": tags.split()}
    stages = [stage("one", step("legal"))]
    return read_workflow({"workflow": key, "title": key, "for": scope, "stages": stages, "recall": {"group": "x"}})


WORKFLOWS = [
    made("any"),
    made("legal", "legal"),
    made("italy", "legal/italy", "tax/italy"),
    made("credit", "legal", tags="credit"),
    made("brand", "legal", kind="brand"),
]


@pytest.mark.parametrize(
    ("folder", "tags", "chosen"),
    [
        ("retail", "", "any"),
        ("legal", "", "legal"),
        ("legal/germany/", "", "legal"),
        ("legal/italy", "credit", "italy"),
        ("legal/germany", "credit bank", "credit"),
        ("legalese", "credit", "any"),
    ],
)
def test_the_closest_workflow_is_chosen(folder: str, tags: str, chosen: str) -> None:
    assert choose_workflow(WORKFLOWS, block(tags=tags), folder).key == chosen


def test_without_one_nothing_is_submitted() -> None:
    with pytest.raises(NoWorkflowError, match="no workflow is for template right-to-complain, version 3 in folder 'x'"):
        choose_workflow(WORKFLOWS, block(kind="template"), "x")


def test_two_that_fit_equally_well_are_refused() -> None:
    with pytest.raises(NoWorkflowError, match="any and other fit"):
        choose_workflow([*WORKFLOWS, made("other")], block(), "x")
