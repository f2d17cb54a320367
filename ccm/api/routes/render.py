"""``POST /v1/render``: a record through the release that is in force, archived, and handed out."""

import asyncio
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.exact import ExactRoute
from ccm.api.models.rendered import Communication, findings_of, manifest_of, parts_of
from ccm.api.once import Doing
from ccm.api.problems import ApiError
from ccm.api.rendering import PARTS_ANSWER, lane_of, lanes_of, part_asked_for, part_response, record_of, whole
from ccm.governance.acting import Acting
from ccm.release_store import StoredRelease
from ccm.workers.keeping import Issue
from ccm.workers.render import RenderWork, render_release

router = APIRouter(prefix="/v1", tags=["render"], route_class=ExactRoute)

EXAMPLE = {
    "template": "order-letter",
    "channels": ["sms"],
    "data": {
        "customer": {
            "name": "James Whitmore",
            "address": ["14 Orchard Lane", "Bath BA1 5NG", "United Kingdom"],
            "phone": "+44 7700 900123",
            "locale": "en-GB",
        },
        "order": {
            "number": "A-1043",
            "placed_on": "2026-11-17",
            "arrives_on": "2026-11-25",
            "gift": True,
            "lines": [
                {
                    "article": "Wool blanket, grey",
                    "quantity": 1,
                    "amount": {"amount": "89.50", "currency": "EUR"},
                }
            ],
        },
    },
}


class RenderRequest(BaseModel):
    """What is to be rendered: `data`, from the release of `template` that is in force, or from the `release` named.

    A release that is named must be the one in force: naming it makes sure that it is that and no other.
    """

    model_config = ConfigDict(extra="forbid")

    template: str | None = Field(None, max_length=200, description="The key of a template.")
    release: str | None = Field(None, max_length=200, description="invoice#3, or the digest of a release.")
    day: date | None = Field(None, description="As of which day; today when left out.")
    locale: str | None = Field(None, max_length=35, description="Such as de-AT; the record's own when left out.")
    channels: Annotated[list[str], Field(min_length=1, max_length=20)] | None = Field(
        None, description="Those of the template when left out."
    )
    data: dict[str, Any] = Field(description="The record, as the template's contract describes it.")


@router.post(
    "/render",
    operation_id="render",
    dependencies=[scoped("render")],
    response_model=Communication,
    responses=PARTS_ANSWER,
)
async def render(
    wanted: Annotated[RenderRequest, Body(openapi_examples={"a text message": {"value": EXAMPLE}})],
    caller: Caller,
    context: ContextOf,
    request: Request,
    doing: Doing,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
) -> Any:
    """Render a record for a customer.

    The release is held against what was approved, the record against the contract; every channel carries it, or none.
    What comes out is in the archive, and the audit log says so, before it is handed out. Asking for the same again
    gives the same bytes, and the same communication; with an Idempotency-Key, the same answer, and nothing is rendered
    or logged once more.
    """
    # Which part is answered is part of what was asked.
    once = doing.of(accept.encode() + b"\n" + await request.body())
    await once.begin()
    record = record_of(wanted.data)
    release = await run_in_threadpool(_release, context, caller, wanted)
    channels = None if wanted.channels is None else tuple(dict.fromkeys(wanted.channels))
    work = RenderWork(release.digest, record, channels, wanted.locale)
    made = await whole(asyncio.wrap_future(lanes_of(context).submit(lane_of(channels), render_release, work)))
    part = part_asked_for(accept, made)
    name = None
    if context.keeper is not None:
        name = await asyncio.wrap_future(context.keeper.keep(Issue(made, release, caller, record)))
    await once.end()
    if part is not None:
        kept = {} if name is None else {"CCM-Communication": name}
        return part_response(part[1], {"CCM-Release": release.name, **kept})
    return Communication(
        key=made.key, locale=made.locale, parts=parts_of(made), findings=findings_of(made),
        facts={channel: dict(facts) for channel, facts in made.facts.items()}, release=release.name,
        release_digest=release.digest, communication=name, manifest=manifest_of(made),
    )  # fmt: skip


def _release(context: Context, caller: Acting, wanted: RenderRequest) -> StoredRelease:
    """The release that is sent, if the caller may render its template."""
    if (wanted.template is None) == (wanted.release is None):
        raise ApiError(422, "invalid-request", "name a template or a release, and not both")
    day = wanted.day or caller.at.date()
    with context.database.reading() as session:
        return context.remembered.release_for(session, caller.person, day, wanted.template or "", wanted.release or "")
