"""Submissions, decisions and recalls in a database, read back as they were and judged again."""

from dataclasses import replace

import pytest

from approval.refusals import AlreadySubmittedError, DecidedMeanwhileError
from approval.state import Status
from approval.store import ApprovalStore
from ccm.db.session import Database
from tests.approval.examples import LEGAL_ANY, MONDAY, block, directory, submitted
from tests.approval.stores import decide, keep


def test_a_submission_is_read_back_as_it_was(database: Database) -> None:
    with database.writing() as session:
        submission = keep(session, submitted(LEGAL_ANY))
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.submission("s1") == submission
        assert store.state("s1").status is Status.OPEN
        assert store.next_id() == "2"


def test_decisions_make_the_state(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        decision, state = decide(session, "s1", "bruno")
        assert state.status is Status.APPROVED
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.decisions("s1") == (decision,)
        assert store.state("s1") == state
        assert store.approved([block().digest]) == {block().digest: state}
        assert store.queue("bruno", directory(), MONDAY) == ()


def test_one_is_open_at_a_time(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        with pytest.raises(AlreadySubmittedError, match="submission s1 of it is open"):
            keep(session, submitted(LEGAL_ANY, submission="s2"))
        decision, _ = decide(session, "s1", "bruno")
        keep(session, submitted(LEGAL_ANY, submission="s2"))
        with pytest.raises(DecidedMeanwhileError):
            ApprovalStore(session).add_decision(replace(decision, submission="s2", number=2))
        (task,) = ApprovalStore(session).queue("carla", directory(), MONDAY)
        assert (task.submission.id, task.seats) == ("s2", ("carla",))
