"""Somebody edits while somebody else gives the last approval: one of them was first, and everything says which."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from approval.decision import Verdict
from approval.refusals import RefusedError
from approval.state import Status
from approval.store import ApprovalStore
from ccm.governance.books import Books
from ccm.governance.deciding import Words, decide
from ccm.governance.editing import import_library
from ccm.library import Shelf
from tests.ccm.governance.office import Office

BLOCK = "right-to-complain"


def test_an_edit_and_the_last_approval_at_once_have_one_outcome(office: Office) -> None:
    office.submit("anna", f"block:{BLOCK}")
    office.approve("bruno", f"block:{BLOCK}")
    before = len(office.log())
    source = office.shelf / "blocks" / BLOCK / "block.yaml"
    text = source.read_text(encoding="utf-8").replace("version: 1", "version: 2").replace("title: ", "title: New ")
    source.write_text(text, encoding="utf-8")
    start = Barrier(2)
    editing, deciding = office.by("fritz"), office.by("dora")

    def edit() -> bool:
        start.wait()
        with office.database.writing() as session:
            return any(one.voided for one in import_library(session, editing, Shelf.at(office.shelf)))

    def approve() -> bool:
        start.wait()
        try:
            with office.database.writing() as session:
                decide(Books(session), deciding, Verdict.APPROVE, "block", BLOCK, Words())
        except (RefusedError, LookupError):
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        voided, approved = (one.result() for one in [threads.submit(edit), threads.submit(approve)])
    assert voided is not approved
    with office.database.reading() as session:
        store = ApprovalStore(session)
        assert store.state(store.submissions_of("block", BLOCK)[0]).status is (
            Status.APPROVED if approved else Status.VOIDED
        )
    acts = [row.act for row in office.log()[before:]]
    assert sorted(acts) == sorted(["import", "approve" if approved else "void"])
