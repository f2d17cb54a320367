"""What the gates found, and the reports that show it, in a database."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from approval.digests import digest_of_bytes
from approval.gate import GateResult
from approval.moments import moment
from approval.sealed_store import (
    ApprovalDamagedError,
    ApprovalStoreError,
    NotKeptError,
    Row,
    add_next,
    add_once,
    read_sealed,
)
from approval.tables import Evidence, GateRow


class EvidenceStore:
    """Results of gates and their reports. It works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add_gate_results(self, results: Iterable[GateResult], reports: Mapping[str, bytes], at: datetime) -> None:
        """Keep `results`, and the `reports` they name by the digest of their bytes.

        Raises ApprovalStoreError when a report has another digest, or one that a result names is nowhere.
        """
        for digest, body in sorted(reports.items()):
            if digest_of_bytes(body) != digest:
                raise ApprovalStoreError(f"a report is kept under the digest of its bytes, which {digest} is not")
        results = tuple(results)
        named = {result.evidence for result in results}
        known = set(self.session.scalars(select(Evidence.digest).where(Evidence.digest.in_(named | reports.keys()))))
        if missing := sorted(named - reports.keys() - known):
            raise ApprovalStoreError(f"the report {missing[0]} of a gate is missing; give it along with its result")
        for digest in sorted(reports.keys() - known):
            add_once(self.session, Evidence, {"digest": digest, "body": reports[digest]})
        for result in results:
            self._add(result, at)

    def gate_results(self, digest: str) -> tuple[GateResult, ...]:
        """What the gates found out about the subject with this digest, in order. Raises ApprovalDamagedError."""
        return tuple(_result(row) for row in self._rows({digest}))

    def evidence(self, digest: str) -> bytes:
        """The report with this digest. Raises ApprovalStoreError when there is none, ApprovalDamagedError."""
        body = self.session.scalar(select(Evidence.body).where(Evidence.digest == digest))
        if body is None:
            raise NotKeptError(f"there is no report {digest} in the store")
        if not isinstance(body, bytes) or digest_of_bytes(body) != digest:
            raise ApprovalDamagedError(f"the row of evidence {digest} was altered; ask the audit log who did it")
        return body

    def check_on_record(self, results: Iterable[GateResult]) -> None:
        """Raise ApprovalStoreError unless every one of `results` has been kept, with its report."""
        results = tuple(results)
        kept = {_result(row) for row in self._rows({result.digest for result in results})}
        if missing := next((result for result in results if result not in kept), None):
            raise ApprovalStoreError(
                f"the result of gate {missing.gate} for {missing.digest} is not on record; keep it and its report first"
            )

    def _add(self, result: GateResult, at: datetime) -> None:
        while True:
            last = self.session.scalar(select(func.max(GateRow.number)).where(GateRow.digest == result.digest))
            row = {"number": (last or 0) + 1, **vars(result), "at": moment(at)}
            if add_next(self.session, GateRow, row):
                return

    def _rows(self, digests: set[str]) -> list[dict[str, Any]]:
        rows = read_sealed(self.session, GateRow, GateRow.digest.in_(digests))
        count = Counter[str]()
        for row in rows:
            count[row["digest"]] += 1
            if row["number"] != count[row["digest"]]:
                missing = f"number {count[row['digest']]} of gate_result for {row['digest']}"
                raise ApprovalDamagedError(f"the row with {missing} is missing; ask the audit log why")
        return rows


def _result(row: Row) -> GateResult:
    return GateResult(row["gate"], row["digest"], row["passed"], row["evidence"], row["findings"])
