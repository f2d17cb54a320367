"""The check of a template: what is wrong before any customer's data comes near it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool

from ccm.api.content_kinds import Key, Of, which_of
from ccm.api.depend import ContextOf, scoped
from ccm.api.looking import Looking
from ccm.api.models.looking import CheckShown
from ccm.api.rendering import lanes_of
from ccm.content.bundle import Bundle, bundle_of
from ccm.content.looking import check_bundle

router = APIRouter(prefix="/v1/templates", tags=["templates"], dependencies=[scoped("view")])


def bundle(key: Key, session: Looking, of: Of = "newest") -> Bundle:
    return bundle_of(session, key, which_of(of))


@router.get("/{key}/check")
async def check_template(
    bundle: Annotated[Bundle, Depends(bundle)],
    context: ContextOf,
    rendered: Annotated[
        bool, Query(description="Render every sample in every language and channel too; it takes seconds.")
    ] = False,
) -> CheckShown:
    """Check a version or the draft: expressions, blocks, languages and samples, and the longest text message."""
    if rendered:
        report = await asyncio.wrap_future(lanes_of(context).submit("pages", check_bundle, bundle))
    else:
        report = await run_in_threadpool(check_bundle, bundle, render=False)
    return CheckShown.of(bundle.name, report)
