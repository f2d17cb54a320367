"""A subject put forward with its followers: one package, one digest, every gate for every one of them."""

from dataclasses import replace

import pytest

from approval.digests import digest_of
from approval.gate import GateResult, GatesClosedError
from approval.standing import Standing, standing
from approval.state import Status
from approval.subject import Subject
from approval.submission import Submission, SubmissionError, package_digest
from tests.approval.examples import LEGAL_ANY, Desk, block, directory, letter, passed, submitted

INVOICE = letter("invoice", block())
REMINDER = letter("reminder", Subject("block", "footer", 1, digest_of("footer"), parts=(block(),)))


def package(*followers: Subject, gates: tuple[GateResult, ...] | None = None) -> Submission:
    wanted = (block(), *followers)
    results = tuple(result for subject in wanted for result in passed(subject, LEGAL_ANY))
    return replace(submitted(LEGAL_ANY), followers=followers, gates=results if gates is None else gates)


def test_a_subject_alone_has_its_own_digest() -> None:
    assert submitted().digest == block().digest == package_digest(block())


def test_a_package_has_one_digest_whatever_the_order() -> None:
    assert package(INVOICE, REMINDER).digest == package(REMINDER, INVOICE).digest
    assert len({block().digest, package(INVOICE).digest, package(INVOICE, REMINDER).digest}) == 3
    expected = {"subject": block().digest, "followers": sorted([INVOICE.digest, REMINDER.digest])}
    assert package(INVOICE, REMINDER).digest == digest_of(expected)


@pytest.mark.parametrize("gate", ["check", "proof", "pdf-ua", "wcag", "mandatory-blocks"])
def test_every_gate_must_pass_for_every_follower(gate: str) -> None:
    every = package(INVOICE, REMINDER).gates
    some = tuple(one for one in every if (one.gate, one.digest) != (gate, REMINDER.digest))
    with pytest.raises(
        GatesClosedError, match=f"{gate} has not been run for its follower template reminder, version 7"
    ):
        package(INVOICE, REMINDER, gates=some)
    failed = GateResult(gate, REMINDER.digest, False, digest_of("report"), findings=2)
    with pytest.raises(GatesClosedError, match=f"{gate} failed with 2 findings for its follower template reminder"):
        package(INVOICE, REMINDER, gates=(*every, failed))


def test_the_results_of_one_do_not_count_for_another() -> None:
    with pytest.raises(GatesClosedError):
        package(INVOICE, gates=passed(INVOICE, LEGAL_ANY))
    with pytest.raises(GatesClosedError):
        package(INVOICE, gates=passed(block(), LEGAL_ANY))


@pytest.mark.parametrize(
    "followers", [(letter("other", block("You may not.")),), (letter("alone"),), (block(),), (INVOICE, INVOICE)]
)
def test_nothing_is_approved_along_with_what_is_not_in_it(followers: tuple[Subject, ...]) -> None:
    with pytest.raises(SubmissionError):
        package(*followers)


def test_changes_count_from_none() -> None:
    with pytest.raises(SubmissionError, match="covers -1 changes"):
        replace(submitted(), changes=-1)


def test_who_approves_the_package_has_seen_the_package() -> None:
    desk = Desk(package(INVOICE, REMINDER))
    desk.approve("bruno")
    state = desk.state()
    assert state.status is Status.APPROVED
    assert desk.decisions[0].seen == package(INVOICE, REMINDER).digest
    for subject in (block(), INVOICE, REMINDER):
        assert standing(subject, [state], []) is Standing.APPROVED
    assert standing(letter("invoice", block("Another.")), [state], []) is Standing.VOID
    assert standing(letter("other", block()), [state], []) is Standing.NOT_APPROVED


def test_a_locked_follower_takes_two_people() -> None:
    locked = replace(INVOICE, locked=True)
    desk = Desk(package(locked), directory())
    desk.approve("bruno")
    assert desk.state().awaits_second_person
