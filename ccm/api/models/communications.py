"""Communications and what governs how long they are kept, as the API tells of them and is asked for them."""

from datetime import date, datetime
from typing import Self

from pydantic import Field, model_validator

from ccm.api.models.common import Answer, Asked, Name, Why, shown
from ccm.archive.destroying import Proof
from ccm.archive.entry import digest_of
from ccm.archive.looking import Found, Shown
from ccm.record_file import RECORD

ID = "5c1f3a9be2d04c1f9d3f0b8d1f6f7a10"
_PSEUDONYM = "8d1f6f7a105c1f3a9be2d04c1f9d3f0b"
_FOUND = {
    "id": ID, "template": "order-letter", "release": "sha256:" + "1" * 64, "record": "A-1043",
    "holder": "customer C-17", "pseudonym": _PSEUDONYM, "period": "2026-11", "channels": ["sms"],
    "job": "order-letter-3f9a2c81b7d04c1f", "locale": "en-GB", "issued": "2026-11-20",
    "kept_at": "2026-11-23T09:00:00Z", "manifest": "sha256:" + "2" * 64, "destroyed": False,
}  # fmt: skip
_HOLD = {
    "number": 4, "customer": _PSEUDONYM, "communication": None, "why": "Case 17 at the ombudsman", "person": "dora",
    "started_at": "2026-11-23T09:00:00Z", "ended_at": None, "ended_by": None, "ended_why": None,
}  # fmt: skip
_PROOF = {
    "kind": "erasure", "subject": f"{_PSEUDONYM}-1", "why": "Asked for in writing", "person": "dora",
    "at": "2026-11-23T09:00:00Z", "digest": "sha256:" + "3" * 64,
    "communications": [{"id": ID, "manifest": "sha256:" + "2" * 64}],
}  # fmt: skip


class CommunicationShown(Answer):
    """What was sent about one record. Once it is destroyed, `record` and `holder` are gone."""

    model_config = Answer.model_config | shown(_FOUND)

    id: str
    template: str
    release: str = Field(description="The digest of the release.")
    record: str | None = Field(description="The key of the record.")
    holder: str | None = Field(description="Whom it is about: customer C-17, or record invoice/A-1.")
    pseudonym: str = Field(description="What the audit log calls them.")
    period: str
    channels: list[str]
    job: str | None
    locale: str
    issued: date
    kept_at: datetime
    manifest: str = Field(description="The digest of the manifest's own part.")
    destroyed: bool


class FileKept(Answer):
    """A file of a communication; `channel` is null for the record itself."""

    name: str
    channel: str | None
    media_type: str
    size: int
    digest: str


class HoldShown(Answer):
    """That nothing of a customer (by pseudonym), or one communication, is destroyed while it runs."""

    model_config = Answer.model_config | shown(_HOLD)

    number: int
    customer: str | None
    communication: str | None
    why: str
    person: str
    started_at: datetime
    ended_at: datetime | None
    ended_by: str | None
    ended_why: str | None


class Destroyed(Answer):
    """A communication that a proof names."""

    id: str
    manifest: str


class ProofShown(Answer):
    """That communications were destroyed: by whom, when and why. Its digest is in the audit log."""

    model_config = Answer.model_config | shown(_PROOF)

    kind: str
    subject: str = Field(description="The pseudonym and generation of the customer, or the template.")
    why: str
    person: str
    at: datetime
    digest: str
    communications: list[Destroyed]


class CommunicationWhole(CommunicationShown):
    """A communication with its files, the holds on it, and once it is destroyed, the proof."""

    model_config = Answer.model_config | shown(
        _FOUND | {
            "files": [
                {"name": "sms.txt", "channel": "sms", "media_type": "text/plain; charset=utf-8", "size": 71,
                 "digest": "sha256:" + "4" * 64}
            ],
            "holds": [], "destroyed_by": None,
        }
    )  # fmt: skip

    files: list[FileKept]
    holds: list[HoldShown]
    destroyed_by: ProofShown | None


class PageShown(Answer):
    """A page: its number (from 1), its picture as a data URI (WebP), its size in points."""

    number: int
    source: str = Field(examples=["data:image/webp;base64,UklGRg=="])
    width: float
    height: float


class MailShown(Answer):
    """A mail; its HTML has its pictures in place. It is a customer's: show it where it can do nothing."""

    sender: str
    recipient: str
    subject: str
    html: str
    text: str


class SightShown(Answer):
    """What a person sees of a communication; null for the channels it did not go out by."""

    pages: list[PageShown]
    count: int = Field(description="Pages that there are.")
    mail: MailShown | None
    message: str | None
    mobile: str | None = Field(description="The page for the phone, as HTML.")


class SearchAsked(Asked):
    """What to find; everything that is asked has to fit. `period` is what the period begins with."""

    model_config = Asked.model_config | shown({"customer": "C-17", "period": "2026-11"})

    customer: Name | None = Field(None, description="The number of a customer.")
    key: Name | None = Field(None, description="The key of the record, such as an invoice number.")
    template: Name | None = None
    period: Name | None = None
    channel: Name | None = None
    job: Name | None = None
    first: date | None = Field(None, description="Issued on it or after.")
    last: date | None = Field(None, description="Issued on it or before.")


class NewHold(Asked):
    """A hold on everything of a `customer`, or on one `communication`."""

    model_config = Asked.model_config | shown({"customer": "C-17", "why": "Case 17 at the ombudsman"})

    customer: Name | None = Field(None, description="The number of a customer.")
    communication: Name | None = Field(None, description="The id of a communication.")
    why: Why

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.customer is None) == (self.communication is None):
            raise ValueError("name a customer or a communication, and not both")
        return self


class HoldRelease(Asked):
    """The end of a hold."""

    model_config = Asked.model_config | shown({"why": "Case 17 is closed"})

    why: Why


class NewErasure(Asked):
    """The erasure of everything of a `customer`, or of a `record` whose template names no customer."""

    model_config = Asked.model_config | shown({"customer": "C-17", "why": "Asked for in writing"})

    customer: Name | None = Field(None, description="The number of a customer.")
    record: Name | None = Field(None, description="TEMPLATE/KEY, such as invoice/A-1.")
    why: Why

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.customer is None) == (self.record is None):
            raise ValueError("name a customer or a record, and not both")
        return self


class RetentionShown(Answer):
    """How long what is sent of a template is kept: `period`, or for good where it is null."""

    model_config = Answer.model_config | shown(
        {
            "template": "order-letter", "period": "10y", "why": "Commercial Code, section 257", "person": "dora",
            "at": "2026-11-23T09:00:00Z",
        }
    )  # fmt: skip

    template: str
    period: str | None
    why: str
    person: str | None
    at: datetime | None


class NewRetention(Asked):
    """How long it is to be kept."""

    model_config = Asked.model_config | shown({"period": "10y", "why": "Commercial Code, section 257"})

    period: Name = Field(description="10y, 18m or 90d; none keeps for good.")
    why: Why


class ArchiveVerification(Asked):
    """What of the archive is to be read and held against its digests."""

    model_config = Asked.model_config | shown({"job": "order-letter-3f9a2c81b7d04c1f"})

    job: Name | None = Field(None, description="Only what this job sent; everything when left out.")


class Destruction(Asked):
    """Destroying what is due."""

    model_config = Asked.model_config | shown({"dry_run": True})

    dry_run: bool = Field(False, description="Only say how much there is.")


def found_of(found: Found) -> CommunicationShown:
    one = found.communication
    return CommunicationShown(
        id=one.id, template=one.template, release=one.release, record=one.record_key or None,
        holder=found.holder or None, pseudonym=one.pseudonym, period=one.period, channels=one.channels.split(),
        job=one.job or None, locale=one.locale, issued=one.issued, kept_at=one.kept_at, manifest=one.manifest,
        destroyed=not one.readable,
    )  # fmt: skip


def whole_of(whole: Shown) -> CommunicationWhole:
    found = found_of(Found(whole.communication, whole.holder))
    files: list[FileKept] = []
    if whole.entry is not None:
        record = whole.entry.record
        files = [
            FileKept(name=name, channel=channel, media_type=kind, size=len(body), digest=digest_of(body))
            for name, channel, kind, body in (
                (RECORD, None, "application/json", record),
                *((part.name, channel, part.media_type, part.body) for channel, part in whole.entry.parts),
            )
        ]
    return CommunicationWhole(
        **found.model_dump(), files=files, holds=[HoldShown.model_validate(one) for one in whole.holds],
        destroyed_by=None if whole.proof is None else proof_of(whole.proof),
    )  # fmt: skip


def proof_of(proof: Proof) -> ProofShown:
    named = [Destroyed(id=name, manifest=manifest) for name, manifest in proof.communications]
    return ProofShown(**{**vars(proof), "communications": named})
