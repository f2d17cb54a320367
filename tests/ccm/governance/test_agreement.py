"""What was done to the books of approval is found by the log, even where every seal fits."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from approval.decision import Verdict
from approval.sealed_store import seal_of
from approval.state import Status
from approval.store import ApprovalStore
from approval.tables import ApprovalBase
from ccm.db.migrate import METADATA
from ccm.governance.agreement import verify_books
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release, recall_subject
from tests.approval.stores import drop_guards
from tests.ccm.governance.office import Office

BLOCK = "block:privacy-notice"

ALL_TABLES = tuple(table.name for metadata in METADATA for table in metadata.sorted_tables if table.name != "audit_log")


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
    drop_guards(office.database.engine, ALL_TABLES)
    return office


BEHIND_THE_LOG = {
    "UPDATE template_change SET person = 'eve'": "template order-letter@1 by eve",
    "UPDATE brand_change SET what = 'publish'": "change 1 of the brand ginepro is another sort of change",
    "DELETE FROM block_change WHERE number = 2": "block privacy-notice@2 by anna",
    "UPDATE brand_version SET author = 'eve'": "brand ginepro@1 by eve",
    "UPDATE template SET newest = 0": "the newest version of the template order-letter",
    "UPDATE block SET retired_on = '2026-01-01'": "is not retired as the audit log has it",
    "UPDATE content_file SET body = 'x' WHERE digest = (SELECT max(digest) FROM content_file)": "was altered",
    "DELETE FROM template_file": "template order-letter@1: its files are not those that were stored",
    "UPDATE person_group_member SET person = 'anna' WHERE person = 'dora'": "membership of anna, compliance",
    "UPDATE role_grant SET role = 'compliance' WHERE holder = 'anna'": "role of anna, compliance, everywhere",
    "UPDATE person_service SET ended_at = '2027-01-01 00:00:00.000000' WHERE person = 'dora'": "service of dora",
    "DELETE FROM person_group_member WHERE person = 'bruno'": "membership of bruno, legal",
    "DELETE FROM workflow_version WHERE key = 'brands'": "workflow brands@1 by otto",
    "UPDATE evidence SET body = 'x' WHERE digest = (SELECT max(digest) FROM evidence)": "of a gate was altered",
    "DELETE FROM gate_result": "check passed",
    "UPDATE release SET released_by = 'eve'": "release order-letter#1 by eve",
    "UPDATE release SET effective = '2026-11-01'": "it is effective from 2026-11-01",
    "DELETE FROM release": "release order-letter#1 by dora",
    "UPDATE release SET version = 2": "its row is not what was sealed",
    "UPDATE template_period SET starts = '2026-01-01'": "version 1 from 2026-01-01 on: it is in the store",
    "DELETE FROM template_period": "it is in the audit log, and not in the store",
}
"""What is done to the tables around the books, and what is found of it."""


def found(session: Session) -> str:
    return "\n".join(verify_books(session))


def test_whatever_was_done_to_the_books_is_found(busy: Office) -> None:
    """One office for all of it: it takes its time to make."""
    with busy.database.reading() as session:
        assert verify_books(session) == ()
        assert {entry.act for entry in busy.log()} >= {"submit", "approve", "comment", "reject", "withdraw", "recall"}
    for done in (altered, forged, taken_away, lists_altered):
        with busy.database.writing() as session:
            done(session)
            session.rollback()
    for statement, finding in BEHIND_THE_LOG.items():
        with busy.database.writing() as session:
            session.execute(text(statement))
            assert finding in found(session), statement
            session.rollback()


def altered(session: Session) -> None:
    session.execute(text("UPDATE decision SET person = 'emil' WHERE verdict = 'reject'"))
    assert "the row of decision with submission" in found(session)


def forged(session: Session) -> None:
    """Somebody who owns the database puts Emil, who may too, in the place of Dora, under a seal that fits."""
    table = ApprovalBase.metadata.tables["decision"]
    row = dict(session.execute(table.select().where(table.c.verdict == "reject")).mappings().one())
    session.execute(table.delete().where(table.c.verdict == "reject"))
    other = {name: value for name, value in row.items() if name != "seal"} | {"person": "emil"}
    session.execute(insert(table).values({**other, "seal": seal_of("decision", other)}))
    assert ApprovalStore(session).state(row["submission"]).status is Status.REJECTED
    findings = verify_books(session)
    assert [finding.partition(",")[0] for finding in findings] == ["reject by dora", "reject by emil"]
    assert findings[0].endswith("it is in the audit log, and not in the books of approval")
    assert findings[1].endswith("it is in the books of approval, and not in the audit log")


def taken_away(session: Session) -> None:
    """Recalls are removed with all that refers to them, so that what was stopped would go on."""
    for one in session.scalars(text("SELECT DISTINCT submission FROM recall")).all():
        session.execute(text("DELETE FROM recall WHERE submission = :one"), {"one": one})
        session.execute(text("UPDATE submission_state SET recalls = 0 WHERE submission = :one"), {"one": one})
    assert found(session).count("recall by ") == 3


def lists_altered(session: Session) -> None:
    session.execute(text("UPDATE workflow_version SET author = 'eve' WHERE key = 'blocks'"))
    session.execute(text("UPDATE submission_subject SET key = 'other' WHERE submission = '1'"))
    assert "the row of workflow_version with key 'blocks'" in found(session)
    assert "submission 1: submission_subject is not what its rows say" in found(session)
