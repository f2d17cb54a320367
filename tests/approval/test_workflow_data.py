"""Workflows as one writes them, and what is said about those that cannot be."""

from typing import Any

import pytest

from approval.digests import digest_of
from approval.subject import Subject
from approval.workflow import RecallRule, WorkflowError
from approval.workflow_data import read_workflow
from tests.approval.examples import block

GOLDEN: dict[str, Any] = {
    "workflow": "credit-letters",
    "title": "Letters about credit",
    "for": {"kind": "template", "folders": ["retail/credit"], "tags": ["consumer-credit"]},
    "four_eyes": True,
    "gates": ["plain-language"],
    "stages": [
        {
            "stage": "content",
            "steps": [
                {"step": "business", "group": "product-owners", "quorum": "any", "due": 5},
                {"step": "brand", "group": "brand", "quorum": "any", "when": {"not": {"tag": "plain"}}},
            ],
        },
        {
            "stage": "rules",
            "steps": [
                {"step": "compliance", "group": "compliance", "quorum": 2, "due": 3},
                {
                    "step": "legal",
                    "group": "legal",
                    "quorum": "all",
                    "when": {"any": [{"block-tag": "consumer-credit"}, {"jurisdiction": "IT"}]},
                },
                {
                    "step": "board",
                    "group": "board",
                    "quorum": "any",
                    "when": {"all": [{"locked": True}, {"tag": "rates"}]},
                },
            ],
        },
    ],
    "recall": {"group": "incident", "people": 1},
}
CREDIT_BLOCK = Subject("block", "rate", 1, digest_of("rate"), tags=frozenset({"consumer-credit"}))


def test_a_workflow_goes_in_and_out_unchanged() -> None:
    workflow = read_workflow(GOLDEN)
    assert workflow.data() == GOLDEN
    assert read_workflow(workflow.data()) == workflow
    assert read_workflow(workflow.data()).digest == workflow.digest


def test_what_may_be_left_out() -> None:
    workflow = read_workflow(
        {
            "workflow": "words",
            "title": "Words",
            "for": {"kind": "block"},
            "stages": [{"stage": "one", "steps": [{"step": "legal", "group": "legal"}]}],
            "recall": {"group": "incident"},
        }
    )
    assert workflow.recall == RecallRule("incident", 2)
    assert workflow.stages[0].steps[0].quorum == "any"
    assert not workflow.four_eyes


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        (Subject("template", "x", 1, digest_of("x")), ["business", "brand", "compliance"]),
        (Subject("template", "x", 1, digest_of("x"), tags=frozenset({"plain"})), ["business", "compliance"]),
        (
            Subject("template", "x", 1, digest_of("x"), parts=(CREDIT_BLOCK,)),
            ["business", "brand", "compliance", "legal"],
        ),
        (
            Subject("template", "x", 1, digest_of("x"), jurisdictions=frozenset({"IT"})),
            ["business", "brand", "compliance", "legal"],
        ),
        (
            Subject("template", "x", 1, digest_of("x"), locked=True, tags=frozenset({"rates"})),
            ["business", "brand", "compliance", "board"],
        ),
    ],
    ids=["an ordinary letter", "a plain one", "one with a credit block", "one for Italy", "a locked one about rates"],
)
def test_conditions_choose_who_is_asked(subject: Subject, asked: list[str]) -> None:
    assert [step.key for _, step in read_workflow(GOLDEN).steps_for(subject)] == asked


def one_step(**step: object) -> dict[str, object]:
    return {"stages": [{"stage": "one", "steps": [{"step": "legal", "group": "legal", **step}]}]}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": None}, "workflow credit-letters: 'title' is a text, not None"),
        ({"stage": []}, "there is no 'stage' here; there are workflow, title, for, stages, recall, gates, four_eyes"),
        ({"for": {"kind": "letter"}}, "for: there is no kind 'letter'; there are template, block, brand, translation"),
        ({"for": {"kind": "block", "tags": "x"}}, "'tags' is a list of texts, not 'x'"),
        ({"stages": []}, "'stages' is a list with at least one entry"),
        ({"stages": [{"stage": "one"}]}, "stage 1: 'steps' is missing"),
        ({"stages": [{"stage": "one", "steps": []}]}, r"'steps' is a list with at least one entry, not \[\]"),
        ({"recall": {"group": "x", "people": 0}}, "recall needs 0 people; name 1 or more"),
        ({"recall": "incident"}, "recall: is a mapping with group, not 'incident'"),
        ({"four_eyes": "yes"}, "four_eyes is true or false"),
        ({"gates": ["Plain Language"]}, "'Plain Language' is no key"),
        (one_step(quorum="most"), r"stage 1 \(one\), step 1: quorum is any, all or a number of people, not 'most'"),
        (one_step(quorum=True), "quorum is any, all or a number"),
        (one_step(quorum=0), "step legal asks for 0 people"),
        (one_step(due="soon"), "'due' is a whole number, not 'soon'"),
        (one_step(due=0), "due in 0 days; allow 1 or more"),
        (one_step(when={"weather": "fine"}), "when: there is no condition 'weather'; there are tag, block-tag"),
        (one_step(when={"tag": "a", "jurisdiction": "IT"}), "a condition is a mapping with one key"),
        (one_step(when={"any": []}), "'any' takes a list of conditions"),
        (one_step(when={"locked": "true"}), "'locked' takes true or false"),
        (one_step(when={"tag": 3}), "'tag' takes a text, not 3"),
        (one_step(optional=True), "there is no 'optional' here"),
        ({"stages": [*one_step()["stages"], *one_step()["stages"]]}, "the stage 'one' stands twice"),  # type: ignore[misc]
    ],
)
def test_what_cannot_be_is_said_with_its_place(change: dict[str, object], says: str) -> None:
    with pytest.raises(WorkflowError, match=says):
        read_workflow({**GOLDEN, **change})


def test_conditions_do_not_nest_without_end() -> None:
    deep: object = {"tag": "x"}
    for _ in range(50):
        deep = {"not": deep}
    with pytest.raises(WorkflowError, match="nested more than 10 deep"):
        read_workflow({**GOLDEN, **one_step(when=deep)})


@pytest.mark.parametrize("data", [None, [], "workflow", {}, {"workflow": "x"}])
def test_what_is_no_workflow_is_refused(data: object) -> None:
    with pytest.raises(WorkflowError):
        read_workflow(data)


def test_a_block_is_not_a_workflow_of_templates() -> None:
    assert read_workflow(GOLDEN).needs_two_people(block())
