"""Folders: what stands where."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from ccm.api.depend import Caller, IfMatch, Page, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Managing
from ccm.api.models.people import Folder, GrantShown, NewPlacement, PlacementShown
from ccm.api.paging import Listing
from ccm.people import acts
from ccm.people.rights import Placeable, check_folder, check_placeable, within
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/folders", tags=["people"])

FolderQuery = Annotated[Folder, Query(description="This folder, and those below it.", examples=["retail"])]
PlacedKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:+-]*$", max_length=200, examples=["invoice"])]


@router.get("/placements", dependencies=[scoped("view")])
def list_placements(session: Looking, page: Page, folder: FolderQuery = "") -> Listing[PlacementShown]:
    """List what stands in a folder and below it."""
    path = check_folder(folder)
    rows = sorted(row for row in PeopleStore(session).placements() if within(row[0], path))
    cut = page.cut(rows, " ".join)
    items = [PlacementShown(kind=check_placeable(kind), key=key, folder=at) for at, kind, key in cut.items]
    return Listing(items=items, next=cut.next)


@router.get("/grants", dependencies=[scoped("view")])
def list_grants_in_folder(session: Looking, page: Page, folder: FolderQuery = "") -> Listing[GrantShown]:
    """List who holds which roles in a folder and below it."""
    path = check_folder(folder)
    grants = [grant for grant in PeopleStore(session).grants() if within(grant.folder, path)]
    cut = page.cut(
        sorted(grants, key=lambda one: (one.folder, one.holder, one.role)),
        lambda one: f"{one.folder} {one.holder} {one.role}",
    )
    return Listing(items=[GrantShown.model_validate(grant) for grant in cut.items], next=cut.next)


@router.get("/placements/{kind}/{key}", dependencies=[scoped("view")])
def show_placement(kind: Placeable, key: PlacedKey, session: Looking, response: Response) -> PlacementShown:
    """Where a template, block or brand stands."""
    folder = PeopleStore(session).folder_of(kind, key)
    response.headers["ETag"] = etag_of("folder", folder)
    return PlacementShown(kind=kind, key=key, folder=folder)


@router.put("/placements/{kind}/{key}", dependencies=[scoped("manage")])
def place(
    kind: Placeable, key: PlacedKey, asked: NewPlacement, session: Managing, caller: Caller, seen: IfMatch,
    response: Response,
) -> PlacementShown:  # fmt: skip
    """Put a template, block or brand, there already or still to be made, into a folder; "" takes it out."""
    people = PeopleStore(session)
    seen.check(etag_of("folder", people.folder_of(kind, key)))
    acts.place(session, caller, kind, key, asked.folder, asked.why)
    folder = people.folder_of(kind, key)
    response.headers["ETag"] = etag_of("folder", folder)
    return PlacementShown(kind=kind, key=key, folder=folder)
