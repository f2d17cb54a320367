"""What was done to the books of approval is found by the log, even where every seal fits."""

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from approval.decision import Verdict
from approval.sealed_store import seal_of
from approval.state import Status
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


def test_whatever_was_done_to_the_books_is_found(busy: Office) -> None:
    """One office for all of it: it takes its time to make."""
    with busy.database.reading() as session:
        assert verify_books(session) == ()
        assert {entry.act for entry in busy.log()} >= {"submit", "approve", "comment", "reject", "withdraw", "recall"}
    for done in (altered, forged, taken_away, lists_altered):
        with busy.database.writing() as session:
            done(session)
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
