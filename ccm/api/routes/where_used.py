"""Where a block is used."""

from typing import Annotated

from fastapi import APIRouter, Query

from ccm.api.content_kinds import Key
from ccm.api.depend import Page, scoped
from ccm.api.looking import Looking
from ccm.api.models.texts import UseShown
from ccm.api.paging import Listing
from ccm.content.where_used import uses_of
from content_blocks.store import BlockStore

router = APIRouter(prefix="/v1/blocks", tags=["blocks"], dependencies=[scoped("view")])


@router.get("/{key}/where-used")
def list_uses(
    key: Key,
    session: Looking,
    page: Page,
    every: Annotated[bool, Query(description="Earlier versions of templates too.")] = False,
) -> Listing[UseShown]:
    """List the templates that use a block, and whether they pin it, follow it, or are released with it."""
    BlockStore(session).version(key)
    cut = page.cut(uses_of(session, key, every_version=every), lambda one: f"{one.template} {one.number:010}")
    return Listing(items=[UseShown.model_validate(one) for one in cut.items], next=cut.next)
