"""``POST /v1/preview``: drafts, rendered with a mark on every page and message, and kept nowhere."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header
from starlette.concurrency import run_in_threadpool

from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.draft_requests import DraftRequest, draft_work
from ccm.api.exact import ExactRoute
from ccm.api.models.rendered import Rendered, findings_of, parts_of
from ccm.api.rendering import PARTS_ANSWER, draft_lane, lanes_of, part_asked_for, part_response, whole
from ccm.workers.drafts import render_draft

router = APIRouter(prefix="/v1", tags=["render"], route_class=ExactRoute)

EXAMPLE = {"template": "order-letter", "sample": "first", "channels": ["sms", "email"], "locale": "it"}


class PreviewRequest(DraftRequest):
    """The draft to render, and the record."""


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
    work = await run_in_threadpool(draft_work, context, caller, wanted)
    lane = draft_lane(work.channels)
    made = await whole(asyncio.wrap_future(lanes_of(context).submit(lane, render_draft, work)))
    part = part_asked_for(accept, made)
    if part is not None:
        return part_response(part[1], {})
    return Rendered(
        key=made.key, locale=made.locale, parts=parts_of(made), findings=findings_of(made),
        facts={channel: dict(facts) for channel, facts in made.facts.items()},
    )  # fmt: skip
