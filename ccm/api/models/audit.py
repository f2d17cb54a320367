"""The audit log and verifications, as the API tells of them."""

from pydantic import Field

from ccm.api.models.common import Answer, Asked, shown
from ccm.api.models.submissions import DIGEST


class EntryShown(Answer):
    """One row of the audit log, as it is stored; `hash` is a SHA-256 over all the others (docs/audit.md)."""

    model_config = shown(
        {"sequence": 12, "at": "2026-11-23T10:00:00.000000Z", "who": "emil", "act": "approve", "kind": "block",
         "key": "vat-note", "version": 2, "digest": DIGEST, "origin": "api", "host": "office-1/ccm", "why": "",
         "previous": DIGEST, "hash": DIGEST}
    )  # fmt: skip

    sequence: int
    at: str
    who: str
    act: str
    kind: str
    key: str
    version: int | None
    digest: str | None
    origin: str
    host: str
    why: str
    previous: str
    hash: str


class HeadShown(Answer):
    """The last row's number and hash: kept elsewhere, it proves every row up to that one."""

    model_config = shown({"head": f"12:{DIGEST}", "sequence": 12, "hash": DIGEST})

    head: str
    sequence: int
    hash: str


class NewVerification(Asked):
    """Heads that were kept elsewhere, to hold the log against."""

    model_config = shown({"heads": [f"12:{DIGEST}"]})

    heads: list[str] = Field([], max_length=10_000, description="As GET /v1/audit/head gave them.")


class DifferenceShown(Answer):
    """Something that is not as the manifest says."""

    what: str
    code: str
    message: str


class VerificationShown(Answer):
    """Whether what a manifest names is what was given, and what is rendered from it again."""

    model_config = shown(
        {"identical": True, "title": "record 'A-1042' of order-letter#2", "differences": [], "reasons": [], "notes": []}
    )

    identical: bool
    title: str
    differences: list[DifferenceShown]
    reasons: list[str] = Field(description="Why it differs, as far as can be told.")
    notes: list[str] = Field(description="What is otherwise here than where it was rendered, without effect.")
