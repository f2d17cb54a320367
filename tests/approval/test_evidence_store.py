"""What the gates found, and the reports that show it."""

from dataclasses import replace

import pytest

from approval.digests import digest_of, digest_of_bytes
from approval.gate import GateResult
from approval.sealed_store import ApprovalStoreError
from approval.store import ApprovalStore
from ccm.db.session import Database
from tests.approval.examples import LEGAL_ANY, MONDAY, block
from tests.approval.stores import REPORT, results

REPORTS = {digest_of_bytes(REPORT): REPORT}


def test_results_are_read_back_in_order_with_their_reports(database: Database) -> None:
    passed = results(LEGAL_ANY, block())
    other = b'{"findings":["too long"]}'
    failed = GateResult("wcag", block().digest, False, digest_of_bytes(other), findings=1)
    with database.writing() as session:
        store = ApprovalStore(session)
        store.add_gate_results(passed, REPORTS, MONDAY)
        store.add_gate_results([failed], {digest_of_bytes(other): other}, MONDAY)
        store.add_gate_results(passed[:1], {}, MONDAY)
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.gate_results(block().digest) == (*passed, failed, passed[0])
        assert store.evidence(failed.evidence) == other
        assert store.gate_results(digest_of("other")) == ()


def test_no_result_without_its_report_and_no_report_under_another_name(database: Database) -> None:
    (first, *_) = results(LEGAL_ANY, block())
    with database.writing() as session:
        store = ApprovalStore(session)
        with pytest.raises(ApprovalStoreError, match=r"the report sha256:.* of a gate is missing"):
            store.add_gate_results([replace(first, evidence=digest_of("nowhere"))], REPORTS, MONDAY)
        with pytest.raises(ApprovalStoreError, match="under the digest of its bytes"):
            store.add_gate_results([first], {first.evidence: b"other bytes"}, MONDAY)
        assert store.gate_results(block().digest) == ()


def test_a_result_on_record_is_exactly_that_one(database: Database) -> None:
    passed = results(LEGAL_ANY, block())
    with database.writing() as session:
        store = ApprovalStore(session)
        store.add_gate_results(passed[1:], REPORTS, MONDAY)
        store.check_on_record(passed[1:])
        for missing in (passed[0], replace(passed[1], findings=3), replace(passed[1], digest=digest_of("other"))):
            with pytest.raises(ApprovalStoreError, match="is not on record; keep it and its report first"):
                store.check_on_record([missing])
