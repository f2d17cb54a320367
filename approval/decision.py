"""Decisions: append-only records of who said what about which digest, when, on whose behalf and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request-changes"
    COMMENT = "comment"
    WITHDRAW = "withdraw"
    VOID = "void"  # what an edit does to a submission that is open


@dataclass(frozen=True)
class Decision:
    """One row of a submission's history; never changed, never removed.

    `number` counts the rows of a submission from 1, so that of two written at once one is refused. `seen` is the
    digest the person had before them (for a void: the digest the subject has now). `on_behalf_of` names whom the
    person stood in for; `node` the node a comment hangs on.
    """

    submission: str
    number: int
    verdict: Verdict
    person: str
    seen: str
    at: datetime
    step: str | None = None
    on_behalf_of: str | None = None
    reason: str = ""
    node: str | None = None

    @property
    def seat(self) -> str:
        """Whose right was used: the person's own, or that of whom they stood in for."""
        return self.on_behalf_of or self.person
