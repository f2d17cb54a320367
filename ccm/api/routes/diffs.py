"""What differs between two versions, or a version and the draft: in text, in rules, and as readers get to see it."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from ccm.api.content_kinds import Key, Of, on_each, which_of
from ccm.api.depend import ContextOf, scoped
from ccm.api.looking import Looking
from ccm.api.models.looking import DiffShown
from ccm.api.rendering import lanes_of
from ccm.content.bundle import Bundle
from ccm.content.looking import compare_bundles, compare_stored, compared_bundles
from content_blocks.subject_rows import ContentKind

router = APIRouter()


@on_each(router, "GET", "/diff", dependencies=[scoped("view")])
def show_content_diff(kind: ContentKind, key: Key, session: Looking, before: Of, after: Of = "newest") -> DiffShown:
    """Compare in text and structure, and in rules and contract, by the ids of nodes."""
    return DiffShown.of(compare_stored(session, kind, key, which_of(before), which_of(after)))


def bundles(key: Key, session: Looking, before: Of, after: Of = "newest") -> tuple[Bundle, Bundle]:
    return compared_bundles(session, key, which_of(before), which_of(after))


@router.get("/v1/templates/{key}/diff/rendered", tags=["templates"], dependencies=[scoped("view")])
async def show_template_diff_rendered(
    compared: Annotated[tuple[Bundle, Bundle], Depends(bundles)],
    context: ContextOf,
    sample: Annotated[str | None, Query(max_length=100, description="The sample to render; every one if not.")] = None,
) -> DiffShown:
    """Compare as rendered too: the samples of `after` through both, in every channel, line by line."""
    return DiffShown.of(
        await asyncio.wrap_future(lanes_of(context).submit("pages", compare_bundles, *compared, sample))
    )
