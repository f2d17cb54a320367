"""``POST /v1/preview``: drafts, rendered with a mark on every page and message, and kept nowhere."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.exact import ExactRoute
from ccm.api.models.content import Content, bodies
from ccm.api.models.rendered import Rendered, findings_of, parts_of
from ccm.api.rendering import PARTS_ANSWER, lanes_of, part_asked_for, part_response, record_of, whole
from ccm.governance.acting import Acting
from ccm.people.store import PeopleStore
from ccm.workers.drafts import DraftWork, render_draft
from content_blocks.files import Files
from templates_repo.store import TemplateStore

router = APIRouter(prefix="/v1", tags=["render"], route_class=ExactRoute)

FilesModel = Annotated[dict[str, Content], Field(min_length=1, max_length=500)]

EXAMPLE = {"template": "order-letter", "sample": "first", "channels": ["sms", "email"], "locale": "it"}


class PreviewRequest(BaseModel):
    """What is to be looked at: the draft of `template` in the store, or its newest version where there is none; a
    `version` of it; or the `files` sent. Blocks and brands that are sent go before those of the store."""

    model_config = ConfigDict(extra="forbid")

    template: str = Field(max_length=64, pattern=r"^[a-z][a-z0-9-]*$", description="The key of a template.")
    version: int | None = Field(None, ge=1, le=999_999_999)
    files: FilesModel | None = Field(None, description="The files of the template, by path.")
    blocks: dict[str, FilesModel] = Field(default_factory=dict, max_length=200)
    brands: dict[str, FilesModel] = Field(default_factory=dict, max_length=20)
    data: dict[str, Any] | None = Field(None, description="A record; a sample of the template when left out.")
    sample: str | None = Field(None, max_length=200, description="The name of a sample; the first when left out.")
    locale: str | None = Field(None, max_length=35)
    channels: Annotated[list[str], Field(min_length=1, max_length=20)] | None = None


@router.post(
    "/preview",
    operation_id="preview",
    dependencies=[scoped("view")],
    response_model=Rendered,
    responses=PARTS_ANSWER,
)
async def preview(
    wanted: Annotated[PreviewRequest, Body(openapi_examples={"a sample of a draft": {"value": EXAMPLE}})],
    caller: Caller,
    context: ContextOf,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
) -> Any:
    """Render a draft. Every page and message is marked as one, and nothing of it is kept."""
    files = await run_in_threadpool(_files, context, caller, wanted)
    work = DraftWork(
        template=wanted.template,
        files=files,
        record=None if wanted.data is None else record_of(wanted.data),
        sample=wanted.sample,
        blocks={key: bodies(one) for key, one in wanted.blocks.items()},
        brands={key: bodies(one) for key, one in wanted.brands.items()},
        channels=None if wanted.channels is None else tuple(dict.fromkeys(wanted.channels)),
        locale=wanted.locale,
    )
    # What a draft takes nobody knows before, so it goes where it holds up no message to a customer.
    made = await whole(asyncio.wrap_future(lanes_of(context).submit("pages", render_draft, work)))
    part = part_asked_for(accept, made)
    if part is not None:
        return part_response(part[1], {})
    return Rendered(
        key=made.key, locale=made.locale, parts=parts_of(made), findings=findings_of(made),
        facts={channel: dict(facts) for channel, facts in made.facts.items()},
    )  # fmt: skip


def _files(context: Context, caller: Acting, wanted: PreviewRequest) -> Files:
    """The files of the template, if the caller may look at it. Raises ForbiddenError, StoreError."""
    with context.database.reading() as session:
        PeopleStore(session).require(caller.person, "view", "template", wanted.template)
        if wanted.files is not None:
            return bodies(wanted.files)
        store = TemplateStore(session)
        draft = store.draft(wanted.template) if wanted.version is None else None
        return draft.files if draft is not None else store.files(store.version(wanted.template, wanted.version))
