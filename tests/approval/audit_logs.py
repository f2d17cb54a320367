"""Audit logs for tests."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from approval.audit import AuditEntry, AuditSubject, Where, next_entry

START = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
CLI = Where("cli", "office-1")
NOTICE = AuditSubject("block", "privacy-notice", 3, "sha256:" + "5a" * 32)


def log_of(reasons: Iterable[str]) -> list[AuditEntry]:
    """A log with one row for each reason."""
    rows: list[AuditEntry] = []
    for number, why in enumerate(reasons):
        rows.append(
            next_entry(
                rows[-1] if rows else None,
                at=START + timedelta(minutes=number),
                who=("ada", "bruno", "chiara")[number % 3],
                act=("submit", "approve", "release")[number % 3],
                subject=AuditSubject("user", f"user-{number}") if number % 4 == 3 else NOTICE,
                where=CLI,
                why=why,
            )
        )
    return rows


def logs(min_size: int = 1) -> st.SearchStrategy[list[AuditEntry]]:
    """Whole logs of a few rows."""
    return st.integers(min_size, 12).map(lambda size: log_of(f"reason {number}" for number in range(size)))
