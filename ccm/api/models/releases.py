"""Releases, recalls and where things are used, as the API tells of them."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field, model_validator

from ccm.api.models.common import Answer, Asked, Day, Name, SubjectName, Text, shown
from ccm.api.models.submissions import DIGEST
from ccm.governance.recalling import Recalled
from ccm.release_store import StoredRelease

_RELEASE: dict[str, Any] = {
    "name": "invoice#3", "template": "invoice", "number": 3, "version": 2, "digest": DIGEST, "status": "in-force",
    "effective": "2027-01-01", "submission": "9", "released_by": "dora", "released_at": "2026-12-20T09:00:00Z",
}  # fmt: skip


class ReleaseShown(Answer):
    """A release. Its `status` is that of the day that was asked for, today if none was."""

    model_config = shown(_RELEASE)

    name: str
    template: str
    number: int
    version: int
    digest: str
    status: Literal["in-force", "recalled", "not-in-force"]
    effective: date
    submission: str
    released_by: str
    released_at: datetime


class ReleaseWhole(ReleaseShown):
    """A release with what was sealed: what it is made of by digest, and who approved it."""

    model_config = shown({**_RELEASE, "lock": {"format": 1, "status": "approved"}})

    lock: dict[str, Any]


class NewRelease(Asked):
    """What to release, and when it is in force."""

    model_config = shown({"template": "invoice", "version": 2, "starts": "2027-01-01", "ends": None})

    template: Name
    version: int | None = Field(None, ge=1, lt=10**9, description="The newest when left out.")
    starts: Day | None = Field(None, description="The first day, by UTC; today when left out.")
    ends: Day | None = Field(None, description="The last day; until further notice when left out.")


class UseShown(Answer):
    """A version of a template that uses a block: at a pinned version, or following it."""

    model_config = shown(
        {"template": "invoice", "version": 2, "pinned": None, "release": "invoice#3", "release_digest": DIGEST,
         "holds": 1}
    )  # fmt: skip

    template: str
    version: int
    pinned: int | None = Field(description="The version it pins; null where it follows.")
    release: str | None = Field(description="The newest release of that version.")
    release_digest: str | None
    holds: int | None = Field(description="The version of the block that the release holds.")


class NewRecall(Asked):
    """What to call back: one release, or everything that was approved of a subject."""

    model_config = shown({"release": "invoice#3", "reason": "The rates are wrong"})

    release: Name | None = Field(None, description="Such as invoice#3, or its digest.")
    subject: SubjectName | None = None
    reason: Text

    @model_validator(mode="after")
    def _one(self) -> "NewRecall":
        if (self.release is None) is (self.subject is None):
            raise ValueError("name a release or a subject, and not both")
        return self


class RecalledShown(Answer):
    """One call to recall: `stopped` once enough people have called; `missing` more have to until then."""

    model_config = shown(
        {"submission": "9", "number": 1, "person": "gina", "at": "2026-11-23T12:00:00Z",
         "reason": "The rates are wrong", "release": DIGEST, "stopped": False, "missing": 1}
    )  # fmt: skip

    submission: str
    number: int
    person: str
    at: datetime
    reason: str
    release: str | None
    stopped: bool
    missing: int


def release_of(stored: StoredRelease, *, recalled: bool, in_force: bool) -> ReleaseShown:
    """A release in a list."""
    status: Literal["in-force", "recalled", "not-in-force"] = "not-in-force"
    if recalled:
        status = "recalled"
    elif in_force:
        status = "in-force"
    return ReleaseShown(
        name=stored.name, template=stored.template, number=stored.number, version=stored.version,
        digest=stored.digest, status=status, effective=stored.effective, submission=stored.submission,
        released_by=stored.released_by, released_at=stored.released_at,
    )  # fmt: skip


def recalled_of(recalled: Recalled) -> RecalledShown:
    """What a call to recall led to."""
    call = recalled.call
    return RecalledShown(
        submission=call.submission, number=call.number, person=call.person, at=call.at, reason=call.reason,
        release=call.release or None, stopped=recalled.stopped, missing=recalled.missing,
    )  # fmt: skip
