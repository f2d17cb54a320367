"""Submissions, decisions and recalls in a database: read back as they were, judged again, added to and nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from approval.decision import Decision, Verdict
from approval.digests import digest_of, digest_of_bytes
from approval.recall import Recall
from approval.refusals import (
    AlreadySubmittedError,
    DecidedMeanwhileError,
    SubmissionClosedError,
)
from approval.sealed_store import ApprovalStoreError
from approval.state import Status
from approval.store import ApprovalStore
from approval.transitions import Act, World, comment, void, withdraw
from ccm.db.session import Database
from tests.approval.examples import (
    HOUR,
    LEGAL_ANY,
    LEGAL_BOTH,
    LEGAL_THEN_COMPLIANCE,
    MONDAY,
    block,
    directory,
    letter,
    submitted,
)
from tests.approval.stores import HISTORY, call_back, decide, keep, package, results

NEWS = digest_of("new words")


def test_a_submission_and_its_decisions_are_read_back_as_they_were(database: Database) -> None:
    with database.writing() as session:
        submission = keep(session, submitted(LEGAL_THEN_COMPLIANCE))
        assert ApprovalStore(session).state("s1").decisions == 0
        first, _ = decide(session, "s1", "bruno")
        second, after = decide(session, "s1", "dora", at=MONDAY + HOUR)
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.submission("s1") == submission
        assert store.decisions("s1") == (first, second)
        assert store.state("s1") == after
        assert (after.status, after.decisions) == (Status.APPROVED, 2)


def test_submissions_are_counted(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        assert store.next_id() == "1"
        keep(session, submitted(submission="1"))
        assert store.next_id() == "2"
        decide(session, "1", "bruno")
        decide(session, "1", "dora")
        with pytest.raises(ApprovalStoreError, match="there is a submission 1 already"):
            keep(session, submitted(submission="1"))


def test_a_thing_is_open_once_at_a_time(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        with pytest.raises(AlreadySubmittedError, match=r"anna cannot submit block .*: submission s1 of it is open"):
            keep(session, submitted(LEGAL_ANY, block("Other words."), submission="s2"))
        decide(session, "s1", "bruno")
        keep(session, submitted(LEGAL_ANY, block("Other words."), submission="s2"))
    with pytest.raises(IntegrityError), database.writing() as session:
        session.execute(text("UPDATE submission_state SET status = 'open' WHERE submission = 's1'"))


def test_what_the_gates_found_is_on_record_before_anything_is_submitted(database: Database) -> None:
    submission = replace(submitted(LEGAL_ANY), gates=results(LEGAL_ANY, block()))
    with database.writing() as session:
        with pytest.raises(ApprovalStoreError, match=r"the result of gate check for sha256:.* is not on record"):
            ApprovalStore(session).add_submission(submission)
        keep(session, submission)


def test_a_decision_that_cannot_follow_is_refused(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_BOTH))
        first, _ = decide(session, "s1", "bruno")
        store = ApprovalStore(session)
        with pytest.raises(
            DecidedMeanwhileError, match=r"bruno cannot approve .*: somebody else decided on submission s1"
        ):
            store.add_decision(first)
        decide(session, "s1", "carla")
        with pytest.raises(SubmissionClosedError):
            store.add_decision(replace(first, number=3))
        with pytest.raises(ApprovalStoreError, match="there is no submission s9"):
            store.add_decision(replace(first, submission="s9"))
        assert store.state("s1").decisions == 2


def test_every_verdict_is_kept(database: Database) -> None:
    with database.writing() as session:
        submission = keep(session, submitted(LEGAL_BOTH))
        store = ApprovalStore(session)
        world = World(directory(), submission.digest)
        act = Act("carla", submission.digest, MONDAY, "Perché “no”? 🎉", node="address")
        remark = comment(submission, (), act, world)
        assert store.add_decision(remark).status is Status.OPEN
        state = store.add_decision(withdraw(submission, [remark], replace(act, person="anna", node=None), world))
        assert state.status is Status.WITHDRAWN
        keep(session, submitted(LEGAL_BOTH, submission="s2"))
        state = store.add_decision(void(store.submission("s2"), (), "anna", NEWS, MONDAY))
        assert state.status is Status.VOIDED
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.decisions("s1")[0] == remark
        assert [one.verdict for one in store.decisions("s1")] == [Verdict.COMMENT, Verdict.WITHDRAW]
        assert store.state("s2") == state


def test_recalls_are_counted_and_kept(database: Database) -> None:
    release = digest_of("release 3")
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        store = ApprovalStore(session)
        with pytest.raises(SubmissionClosedError, match="submission s1 is open"):
            store.add_recall(Recall("s1", 1, "gina", MONDAY, "wrong"))
        decide(session, "s1", "bruno")
        calls = [*call_back(session, "s1", "gina", release=release), *call_back(session, "s1", "gina", "hugo")]
        with pytest.raises(DecidedMeanwhileError, match="somebody else recalled it"):
            store.add_recall(calls[0])
    with database.reading() as session:
        assert list(ApprovalStore(session).recalls("s1")) == calls
        assert [call.number for call in calls] == [1, 2, 3]


def test_a_package_is_approved_with_its_followers(database: Database) -> None:
    followers = [letter("invoice", block()), letter("reminder", block())]
    with database.writing() as session:
        submission = keep(session, package(LEGAL_ANY, followers))
        _, state = decide(session, "s1", "bruno")
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.submission("s1") == submission
        subjects = (block(), *followers)
        assert store.approved(one.digest for one in subjects) == {one.digest: state for one in subjects}


@pytest.mark.parametrize("text_", ["nul \0", "half a pair \ud800"])
def test_what_is_no_text_is_refused_everywhere_alike(database: Database, text_: str) -> None:
    with database.writing() as session:
        submission = keep(session, submitted(LEGAL_ANY))
        act = Act("carla", submission.digest, MONDAY, text_)
        with pytest.raises(ApprovalStoreError, match="decision: reason holds a character that is no text"):
            ApprovalStore(session).add_decision(comment(submission, (), act, World(directory(), submission.digest)))
        long = Decision("s1", 1, Verdict.COMMENT, "x" * 201, submission.digest, MONDAY, reason="hm")
        with pytest.raises(ApprovalStoreError, match="decision: person has 201 characters; at most 200 are kept"):
            ApprovalStore(session).add_decision(long)


def test_the_database_changes_and_removes_no_row_of_history(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        ApprovalStore(session).add_workflow(LEGAL_ANY, "otto", MONDAY)
        decide(session, "s1", "bruno")
        call_back(session, "s1", "gina")
    for table in HISTORY:
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {_column(table)} = {_column(table)}"):  # noqa: S608
            with pytest.raises(DatabaseError, match="only ever added"), database.writing() as session:
                session.execute(text(statement))


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sqlite_replaces_no_row_of_history(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        ApprovalStore(session).add_workflow(LEGAL_ANY, "otto", MONDAY)
        decide(session, "s1", "bruno")
        call_back(session, "s1", "gina")
    for table in HISTORY:
        with pytest.raises(DatabaseError, match="only ever added"), database.writing() as session:
            session.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))  # noqa: S608


def _column(table: str) -> str:
    return {"evidence": "body", "workflow_definition": "data", "submission_subject": "key"}.get(table, "seal")


def fail_after_the_decision(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        decide(session, "s1", "bruno")
        raise ZeroDivisionError


def test_nothing_is_kept_of_an_act_that_fails(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_the_decision(database)
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.list_submissions() == ()
        assert store.gate_results(block().digest) == ()
        with pytest.raises(ApprovalStoreError, match="there is no report"):
            store.evidence(digest_of_bytes(b"{}"))
