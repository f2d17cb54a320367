"""Two at once, in two threads and two connections: exactly one outcome each, and nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy.orm import Session

from approval.decision import Decision
from approval.digests import digest_of
from approval.rebuild_store import check_projection
from approval.recall import recall
from approval.refusals import (
    AlreadyDecidedError,
    AlreadySubmittedError,
    DecidedMeanwhileError,
    RefusedError,
    StepNotOpenError,
    SubmissionClosedError,
)
from approval.state import State, Status
from approval.store import ApprovalStore
from approval.transitions import Act, World, approve, reject, void
from approval.workflow import Workflow
from ccm.db.session import Database
from tests.approval.examples import LEGAL_ANY, LEGAL_BOTH, LEGAL_THEN_COMPLIANCE, MONDAY, block, directory, submitted
from tests.approval.stores import call_back, decide, keep

Outcome = object


def at_once(database: Database, *acts: Callable[[Session], Outcome]) -> list[Outcome]:
    """Begin all `acts` in the same moment, each in its own transaction; what each gave, or was refused with."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[Session], Outcome]) -> Outcome:
        barrier.wait()
        try:
            with database.writing() as session:
                return act(session)
        except RefusedError as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def approves(person: str) -> Callable[[Session], Outcome]:
    return lambda session: decide(session, "s1", person)[1].status


def kinds(outcomes: list[Outcome]) -> set[object]:
    return {type(one) if isinstance(one, Exception) else one for one in outcomes}


def books(database: Database) -> tuple[tuple[Decision, ...], State]:
    with database.reading() as session:
        store = ApprovalStore(session)
        assert check_projection(store) == ()
        return store.decisions("s1"), store.state("s1")


def submit(database: Database, workflow: Workflow = LEGAL_ANY) -> None:
    with database.writing() as session:
        keep(session, submitted(workflow))


def test_where_one_is_asked_one_of_two_approves(database: Database) -> None:
    submit(database)
    outcomes = at_once(database, approves("bruno"), approves("carla"))
    assert kinds(outcomes) == {Status.APPROVED, SubmissionClosedError}
    decisions, state = books(database)
    assert (len(decisions), state.status) == (1, Status.APPROVED)


def test_where_two_are_asked_both_approve(database: Database) -> None:
    submit(database, LEGAL_BOTH)
    assert kinds(at_once(database, approves("bruno"), approves("carla"))) == {Status.OPEN, Status.APPROVED}
    decisions, state = books(database)
    assert [one.number for one in decisions] == [1, 2]
    assert state.status is Status.APPROVED


def test_one_person_in_two_windows_counts_once(database: Database) -> None:
    submit(database, LEGAL_BOTH)
    assert kinds(at_once(database, approves("bruno"), approves("bruno"))) == {Status.OPEN, AlreadyDecidedError}
    assert len(books(database)[0]) == 1


def test_the_first_of_two_in_a_step_opens_the_next(database: Database) -> None:
    submit(database, LEGAL_THEN_COMPLIANCE)
    assert kinds(at_once(database, approves("bruno"), approves("carla"))) == {Status.OPEN, StepNotOpenError}
    assert at_once(database, approves("dora")) == [Status.APPROVED]
    assert [one.person for one in books(database)[0]][1:] == ["dora"]


def test_a_yes_and_a_no_end_in_one_of_them(database: Database) -> None:
    submit(database)

    def rejects(session: Session) -> Outcome:
        store = ApprovalStore(session)
        submission = store.state("s1", hold=True).submission
        act = Act("carla", submission.digest, MONDAY, "names the wrong office")
        decisions = store.decisions("s1")
        return store.add_decision(reject(submission, decisions, act, World(directory(), submission.digest))).status

    outcomes = kinds(at_once(database, approves("bruno"), rejects))
    decisions, state = books(database)
    assert outcomes == {state.status, SubmissionClosedError}
    assert (len(decisions), state.status) in {(1, Status.APPROVED), (1, Status.REJECTED)}


def test_an_approval_and_an_edit_end_in_one_of_them(database: Database) -> None:
    submit(database)

    def edits(session: Session) -> Outcome:
        store = ApprovalStore(session)
        store.hold(["s1"])
        store.state("s1")
        return store.add_decision(
            void(store.submission("s1"), store.decisions("s1"), "anna", digest_of("new"), MONDAY)
        ).status

    outcomes = kinds(at_once(database, approves("bruno"), edits))
    decisions, state = books(database)
    assert outcomes == {state.status, SubmissionClosedError}
    assert len(decisions) == 1


def test_of_two_made_on_the_same_state_the_first_is_kept(database: Database) -> None:
    """Whoever decides without holding the submission is told, and nothing is lost."""
    submit(database, LEGAL_BOTH)

    def made(person: str) -> Callable[[Session], Outcome]:
        with database.reading() as session:
            submission = ApprovalStore(session).submission("s1")
        world = World(directory(), submission.digest)
        decision = approve(submission, (), Act(person, submission.digest, MONDAY), world)
        return lambda session: ApprovalStore(session).add_decision(decision).status

    assert kinds(at_once(database, made("bruno"), made("carla"))) == {Status.OPEN, DecidedMeanwhileError}
    assert len(books(database)[0]) == 1


def test_of_two_who_submit_the_same_thing_one_does(database: Database) -> None:
    def submits(number: str) -> Callable[[Session], Outcome]:
        return lambda session: keep(session, submitted(LEGAL_ANY, submission=number)).id

    outcomes = at_once(database, submits("s1"), submits("s2"))
    assert AlreadySubmittedError in kinds(outcomes)
    with database.reading() as session:
        (only,) = ApprovalStore(session).list_submissions()
        assert only.id in outcomes


def test_two_who_submit_different_things_have_ids_of_their_own(database: Database) -> None:
    def submits(words: str) -> Callable[[Session], Outcome]:
        subject = replace(block(words), key=words)
        return lambda session: (
            keep(session, submitted(LEGAL_ANY, subject, submission=ApprovalStore(session).next_id())).id
        )

    assert sorted(map(str, at_once(database, submits("one"), submits("two"), submits("three")))) == ["1", "2", "3"]


@pytest.mark.parametrize("held", [True, False])
def test_two_who_recall_are_two(database: Database, held: bool) -> None:
    submit(database)
    with database.writing() as session:
        _, state = decide(session, "s1", "bruno")

    def recalls(person: str) -> Callable[[Session], Outcome]:
        if held:
            return lambda session: len(call_back(session, "s1", person))
        call = recall(state, (), person=person, people=directory(), at=MONDAY, reason="wrong rate")
        return lambda session: ApprovalStore(session).add_recall(call)

    outcomes = kinds(at_once(database, recalls("gina"), recalls("hugo")))
    assert outcomes == ({1} if held else {None, DecidedMeanwhileError})
    with database.reading() as session:
        store = ApprovalStore(session)
        assert len(store.recalls("s1")) == (2 if held else 1)
        assert (store.approved([block().digest]) == {}) is held
        assert check_projection(store) == ()
