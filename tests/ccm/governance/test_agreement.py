"""What was done to the books of approval is found by the log, even where every seal fits."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from approval.decision import Verdict
from approval.sealed_store import seal_of
from approval.store import ApprovalStore
from approval.tables import ApprovalBase
from ccm.governance.agreement import verify_books
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release, recall_subject
from tests.approval.stores import drop_guards
from tests.ccm.governance.office import Office

BLOCK = "block:privacy-notice"


@pytest.fixture
def busy(office: Office) -> Office:
    """Every kind of act was done once: approved, commented, rejected, withdrawn, voided, released, recalled."""
    released = office.released()
    office.edit("anna", "blocks/privacy-notice/block.yaml", "**Your data.**", "**Your personal data.**")
    for verdict, person in ((Verdict.COMMENT, "ida"), (Verdict.REJECT, "dora"), (Verdict.WITHDRAW, "anna")):
        if verdict is not Verdict.REJECT:
            office.submit("anna", BLOCK)
        office.decide("fritz" if person == "ida" else person, verdict, BLOCK, "hm")
    for person in ("gina", "hugo"):
        acting = office.by(person)
        with office.database.writing() as session:
            recall_release(Books(session), acting, f"order-letter#{released.number}", "wrong rate")
    acting = office.by("gina")
    with office.database.writing() as session:
        recall_subject(Books(session), acting, "brand", "ginepro", None, "wrong colour")
    drop_guards(office.database.engine)
    return office


def found(session: Session) -> str:
    return "\n".join(verify_books(session))


def test_books_as_they_were_written_agree_with_the_log(busy: Office) -> None:
    with busy.database.reading() as session:
        assert verify_books(session) == ()
        assert {entry.act for entry in busy.log()} >= {"submit", "approve", "comment", "reject", "withdraw", "recall"}


def test_an_altered_row_is_named(busy: Office) -> None:
    with busy.database.writing() as session:
        session.execute(text("UPDATE decision SET person = 'emil' WHERE verdict = 'reject'"))
        assert "the row of decision with submission" in found(session)
        session.rollback()


def test_a_row_under_a_fitting_seal_that_nobody_wrote_is_found(busy: Office) -> None:
    """Somebody who owns the database puts Emil, who may too, in the place of Dora."""
    table = ApprovalBase.metadata.tables["decision"]
    with busy.database.writing() as session:
        row = dict(session.execute(table.select().where(table.c.verdict == "reject")).mappings().one())
        session.execute(table.delete().where(table.c.verdict == "reject"))
        forged = {**row, "person": "emil"}
        del forged["seal"]
        session.execute(insert(table).values({**forged, "seal": seal_of("decision", forged)}))
        ApprovalStore(session).state(row["submission"])
        findings = verify_books(session)
        assert [finding.partition(",")[0] for finding in findings] == ["reject by dora", "reject by emil"]
        assert findings[0].endswith("it is in the audit log, and not in the books of approval")
        assert findings[1].endswith("it is in the books of approval, and not in the audit log")
        session.rollback()


def test_history_that_was_taken_away_with_all_that_refers_to_it_is_found(busy: Office) -> None:
    with busy.database.writing() as session:
        for recalled in session.scalars(text("SELECT DISTINCT submission FROM recall")).all():
            session.execute(text("DELETE FROM recall WHERE submission = :one"), {"one": recalled})
            session.execute(text("UPDATE submission_state SET recalls = 0 WHERE submission = :one"), {"one": recalled})
        assert found(session).count("recall by ") == 3
        session.rollback()


def test_a_workflow_and_a_list_that_were_altered_are_found(busy: Office) -> None:
    with busy.database.writing() as session:
        session.execute(text("UPDATE workflow_version SET author = 'eve' WHERE key = 'blocks'"))
        session.execute(text("UPDATE submission_subject SET key = 'other' WHERE submission = '1'"))
        assert "the row of workflow_version with key 'blocks'" in found(session)
        assert "submission 1: submission_subject is not what its rows say" in found(session)
        session.rollback()
