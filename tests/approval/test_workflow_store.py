"""Workflows in a database: versions that never change, in use until they are dropped."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings

from approval.sealed_store import ApprovalStoreError
from approval.store import ApprovalStore
from approval.workflow import Stage, Step, Workflow, WorkflowError
from ccm.db.session import Database
from tests.approval.examples import LEGAL_ANY, LEGAL_BOTH, MONDAY, submitted
from tests.approval.stores import decide, keep
from tests.approval.strategies import workflows


def test_the_newest_version_of_each_is_in_use(database: Database) -> None:
    letters = replace(LEGAL_ANY, key="letters")
    with database.writing() as session:
        store = ApprovalStore(session)
        assert store.add_workflow(LEGAL_ANY, "otto", MONDAY) == (1, True)
        assert store.add_workflow(letters, "otto", MONDAY) == (1, True)
        assert store.add_workflow(LEGAL_ANY, "otto", MONDAY) == (1, False)
        assert store.add_workflow(LEGAL_BOTH, "otto", MONDAY) == (2, True)
        assert store.add_workflow(LEGAL_ANY, "otto", MONDAY) == (3, True)
    with database.reading() as session:
        assert ApprovalStore(session).workflows() == (letters, LEGAL_ANY)
        assert ApprovalStore(session).workflow("words") == (3, LEGAL_ANY)


def test_a_workflow_that_was_dropped_is_used_no_more_and_can_come_back(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        with pytest.raises(ApprovalStoreError, match="no workflow words in use; 'ccm workflow list'"):
            store.drop_workflow("words", "otto", MONDAY)
        store.add_workflow(LEGAL_ANY, "otto", MONDAY)
        store.drop_workflow("words", "otto", MONDAY)
        assert store.workflows() == ()
        with pytest.raises(ApprovalStoreError):
            store.drop_workflow("words", "otto", MONDAY)
        assert store.add_workflow(LEGAL_ANY, "otto", MONDAY) == (3, True)
        assert store.workflows() == (LEGAL_ANY,)
        versions = store.workflow_versions("words")
        assert [(one.number, one.workflow, one.author, one.at) for one in versions] == [
            (1, LEGAL_ANY, "otto", MONDAY), (2, None, "otto", MONDAY), (3, LEGAL_ANY, "otto", MONDAY),
        ]  # fmt: skip
        with pytest.raises(ApprovalStoreError, match="there is no workflow 'letters'"):
            store.workflow_versions("letters")


def test_what_is_under_way_goes_on_under_the_workflow_it_began_with(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        store.add_workflow(LEGAL_BOTH, "otto", MONDAY)
        keep(session, submitted(LEGAL_BOTH))
        store.add_workflow(LEGAL_ANY, "otto", MONDAY)
        store.drop_workflow("words", "otto", MONDAY)
        assert decide(session, "s1", "bruno")[1].status == "open"
        assert store.submission("s1").workflow == LEGAL_BOTH


def test_two_who_add_at_once_are_numbered_one_after_the_other(database: Database) -> None:
    barrier = Barrier(2)

    def add(workflow: Workflow) -> int:
        barrier.wait()
        with database.writing() as session:
            return ApprovalStore(session).add_workflow(workflow, "otto", MONDAY)[0]

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(add, (LEGAL_ANY, LEGAL_BOTH))) == [1, 2]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(workflows())
def test_whatever_can_be_written_is_read_back(database: Database, workflow: Workflow) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        store.add_workflow(workflow, "otto", MONDAY)
        assert store.workflows() == (workflow,)
        assert store.definitions([workflow.digest]) == {workflow.digest: workflow}
        session.rollback()


def test_what_could_not_be_read_back_is_not_kept(database: Database) -> None:
    nameless = replace(LEGAL_ANY, stages=(Stage("words", (Step("legal", ""),)),))
    with database.writing() as session:
        with pytest.raises(WorkflowError, match=r"workflow words cannot be kept as it is: .*'group' is a text"):
            ApprovalStore(session).add_workflow(nameless, "otto", MONDAY)
        with pytest.raises(ApprovalStoreError, match="holds a character that is no text"):
            ApprovalStore(session).add_workflow(replace(LEGAL_ANY, title="\ud800"), "otto", MONDAY)
