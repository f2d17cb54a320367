"""Who may decide, and what each refusal says."""

from dataclasses import replace
from datetime import datetime

import pytest

from approval.decision import Verdict
from approval.digests import digest_of
from approval.people import Delegation
from approval.refusals import (
    AlreadyDecidedError,
    AuthorDecidesError,
    BadTimeError,
    EditedMeanwhileError,
    NoDelegationError,
    NotAskedError,
    NotYoursError,
    ReasonMissingError,
    RefusedError,
    SamePersonError,
    SawAnotherError,
    StepNotOpenError,
    StepUnclearError,
    SubmissionClosedError,
)
from approval.state import Status
from approval.transitions import approve, comment, reject, request_changes, void, withdraw
from tests.approval.examples import (
    DAY,
    HOUR,
    LEGAL_ANY,
    LEGAL_BOTH,
    MONDAY,
    Desk,
    block,
    directory,
    stage,
    step,
    submitted,
    workflow_of,
)


def stand_in(giver: str, taker: str, days: int = 5) -> Delegation:
    return Delegation(giver, taker, MONDAY, MONDAY + days * DAY)


def test_stages_are_asked_one_after_the_other() -> None:
    desk = Desk(submitted())
    assert [step.step.key for step in desk.state().open_steps] == ["legal"]
    desk.approve("carla")
    assert [step.step.key for step in desk.state().open_steps] == ["compliance"]
    decision = desk.approve("dora")
    assert desk.state().status is Status.APPROVED
    assert desk.state().closed == decision.at
    assert (decision.number, decision.step, decision.seen) == (2, "compliance", desk.submission.digest)


def test_who_is_not_of_the_group_is_not_asked() -> None:
    with pytest.raises(NotAskedError, match=r"fritz cannot approve block right-to-complain, version 3: legal is asked"):
        Desk(submitted()).approve("fritz")


def test_who_names_a_step_of_another_group_is_not_asked() -> None:
    with pytest.raises(NotAskedError, match="step legal asks that group alone; ask one of bruno, carla"):
        Desk(submitted()).approve("fritz", step="legal")


def test_a_step_waits_for_the_stages_before_it() -> None:
    with pytest.raises(StepNotOpenError, match="step compliance begins when the stages before rules are done"):
        Desk(submitted()).approve("dora", step="compliance")


def test_a_step_that_has_its_quorum_takes_no_more() -> None:
    parallel = workflow_of(stage("words", step("legal"), step("compliance")))
    desk = Desk(submitted(parallel))
    desk.approve("bruno")
    with pytest.raises(StepNotOpenError, match="step legal has the 1 it needs"):
        desk.approve("carla")
    desk.approve("emil")
    assert desk.state().status is Status.APPROVED


@pytest.mark.parametrize("quorum", ["all", 2])
def test_a_quorum_of_two_takes_two(quorum: object) -> None:
    desk = Desk(submitted(workflow_of(stage("words", step("legal", quorum=quorum)))))
    desk.approve("bruno")
    with pytest.raises(AlreadyDecidedError, match="bruno has approved in step legal"):
        desk.approve("bruno")
    assert desk.state().status is Status.OPEN
    desk.approve("carla")
    assert desk.state().status is Status.APPROVED


def test_an_author_does_not_approve() -> None:
    workflow = workflow_of(stage("words", step("everybody")))
    with pytest.raises(
        AuthorDecidesError, match=r"anna made some of the change since the last approval; leave it to another"
    ):
        Desk(submitted(workflow)).approve("anna")


def test_an_earlier_author_does_not_approve_either() -> None:
    with pytest.raises(AuthorDecidesError, match="bruno made some of the change"):
        Desk(submitted(authors="anna bruno")).approve("bruno")


def test_an_author_does_not_reject_but_withdraws() -> None:
    desk = Desk(submitted(authors="anna bruno"))
    with pytest.raises(AuthorDecidesError, match="or withdraw it"):
        reject(desk.submission, [], desk.act("bruno", "wrong"), desk.world)
    desk.decisions.append(withdraw(desk.submission, [], desk.act("bruno", "wrong"), desk.world))
    assert desk.state().status is Status.WITHDRAWN


def test_somebody_stands_in() -> None:
    desk = Desk(submitted(LEGAL_ANY), directory(stand_in("bruno", "fritz")))
    decision = desk.approve("fritz", on_behalf_of="bruno")
    assert (decision.person, decision.on_behalf_of, decision.seat) == ("fritz", "bruno", "bruno")
    assert desk.state().status is Status.APPROVED


def test_an_author_does_not_stand_in() -> None:
    desk = Desk(submitted(LEGAL_ANY), directory(stand_in("bruno", "anna")))
    with pytest.raises(
        AuthorDecidesError, match="anna made some of the change since the last approval, though on behalf of"
    ):
        desk.approve("anna", on_behalf_of="bruno")


def test_nobody_stands_in_for_an_author() -> None:
    desk = Desk(submitted(LEGAL_ANY, authors="anna bruno"), directory(stand_in("bruno", "fritz")))
    with pytest.raises(AuthorDecidesError, match="bruno, for whom fritz stands in, made some of the change"):
        desk.approve("fritz", on_behalf_of="bruno")


@pytest.mark.parametrize(
    ("delegations", "says"),
    [
        ([], "bruno has not named fritz"),
        ([Delegation("bruno", "fritz", MONDAY - DAY, MONDAY)], "the delegation ended 2026-11-23 09:00 UTC"),
        ([Delegation("bruno", "fritz", MONDAY + DAY, MONDAY + 2 * DAY)], "the delegation has not begun"),
        ([stand_in("fritz", "bruno")], "bruno has not named fritz"),
        ([stand_in("bruno", "dora"), stand_in("dora", "fritz")], "bruno has not named fritz"),
    ],
    ids=["none", "ended", "not begun", "the other way round", "passed on"],
)
def test_without_a_running_delegation_nobody_stands_in(delegations: list[Delegation], says: str) -> None:
    with pytest.raises(NoDelegationError, match=says):
        Desk(submitted(LEGAL_ANY), directory(*delegations)).approve("fritz", on_behalf_of="bruno")


def test_a_delegation_ends_at_its_end_to_the_second() -> None:
    desk = Desk(submitted(LEGAL_ANY), directory(Delegation("bruno", "fritz", MONDAY, MONDAY + HOUR)))
    with pytest.raises(NoDelegationError, match="ended"):
        desk.approve("fritz", on_behalf_of="bruno")


def test_nobody_stands_in_for_who_has_left() -> None:
    desk = Desk(submitted(LEGAL_ANY), directory(stand_in("bruno", "fritz"), without="bruno"))
    with pytest.raises(NoDelegationError, match="bruno is no longer an active user"):
        desk.approve("fritz", on_behalf_of="bruno")


def test_one_person_counts_once_however_many_they_stand_in_for() -> None:
    desk = Desk(submitted(LEGAL_BOTH), directory(stand_in("bruno", "fritz"), stand_in("carla", "fritz")))
    desk.approve("fritz", on_behalf_of="bruno")
    with pytest.raises(SamePersonError, match="fritz has approved in step legal on behalf of bruno, and one person"):
        desk.approve("fritz", on_behalf_of="carla")
    desk.approve("carla")
    assert desk.state().status is Status.APPROVED


def test_who_is_asked_decides_in_their_own_name() -> None:
    desk = Desk(submitted(LEGAL_BOTH), directory(stand_in("bruno", "carla")))
    with pytest.raises(SamePersonError, match="carla is asked in step legal too, and one person counts once"):
        desk.approve("carla", on_behalf_of="bruno")


def test_one_right_counts_once_however_many_use_it() -> None:
    desk = Desk(submitted(LEGAL_BOTH), directory(stand_in("bruno", "fritz")))
    desk.approve("fritz", on_behalf_of="bruno")
    with pytest.raises(AlreadyDecidedError, match="fritz has approved in step legal on behalf of bruno"):
        desk.approve("bruno")


def test_a_locked_block_takes_two_people_whatever_its_workflow_says() -> None:
    desk = Desk(submitted(LEGAL_ANY, block(locked=True)))
    desk.approve("bruno")
    assert desk.state().status is Status.OPEN
    assert desk.state().awaits_second_person
    with pytest.raises(AlreadyDecidedError):
        desk.approve("bruno")
    desk.approve("carla")
    assert desk.state().status is Status.APPROVED


def test_the_same_person_in_two_steps_is_still_one_person() -> None:
    workflow = workflow_of(stage("words", step("legal")), stage("again", step("everybody")))
    desk = Desk(submitted(workflow, block(locked=True)), directory(stand_in("bruno", "fritz")))
    desk.approve("bruno")
    desk.approve("bruno", step="everybody")
    assert desk.state().awaits_second_person
    desk.approve("carla", step="legal")
    assert desk.state().status is Status.APPROVED


def test_a_stand_in_is_no_second_right() -> None:
    workflow = workflow_of(stage("words", step("legal")), stage("again", step("everybody")))
    desk = Desk(submitted(workflow, block(locked=True)), directory(stand_in("bruno", "fritz")))
    desk.approve("bruno")
    desk.approve("fritz", on_behalf_of="bruno")
    assert desk.state().awaits_second_person  # fritz only lent bruno a hand
    desk.approve("carla", step="legal")
    assert desk.state().status is Status.APPROVED


def test_who_lent_their_right_away_can_be_the_second_person() -> None:
    workflow = workflow_of(stage("words", step("first", "one")), stage("again", step("second", "two")))
    people = directory(stand_in("carla", "bruno"), one={"bruno"}, two={"carla"})
    desk = Desk(submitted(workflow, block(locked=True), people=people), people)
    desk.approve("bruno")
    desk.approve("bruno", on_behalf_of="carla")
    assert desk.state().awaits_second_person
    desk.approve("carla")
    assert desk.state().status is Status.APPROVED


def test_what_was_edited_meanwhile_is_not_approved() -> None:
    desk = Desk(submitted(LEGAL_ANY))
    desk.current = block("You may not complain.").digest
    with pytest.raises(EditedMeanwhileError, match="which voids submission s1; submit it anew"):
        desk.approve("bruno")


def test_an_edit_voids() -> None:
    desk = Desk(submitted())
    desk.approve("bruno")
    edited = block("You may not complain.").digest
    desk.decisions.append(void(desk.submission, desk.decisions, "anna", edited, desk.at))
    assert desk.state().status is Status.VOIDED
    with pytest.raises(SubmissionClosedError, match="submission s1 is voided, which is final; submit the subject anew"):
        desk.approve("dora")


def test_without_an_edit_nothing_is_voided() -> None:
    desk = Desk(submitted())
    with pytest.raises(SawAnotherError, match="still what was submitted"):
        void(desk.submission, [], "anna", desk.submission.digest, MONDAY)


def test_who_saw_something_else_does_not_approve() -> None:
    desk = Desk(submitted(LEGAL_ANY))
    with pytest.raises(SawAnotherError, match="open it again, read it, and decide"):
        approve(desk.submission, [], desk.act("bruno", seen=digest_of("an older version")), desk.world)


@pytest.mark.parametrize("verb", [reject, request_changes, comment, withdraw])
def test_everything_but_a_yes_needs_words(verb: object) -> None:
    assert callable(verb)
    desk = Desk(submitted(LEGAL_ANY))
    with pytest.raises(ReasonMissingError, match="say why"):
        verb(desk.submission, [], desk.act("anna" if verb is withdraw else "bruno", "  "), desk.world)


def test_a_rejection_closes() -> None:
    desk = Desk(submitted())
    desk.decisions.append(reject(desk.submission, [], desk.act("bruno", "names the wrong office"), desk.world))
    assert desk.state().status is Status.REJECTED
    assert desk.decisions[0].reason == "names the wrong office"


def test_a_request_for_changes_closes() -> None:
    desk = Desk(submitted())
    desk.decisions.append(request_changes(desk.submission, [], desk.act("bruno", "name the office"), desk.world))
    assert desk.state().status is Status.CHANGES_REQUESTED


def test_who_approved_can_still_reject_while_it_is_open() -> None:
    desk = Desk(submitted())
    desk.approve("bruno")
    desk.decisions.append(reject(desk.submission, desk.decisions, desk.act("bruno", "overlooked a date"), desk.world))
    assert desk.state().status is Status.REJECTED


def test_comments_decide_nothing_and_anybody_makes_them() -> None:
    desk = Desk(submitted(LEGAL_ANY))
    act = replace(desk.act("anna", "Is the office still there?"), node="address")
    desk.decisions.append(comment(desk.submission, [], act, desk.world))
    assert (desk.decisions[0].verdict, desk.decisions[0].node) == (Verdict.COMMENT, "address")
    assert desk.state().status is Status.OPEN
    desk.approve("bruno")
    assert desk.state().status is Status.APPROVED


def test_only_authors_withdraw() -> None:
    desk = Desk(submitted())
    with pytest.raises(NotYoursError, match="only its authors withdraw it"):
        withdraw(desk.submission, [], desk.act("bruno", "no longer needed"), desk.world)


@pytest.mark.parametrize("verb", [approve, reject, request_changes, comment, withdraw])
def test_what_is_closed_takes_nothing(verb: object) -> None:
    assert callable(verb)
    desk = Desk(submitted(LEGAL_ANY))
    desk.approve("bruno")
    with pytest.raises(SubmissionClosedError, match="submission s1 is approved, which is final"):
        verb(desk.submission, desk.decisions, desk.act("carla", "because"), desk.world)
    with pytest.raises(SubmissionClosedError):
        void(desk.submission, desk.decisions, "anna", digest_of("new"), desk.at)


def test_who_left_the_group_no_longer_approves() -> None:
    desk = Desk(submitted(), directory(legal={"carla"}))
    with pytest.raises(NotAskedError, match="bruno is no longer of group legal"):
        desk.approve("bruno")


def test_who_joined_the_group_after_the_submission_does_not_approve_it() -> None:
    desk = Desk(submitted(), directory(legal={"bruno", "fritz"}))
    with pytest.raises(NotAskedError, match="fritz was not of it at the submission"):
        desk.approve("fritz")


def test_who_has_left_decides_nothing() -> None:
    desk = Desk(submitted(), directory(without="bruno"))
    with pytest.raises(NotAskedError, match="there is no active user bruno"):
        desk.approve("bruno")


def test_who_is_asked_twice_says_where() -> None:
    workflow = workflow_of(stage("words", step("legal"), step("everybody", "everybody")))
    desk = Desk(submitted(workflow))
    with pytest.raises(StepUnclearError, match=r"asked in several steps \(legal, everybody\); say which"):
        desk.approve("bruno")
    with pytest.raises(StepUnclearError, match="no step 'office' is asked"):
        desk.approve("bruno", step="office")


def test_a_time_has_its_zone() -> None:
    desk = Desk(submitted())
    act = replace(desk.act("bruno"), at=datetime(2026, 11, 23, 10, 0))
    with pytest.raises(BadTimeError):
        approve(desk.submission, [], act, desk.world)


def test_comments_and_withdrawals_are_ones_own() -> None:
    desk = Desk(submitted(), directory(stand_in("bruno", "fritz")))
    with pytest.raises(NoDelegationError, match="do so in your own name"):
        comment(desk.submission, [], desk.act("fritz", "hm", on_behalf_of="bruno"), desk.world)


def test_every_refusal_says_who_and_what() -> None:
    desk = Desk(submitted())
    with pytest.raises(RefusedError, match=r"\Afritz cannot approve block right-to-complain, version 3"):
        desk.approve("fritz")
