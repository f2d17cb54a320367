"""``POST /v1/views``: what a person sees of a draft in every channel, for who is writing it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.draft_requests import DraftRequest, draft_work
from ccm.api.exact import ExactRoute
from ccm.api.models.views import Views
from ccm.api.rendering import draft_lane, lanes_of
from ccm.api.waiting import Waiting
from ccm.preview.pages import PageRange
from ccm.workers.views import ViewWork

router = APIRouter(prefix="/v1", tags=["render"], route_class=ExactRoute)

EXAMPLE = {
    "template": "order-letter",
    "sample": "first",
    "channels": ["sms", "email", "mobile"],
    "conditions": {"gift-note": True},
    "session": "3f0e8a52-tab-1",
}

Branch = Annotated[StrictInt, Field(ge=0, le=1_000)]


class PagesWanted(BaseModel):
    """Which pages of a PDF are pictured: at most `limit` from page `first` (from 1) on; `scale` pixels a point."""

    model_config = ConfigDict(extra="forbid")

    first: int = Field(1, ge=1, le=100_000)
    limit: int = Field(4, ge=0, le=24)
    scale: Annotated[float, Field(ge=0.25, le=3)] = 2


class ViewsRequest(DraftRequest):
    """The draft to look at, and how.

    `conditions` forces what decides, by the `key` of the answer's `conditions`: true or false for a condition, the
    number of a branch for a choice (0 for none), false for a list that is to be empty. A newer request of the same
    `session` takes the place of one that still waits, which is answered 409 (`superseded`).
    """

    on: date | None = Field(None, description="As of which day: the blocks and the brand there were.")
    conditions: dict[Annotated[str, Field(max_length=300)], StrictBool | Branch] = Field(
        default_factory=dict, max_length=1_000
    )
    pages: PagesWanted = PagesWanted()
    session: str | None = Field(None, max_length=100, description="A name for the window that asks, such as a UUID.")


@router.post(
    "/views",
    operation_id="see_draft",
    dependencies=[scoped("view")],
    response_model=Views,
)
async def see_draft(
    wanted: Annotated[ViewsRequest, Body(openapi_examples={"while somebody writes": {"value": EXAMPLE}})],
    caller: Caller,
    context: ContextOf,
    request: Request,
) -> Any:
    """What a person sees of a record in every channel: pages as pictures, mails and pages for the phone as HTML, text
    messages cut into their segments; which node each part came from, and what decided that it is there."""
    draft = await run_in_threadpool(draft_work, context, caller, wanted)
    if wanted.on is not None:
        draft = replace(draft, until=datetime.combine(wanted.on + timedelta(days=1), time(), UTC))
    pages = PageRange(wanted.pages.limit, wanted.pages.first, wanted.pages.scale)
    work = ViewWork(draft, dict(wanted.conditions), pages)
    window = None if wanted.session is None else (caller.person, wanted.session, wanted.template)
    waiting: Waiting = request.app.state.waiting
    body = await waiting.view(lanes_of(context), draft_lane(draft.channels), work, window, request)
    return Response(body, media_type="application/json")
