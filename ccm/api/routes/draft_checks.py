"""``POST /v1/checks``: the check of what somebody is writing, as quick as they type."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Body
from starlette.concurrency import run_in_threadpool

from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.draft_requests import CheckRequest, check_work
from ccm.api.models.checked import Checked
from ccm.api.rendering import lanes_of
from ccm.workers.checks import check_draft

router = APIRouter(prefix="/v1", tags=["render"])

EXAMPLE = {"kind": "template", "key": "order-letter"}


@router.post("/checks", operation_id="check_draft", dependencies=[scoped("view")])
async def check(
    wanted: Annotated[CheckRequest, Body(openapi_examples={"a draft in the store": {"value": EXAMPLE}})],
    caller: Caller,
    context: ContextOf,
) -> Checked:
    """Check a template, block or brand that need not be saved: expressions and types, translations, channels, samples,
    the longest text message and how easy it is to read; each finding at its node, with a fix where one is plain.
    Nothing is rendered: what a channel finds on a record is in the answer of `POST /v1/views`."""
    work = await run_in_threadpool(check_work, context, caller, wanted)
    return Checked.of(await asyncio.wrap_future(lanes_of(context).submit("drafts", check_draft, work)))
