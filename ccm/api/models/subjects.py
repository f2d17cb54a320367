"""Templates, blocks and brands, their versions and drafts, as the API tells of them."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from approval.standing import Standing
from ccm.api.models.common import Answer, Asked, Why, shown
from ccm.api.models.content import Content
from ccm.content.reading import State
from ccm.content.summaries import Summary, Writing
from ccm.governance.editing import Edited
from ccm.governance.standings import VersionStanding
from content_blocks.drafts import Draft, DraftNote
from content_blocks.subject_rows import ContentKind

_DIGEST = "sha256:" + "1" * 64
_NOTE = {"revision": 4, "base": 2, "author": "anna", "saved_at": "2026-11-23T09:00:00Z"}
_FILES = {"block.yaml": {"text": "block: vat-note\nversion: 3\n"}, "assets/seal.png": {"base64": "iVBORw0KGgo="}}

Revision = Annotated[int, Field(ge=0, le=999_999_999)]
FileMap = Annotated[
    dict[str, Content],
    Field(description="Every file of the folder, by its path in it.", max_length=2000),
]


class DraftNoteShown(Answer):
    """A draft: how often it was changed, from which version it was made (0 for none), who saved it last."""

    model_config = shown(_NOTE)

    revision: int
    base: int
    author: str
    saved_at: datetime


class ContentSummary(Answer):
    """A template, block or brand: its newest version, what that says of itself, and the draft, if there is one.

    What a kind does not have is empty: a brand has no languages, only blocks have an owner.
    """

    model_config = shown(
        {
            "kind": "template", "key": "invoice", "title": "Invoice", "description": "", "version": 2,
            "digest": _DIGEST, "language": "en-GB", "locales": ["it", "de"], "channels": ["pdf", "email"],
            "tags": ["billing"], "jurisdictions": ["IT"], "owner": "", "lock": "", "folder": "retail",
            "author": "anna", "changed_at": "2026-11-23T09:00:00Z", "retired_on": None, "draft": _NOTE,
            "standing": "approved",
        }
    )  # fmt: skip

    kind: ContentKind
    key: str
    title: str
    description: str
    version: int
    digest: str
    language: str
    locales: list[str]
    channels: list[str]
    tags: list[str]
    jurisdictions: list[str]
    owner: str
    lock: str = Field(description="For blocks: who may change it. Locked words reach every channel whole.")
    folder: str = Field(description='Where it stands; "" is in no folder.')
    author: str
    changed_at: datetime
    retired_on: date | None
    draft: DraftNoteShown | None
    standing: Standing | None = Field(description="Of the newest version; in a list only if it is asked for.")

    @classmethod
    def of(cls, summary: Summary) -> "ContentSummary":
        version = summary.version
        return cls(
            kind=summary.kind, key=version.key, version=version.number, digest=version.digest, folder=summary.folder,
            author=version.author, changed_at=version.created_at, retired_on=summary.retired_on,
            standing=summary.standing,
            draft=DraftNoteShown.model_validate(summary.draft) if summary.draft else None,
            **{name: list(value) if isinstance(value, tuple) else value for name, value in vars(summary.facts).items()},
        )  # fmt: skip


class VersionShown(Answer):
    """A version. It never changes; where it stands does, as it is approved, recalled or followed by another."""

    model_config = shown(
        {
            "key": "invoice", "number": 2, "digest": _DIGEST, "files_digest": _DIGEST, "author": "anna",
            "created_at": "2026-11-23T09:00:00Z", "message": "Rates of 2027", "standing": "approved",
        }
    )  # fmt: skip

    key: str
    number: int
    digest: str = Field(description="What is approved: the digest of what it says.")
    files_digest: str = Field(description="The digest of every byte of its files.")
    author: str
    created_at: datetime
    message: str
    standing: Standing

    @classmethod
    def of(cls, one: VersionStanding) -> "VersionShown":
        names = ("key", "number", "digest", "files_digest", "author", "created_at", "message")
        return cls(standing=one.standing, **{name: getattr(one.version, name) for name in names})


class FilesShown(Answer):
    """The files of a version or of the draft, byte for byte."""

    model_config = shown({"name": "vat-note@3", "files_digest": _DIGEST, "files": _FILES})

    name: str
    files_digest: str
    files: dict[str, Content]

    @classmethod
    def of(cls, state: State) -> "FilesShown":
        files = {name: Content.of(body) for name, body in state.files.items()}
        return cls(name=state.name, files_digest=state.files_digest, files=files)


class DraftShown(DraftNoteShown):
    """A draft with its files. Its ETag is its revision."""

    model_config = shown({**_NOTE, "key": "vat-note", "files": _FILES})

    key: str
    files: dict[str, Content]

    @classmethod
    def of_draft(cls, draft: Draft) -> "DraftShown":
        note = DraftNoteShown.model_validate(draft).model_dump()
        files = {name: Content.of(body) for name, body in draft.files.items()}
        return cls(**note, key=draft.key, files=files)


class DraftSaved(DraftNoteShown):
    """A draft as it was saved, with the digest of every file."""

    model_config = shown({**_NOTE, "key": "vat-note", "files": {"block.yaml": _DIGEST}})

    key: str
    files: dict[str, str]

    @classmethod
    def of_note(cls, note: DraftNote) -> "DraftSaved":
        return cls(**DraftNoteShown.model_validate(note).model_dump(), key=note.key, files=dict(note.files))


class WritingShown(DraftNoteShown):
    """Somebody's draft of something; `newest` is 0, and the title empty, while there is no version of it."""

    model_config = shown({**_NOTE, "kind": "block", "key": "vat-note", "newest": 2, "title": "VAT"})

    kind: ContentKind
    key: str
    newest: int
    title: str

    @classmethod
    def of(cls, one: Writing) -> "WritingShown":
        note = DraftNoteShown.model_validate(one.note).model_dump()
        return cls(**note, kind=one.kind, key=one.note.key, newest=one.newest, title=one.title)


class NewDraft(Asked):
    """What a draft is to hold, whole; it may be half written if whoever saves it may change everything."""

    model_config = shown({"files": _FILES, "base": 2})

    files: FileMap
    base: Revision = Field(0, description="The version that the files were made from; 0 leaves that as it was.")


class Publishing(Asked):
    """Why a version is made of the draft."""

    model_config = shown({"message": "Rates of 2027"})

    message: Why = ""


class RollingBack(Asked):
    """The version to go back to, and why."""

    model_config = shown({"to": 2, "message": "The new terms come in May"})

    to: int = Field(ge=1, le=999_999_999)
    message: Why = ""


class Retiring(Asked):
    """The first day without it, and why."""

    model_config = shown({"on": "2027-09-01", "message": "Replaced by invoice-b2b"})

    on: date
    message: Why = ""


class Retired(Answer):
    """From this day on no version of it is in force, and no new one comes to it."""

    model_config = shown({"kind": "block", "key": "summer-offer", "retired_on": "2027-09-01"})

    kind: ContentKind
    key: str
    retired_on: date


class EditedShown(Answer):
    """The newest version after an act, whether the act made it, and the submissions that are void by it.

    `behind` says that what was imported is what was exported, and the store has something newer, which stays.
    """

    model_config = shown(
        {"kind": "template", "key": "invoice", "version": 3, "digest": _DIGEST, "new": True, "behind": False,
         "voided": ["12"]}
    )  # fmt: skip

    kind: ContentKind
    key: str
    version: int
    digest: str
    new: bool
    behind: bool
    voided: list[str]

    @classmethod
    def of(cls, edited: Edited) -> "EditedShown":
        version = edited.version
        return cls(
            kind=edited.kind, key=version.key, version=version.number, digest=version.digest, new=edited.new,
            behind=edited.behind, voided=[one.id for one in edited.voided],
        )  # fmt: skip


class DefinitionShown(Answer):
    """What ``template.yaml``, ``block.yaml`` or ``brand.yaml`` says, as JSON, and a template's contract as JSON Schema.

    What the file leaves out is left out.
    """

    model_config = shown(
        {
            "name": "invoice@3", "digest": _DIGEST,
            "definition": {"template": "invoice", "title": "Invoice", "language": "en-GB", "channels": ["pdf"]},
            "contract": {"type": "object", "properties": {"id": {"type": "string"}}},
        }
    )  # fmt: skip

    name: str
    digest: str
    definition: dict[str, Any]
    contract: dict[str, Any] | None
