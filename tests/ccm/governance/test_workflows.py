"""Workflows are added and dropped by those who manage, on the record; the starter set covers every kind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from approval.audit import Where
from approval.audit_store import entries
from approval.choice import choose_workflow
from approval.digests import digest_of
from approval.sealed_store import ApprovalStoreError
from approval.store import ApprovalStore
from approval.subject import KINDS, Kind, Subject
from approval.workflow import Workflow, WorkflowError
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.workflows import (
    add_workflow,
    drop_workflow,
    read_workflow_file,
    starter_workflows,
    workflow_text,
)
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore
from content_blocks.strict_yaml import YamlError
from tests.approval.examples import LEGAL_ANY, LEGAL_BOTH
from tests.approval.strategies import workflows

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLI = Where("cli", "office-1")
OTTO, ANNA = (Acting(person, NOW, CLI) for person in ("otto", "anna"))


def with_people(database: Database) -> Database:
    with database.writing() as session:
        people = PeopleStore(session)
        for person, role in (("otto", "administrator"), ("anna", "author")):
            people.add_person(person, person.title(), NOW)
            people.grant(person, role)
    return database


def test_every_act_on_a_workflow_is_on_the_record(database: Database) -> None:
    with with_people(database).writing() as session:
        assert add_workflow(session, OTTO, LEGAL_ANY) == (1, True)
        assert add_workflow(session, OTTO, LEGAL_ANY) == (1, False)
        assert add_workflow(session, OTTO, LEGAL_BOTH) == (2, True)
        drop_workflow(session, OTTO, "words")
        with pytest.raises(ApprovalStoreError, match="no workflow words in use"):
            drop_workflow(session, OTTO, "words")
        assert ApprovalStore(session).workflows() == ()
        assert add_workflow(session, OTTO, LEGAL_BOTH) == (4, True)
    with database.engine.connect() as connection:
        rows = [(row.who, row.act, row.key, row.version, row.digest) for row in entries(connection)]
    assert rows == [
        ("otto", "workflow-add", "words", 1, LEGAL_ANY.digest),
        ("otto", "workflow-add", "words", 2, LEGAL_BOTH.digest),
        ("otto", "workflow-drop", "words", 2, LEGAL_BOTH.digest),
        ("otto", "workflow-add", "words", 4, LEGAL_BOTH.digest),
    ]


def test_who_does_not_manage_changes_no_workflow(database: Database) -> None:
    with with_people(database).writing() as session:
        with pytest.raises(ForbiddenError, match="anna cannot manage"):
            add_workflow(session, ANNA, LEGAL_ANY)
        add_workflow(session, OTTO, LEGAL_ANY)
        with pytest.raises(ForbiddenError, match="anna cannot manage"):
            drop_workflow(session, ANNA, "words")
        assert ApprovalStore(session).workflows() == (LEGAL_ANY,)


@pytest.mark.parametrize("kind", KINDS)
def test_the_starter_set_has_one_workflow_for_each_kind(kind: Kind) -> None:
    workflow = choose_workflow(starter_workflows(), Subject(kind, "x", 1, digest_of("x")), "")
    assert workflow.scope.kind == kind
    assert (workflow.recall.group, workflow.recall.people) == ("incident", 2)


def test_the_starter_set_asks_legal_about_consumer_credit_and_two_people_about_blocks() -> None:
    starter = {workflow.scope.kind: workflow for workflow in starter_workflows()}
    credit = Subject("block", "rate", 1, digest_of("rate"), tags=frozenset({"consumer-credit"}))
    plain, with_credit = (Subject("template", "x", 1, digest_of("x"), parts=parts) for parts in ((), (credit,)))

    def groups(kind: Kind, subject: Subject) -> list[str]:
        return [step.group for _, step in starter[kind].steps_for(subject)]

    assert groups("template", plain) == ["product-owners", "compliance"]
    assert groups("template", with_credit) == ["product-owners", "compliance", "legal"]
    assert groups("block", credit) == ["compliance", "legal"]
    assert starter["block"].needs_two_people(credit)
    assert groups("brand", Subject("brand", "x", 1, digest_of("x"))) == ["product-owners"]
    assert groups("translation", Subject("translation", "x/it", 1, digest_of("x"))) == ["linguists", "legal"]


@given(workflows())
def test_a_workflow_is_printed_as_it_is_read(tmp_path_factory: pytest.TempPathFactory, workflow: Workflow) -> None:
    path = tmp_path_factory.mktemp("workflow") / "workflow.yaml"
    path.write_text(workflow_text(workflow), encoding="utf-8")
    assert read_workflow_file(path) == workflow


@pytest.mark.parametrize(("text", "error"), [("workflow: [", YamlError), ("workflow: words", WorkflowError)])
def test_what_is_no_workflow_is_said_with_its_file(tmp_path: Path, text: str, error: type[Exception]) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"words\.yaml"):
        read_workflow_file(path)
