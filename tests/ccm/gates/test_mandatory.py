"""A mandatory block stands where nothing can take it away, in the template and in every document."""

from typing import Any

import pytest

from ccm.gates.mandatory import made_under, mandatory_blocks
from ccm.gates.matrix import rendered_matrix
from ccm.gates.outcome import Outcome, gate_report
from ccm.gates.rules import MandatoryRule, RuleError
from tests.ccm.gates.letters import CONTENT, RECORD, examined_letter

RULE = MandatoryRule("credit-terms", ("consumer-credit",), ("IT",), "terms", "Article 1 of the example act")
TERMS = CONTENT[-1]
HELLO = {"paragraph": "Hello", "id": "hello"}
LATE = {**RECORD, "late": True}


def looked_at(content: list[dict[str, Any]], **said: Any) -> Outcome:
    """The gate's outcome for a text message, which is rendered in no time."""
    head = {"tags": ["consumer-credit", "bank"], "jurisdictions": ["IT"], "channels": ["sms"], "samples": {"l": LATE}}
    examination = examined_letter(content, rules=(RULE,), **{**head, **said})
    return mandatory_blocks(examination, rendered_matrix(examination))


def test_a_template_that_carries_it_passes() -> None:
    found = looked_at([{"section": [HELLO, TERMS], "id": "part"}])
    assert found.passed
    assert found.evidence["rules"] == [RULE.data()]


@pytest.mark.parametrize("head", [{"tags": ["bank"]}, {"jurisdictions": ["DE"]}, {"tags": []}])
def test_a_rule_is_for_templates_with_all_its_tags_and_one_of_its_jurisdictions(head: dict[str, Any]) -> None:
    found = looked_at([HELLO], **head)
    assert found.passed
    assert found.evidence["rules"] == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([HELLO], "the template does not carry it"),
        ([{**TERMS, "if": "late"}], "under the condition 'late'"),
        ([{"section": [TERMS], "id": "part", "if": "late"}], "under the condition 'late'"),
        ([{"list": [{"id": "one", "content": [TERMS], "if": "late"}], "id": "points"}], "under the condition 'late'"),
        ([{"choose": [{"when": "late", "content": [TERMS]}], "id": "either"}], "in a branch of either"),
        ([{"repeat": "items", "id": "each", "as": "item", "content": [TERMS]}], "in the repeat each"),
        ([HELLO, {**TERMS, "channels": ["pdf"]}], "only in pdf"),
        ([HELLO, {"only": ["pdf", "email"], "id": "paper", "content": [TERMS]}], "only in pdf, email"),
    ],
)
def test_what_can_take_it_away_is_named(content: list[dict[str, Any]], told: str) -> None:
    found = looked_at(content)
    assert not found.passed
    demanded = "the rule credit-terms demands the block terms (Article 1 of the example act)"
    assert any(told in finding.message and demanded in finding.message for finding in found.findings)


def test_one_place_that_is_safe_is_enough() -> None:
    assert looked_at([{**TERMS, "id": "first", "if": "late"}, TERMS]).passed


def test_documents_without_it_are_named() -> None:
    found = looked_at([HELLO, {**TERMS, "if": "late"}], samples={"late": LATE, "timely": RECORD})
    assert [finding.samples for finding in found.findings if finding.samples] == [("timely en-GB",)]


def test_no_document_is_no_proof() -> None:
    assert not looked_at([TERMS], samples={}).passed


def test_a_report_answers_for_the_rules_it_was_made_under() -> None:
    examination = examined_letter([TERMS], rules=(RULE,), tags=["consumer-credit"], jurisdictions=["IT"])
    found = mandatory_blocks(examination, rendered_matrix(examined_letter([TERMS], channels=["sms"])))
    report = gate_report(examination, "mandatory-blocks", found).report
    template = examination.release.template
    other = MandatoryRule("other", ("elsewhere",), (), "terms", "Another act")
    assert made_under(report, (RULE, other), template)
    assert made_under(report, (), template)
    assert not made_under(report, (MandatoryRule(RULE.key, RULE.tags, (), RULE.block, RULE.reason),), template)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (("Key", ("t",), (), "b", "why"), "the key of a rule"),
        (("k", ("t",), (), "B", "why"), "the block of a rule"),
        (("k", (), (), "b", "why"), "no templates in particular"),
        (("k", ("t",), (), "b", " "), "has no reason"),
    ],
)
def test_a_rule_says_for_what_and_why(fields: Any, told: str) -> None:
    with pytest.raises(RuleError, match=told):
        MandatoryRule(*fields)
