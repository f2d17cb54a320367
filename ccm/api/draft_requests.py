"""What the routes that look at a draft are sent: which draft, and which record goes through it."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from ccm.api.context import Context
from ccm.api.models.content import Content, bodies
from ccm.api.problems import ApiError
from ccm.api.rendering import record_of
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.workers.checks import CheckWork
from ccm.workers.drafts import DraftWork
from content_blocks.files import Files
from content_blocks.subject_rows import ContentKind

FilesModel = Annotated[dict[str, Content], Field(min_length=1, max_length=500)]


Key = Annotated[str, Field(max_length=64, pattern=r"^[a-z][a-z0-9-]*$")]
Changes = Annotated[
    dict[str, Content | None],
    Field(max_length=500, description="Files that are not saved, by path; null for one that is gone."),
]


class DraftRequest(BaseModel):
    """What is to be looked at: the draft of `template` in the store, or its newest version where there is none; a
    `version` of it; or the `files` sent. `changes` go over what is in the store, so that a word that was typed costs no
    upload of the rest. Blocks and brands that are sent go before those of the store."""

    model_config = ConfigDict(extra="forbid")

    template: Key = Field(description="The key of a template.")
    version: int | None = Field(None, ge=1, le=999_999_999)
    files: FilesModel | None = Field(None, description="The files of the template, by path.")
    changes: Changes = {}
    blocks: dict[str, FilesModel] = Field(default_factory=dict, max_length=200)
    brands: dict[str, FilesModel] = Field(default_factory=dict, max_length=20)
    data: dict[str, Any] | None = Field(None, description="A record; a sample of the template when left out.")
    sample: str | None = Field(None, max_length=200, description="The name of a sample; the first when left out.")
    locale: str | None = Field(None, max_length=35)
    channels: Annotated[list[str], Field(min_length=1, max_length=20)] | None = None


class CheckRequest(BaseModel):
    """What is to be checked: the draft of something in the store, or its newest version where there is none, with
    `changes` over it; or the `files` sent."""

    model_config = ConfigDict(extra="forbid")

    kind: ContentKind
    key: Key = Field(examples=["order-letter"])
    files: FilesModel | None = None
    changes: Changes = {}
    blocks: dict[str, FilesModel] = Field(default_factory=dict, max_length=200)
    brands: dict[str, FilesModel] = Field(default_factory=dict, max_length=20)


def draft_work(context: Context, caller: Acting, wanted: DraftRequest) -> DraftWork:
    """The work that `wanted` asks for, if the caller may look at the template. Raises ForbiddenError, StoreError."""
    return DraftWork(
        template=wanted.template,
        files=_files(context, caller, "template", wanted.template, wanted, wanted.version),
        record=None if wanted.data is None else record_of(wanted.data),
        sample=wanted.sample,
        blocks={key: bodies(one) for key, one in wanted.blocks.items()},
        brands={key: bodies(one) for key, one in wanted.brands.items()},
        channels=None if wanted.channels is None else tuple(dict.fromkeys(wanted.channels)),
        locale=wanted.locale,
    )


def check_work(context: Context, caller: Acting, wanted: CheckRequest) -> CheckWork:
    """The work that `wanted` asks for, if the caller may look at the subject. Raises ForbiddenError, StoreError."""
    return CheckWork(
        kind=wanted.kind,
        key=wanted.key,
        files=_files(context, caller, wanted.kind, wanted.key, wanted),
        blocks={key: bodies(one) for key, one in wanted.blocks.items()},
        brands={key: bodies(one) for key, one in wanted.brands.items()},
    )


def _files(
    context: Context,
    caller: Acting,
    kind: ContentKind,
    key: str,
    wanted: DraftRequest | CheckRequest,
    version: int | None = None,
) -> Files:
    with context.database.reading() as session:
        books = Books(session)
        books.people.require(caller.person, "view", kind, key)
        if wanted.files is not None:
            if wanted.changes:
                raise ApiError(422, "invalid-request", "send files or changes, and not both")
            return bodies(wanted.files)
        store = books.content(kind)
        draft = store.draft(key) if version is None else None
        stored = draft.files if draft is not None else store.files(store.version(key, version))
    typed = bodies({path: content for path, content in wanted.changes.items() if content is not None})
    return {path: body for path, body in {**stored, **typed}.items() if path in typed or path not in wanted.changes}
