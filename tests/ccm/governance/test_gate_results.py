"""A rule of mandatory blocks counts for what is submitted after it, whatever passed before."""

import pytest

from approval.gate import MANDATORY_BLOCKS, GatesClosedError
from ccm.gates.rules import MandatoryRule
from ccm.governance.books import Books
from ccm.governance.gate_results import counting_results
from ccm.governance.rules import add_rule
from tests.ccm.governance.office import Office

APPLYING = MandatoryRule("privacy", (), ("IT",), "privacy-notice", "Article 13 GDPR")
ELSEWHERE = MandatoryRule("elsewhere", (), ("DE",), "privacy-notice", "Article 13 GDPR")


def counting(office: Office) -> list[str]:
    with office.database.reading() as session:
        books = Books(session)
        return [result.gate for result in counting_results(books, books.subjects.newest("template", "order-letter"))]


@pytest.fixture
def italian(office: Office) -> Office:
    """The letter is for Italy, and before its approvers."""
    office.edit("anna", "templates/order-letter/template.yaml", "\nsubject:", "\njurisdictions: [IT]\nsubject:")
    office.submit("anna", "template:order-letter")
    return office


def test_what_passed_before_a_rule_does_not_answer_for_it(italian: Office) -> None:
    before = counting(italian)
    assert MANDATORY_BLOCKS in before
    for rule, left in ((ELSEWHERE, before), (APPLYING, [gate for gate in before if gate != MANDATORY_BLOCKS])):
        acting = italian.by("otto")
        with italian.database.writing() as session:
            add_rule(session, acting, rule)
        assert counting(italian) == left


def test_it_is_not_submitted_on_what_the_gates_found_before(italian: Office) -> None:
    acting = italian.by("otto")
    with italian.database.writing() as session:
        add_rule(session, acting, APPLYING)
    # In this office gates pass without having looked at any rule.
    with pytest.raises(GatesClosedError, match="mandatory-blocks has not been run"):
        italian.submit("anna", "template:order-letter")
