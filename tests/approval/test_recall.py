"""Taking back what was approved, and what an approval is worth afterwards."""

from datetime import datetime

import pytest

from approval.digests import digest_of
from approval.recall import Recall, is_recalled, recall
from approval.refusals import (
    AlreadyDecidedError,
    BadTimeError,
    NotYoursError,
    ReasonMissingError,
    ReleaseUnclearError,
    SubmissionClosedError,
)
from approval.standing import Standing, standing
from approval.state import State
from approval.workflow import Workflow
from tests.approval.examples import LEGAL_ANY, MONDAY, Desk, block, directory, submitted, workflow_of

ONE_PERSON = workflow_of({"stage": "a", "steps": [{"step": "legal", "group": "legal"}]},
                         recall={"group": "incident", "people": 1})  # fmt: skip


def approved(workflow: Workflow = LEGAL_ANY) -> State:
    desk = Desk(submitted(workflow))
    desk.approve("bruno")
    return desk.state()


def called(state: State, *people: str) -> list[Recall]:
    calls: list[Recall] = []
    for person in people:
        calls.append(call(state, calls, person))
    return calls


def call(
    state: State,
    calls: list[Recall],
    person: str,
    reason: str = "wrong rate",
    at: datetime = MONDAY,
    release: str = "",
) -> Recall:
    return recall(state, calls, person=person, people=directory(), at=at, reason=reason, release=release)


def test_two_people_recall() -> None:
    state = approved()
    calls = called(state, "gina")
    assert not is_recalled(state, calls)
    assert standing(block(), [state], calls) is Standing.APPROVED
    calls = called(state, "gina", "hugo")
    assert is_recalled(state, calls)
    assert [(one.number, one.reason) for one in calls] == [(1, "wrong rate"), (2, "wrong rate")]
    assert standing(block(), [state], calls) is Standing.RECALLED


def test_one_person_recalls_where_the_workflow_says_so_even_an_author() -> None:
    state = approved(ONE_PERSON)
    assert is_recalled(state, called(state, "anna"))


def test_nobody_else_recalls() -> None:
    with pytest.raises(NotYoursError, match="workflow words leaves that to group incident; call one of its members"):
        call(approved(), [], "bruno")


def test_one_person_does_not_recall_twice() -> None:
    state = approved()
    with pytest.raises(AlreadyDecidedError, match="2 different people must; call another of incident"):
        call(state, called(state, "gina"), "gina")


def test_a_recall_needs_a_reason_and_a_time() -> None:
    with pytest.raises(ReasonMissingError, match="say what is wrong with it"):
        call(approved(), [], "gina", reason=" ")
    with pytest.raises(BadTimeError):
        call(approved(), [], "gina", at=datetime(2026, 11, 23))


def test_only_what_is_approved_is_recalled_and_once() -> None:
    with pytest.raises(SubmissionClosedError, match="submission s1 is open, and only the approved is recalled"):
        call(Desk(submitted()).state(), [], "gina")
    state = approved()
    with pytest.raises(SubmissionClosedError, match="it is recalled already, since 2026-11-23 09:00 UTC"):
        call(state, called(state, "gina", "hugo"), "anna")


def test_calls_about_another_submission_do_not_count() -> None:
    state = approved()
    other = [Recall("s9", number, person, MONDAY, "wrong") for number, person in enumerate(("gina", "hugo"), 1)]
    assert not is_recalled(state, other)
    assert call(state, other, "gina").number == 1


def test_one_release_is_recalled_and_the_others_are_not() -> None:
    state, release = approved(), digest_of("release 3")
    calls = [call(state, [], "gina", release=release)]
    assert not is_recalled(state, calls, release)
    calls.append(call(state, calls, "hugo", release=release))
    assert [(one.number, one.release) for one in calls] == [(1, release), (2, release)]
    assert is_recalled(state, calls, release)
    assert not is_recalled(state, calls, digest_of("release 2"))
    assert not is_recalled(state, calls)
    assert standing(block(), [state], calls) is Standing.APPROVED
    with pytest.raises(SubmissionClosedError, match=r"gina cannot recall release [0-9a-f]{12} with block .* already"):
        call(state, calls, "gina", release=release)


def test_who_recalls_everything_recalls_each_release() -> None:
    state, release = approved(), digest_of("release 3")
    calls = [call(state, [], "gina")]
    with pytest.raises(AlreadyDecidedError):
        call(state, calls, "gina", release=release)
    calls.append(call(state, calls, "hugo", release=release))
    assert is_recalled(state, calls, release)
    assert not is_recalled(state, calls)
    calls.append(call(state, calls, "hugo"))
    assert is_recalled(state, calls)
    assert [one.number for one in calls] == [1, 2, 3]


def test_a_release_is_recalled_by_its_digest() -> None:
    with pytest.raises(ReleaseUnclearError, match="name the release by its digest"):
        call(approved(), [], "gina", release="invoice#3")


def test_an_approval_is_worth_something_for_its_digest_alone() -> None:
    state = approved()
    assert standing(block(), [], []) is Standing.NOT_APPROVED
    assert standing(block(), [Desk(submitted()).state()], []) is Standing.NOT_APPROVED
    assert standing(block(), [state], []) is Standing.APPROVED
    assert standing(block("edited"), [state], []) is Standing.VOID
    assert standing(block(kind="translation"), [state], []) is Standing.NOT_APPROVED


def test_what_was_recalled_is_approved_again_by_another_submission_alone() -> None:
    first = approved()
    calls = called(first, "gina", "hugo")
    desk = Desk(submitted(LEGAL_ANY, submission="s2"))
    assert standing(block(), [first, desk.state()], calls) is Standing.RECALLED
    desk.approve("carla")
    assert standing(block(), [first, desk.state()], calls) is Standing.APPROVED
