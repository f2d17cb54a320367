"""Rights: roles in folders, and which kinds of edit somebody makes in a template."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Managing
from ccm.api.models.common import Name, Why
from ccm.api.models.people import (
    EditRightShown,
    EditRightsShown,
    Folder,
    GrantShown,
    NewEditRight,
    NewGrant,
)
from ccm.api.paging import Listing
from ccm.people import acts
from ccm.people.roles import Role
from ccm.people.store import PeopleStore
from content_blocks.digest import digest

router = APIRouter(prefix="/v1", tags=["people"])

TemplateKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:+-]*$", max_length=200, examples=["invoice"])]
HolderKey = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9._:/+-]*$", max_length=200, examples=["anna"])]
HolderQuery = Annotated[Name, Query(description="A person or a group.", examples=["anna"])]


@router.get("/grants", dependencies=[scoped("view")])
def list_grants(
    session: Looking, page: Page, holder: Annotated[Name | None, Query(description="A person or a group.")] = None
) -> Listing[GrantShown]:
    """List the roles that are held now: by whom, and in which folder."""
    grants = PeopleStore(session).grants(*([holder] if holder else []))
    rows = sorted((grant.holder, grant.role, grant.folder) for grant in grants)
    cut = page.cut(rows, " ".join)
    items = [GrantShown(holder=holder_, role=role, folder=folder) for holder_, role, folder in cut.items]
    return Listing(items=items, next=cut.next)


@router.post("/grants", status_code=201, dependencies=[scoped("manage"), idempotent])
def grant(asked: NewGrant, session: Managing, caller: Caller) -> GrantShown:
    """Give a person or group a role, in a folder and below it."""
    acts.grant(session, caller, asked.holder, asked.role, asked.folder, asked.why)
    return GrantShown(holder=asked.holder, role=asked.role, folder=asked.folder.strip("/"))


@router.delete("/grants", status_code=204, dependencies=[scoped("manage")])
def revoke(
    holder: HolderQuery,
    role: Annotated[Role, Query()],
    session: Managing,
    caller: Caller,
    folder: Annotated[Folder, Query()] = "",
    why: Annotated[Why, Query()] = "",
) -> None:
    """Take a role back, in the folder that it was given in; that it was held stays on record."""
    acts.revoke(session, caller, holder, role, folder, why)


@router.get("/edit-rights/{template}", dependencies=[scoped("view")])
def show_edit_rights(template: TemplateKey, session: Looking, response: Response) -> EditRightsShown:
    """Who may make which edits in a template: what was set, and what it comes to for each person."""
    people = PeopleStore(session)
    response.headers["ETag"] = _etag(people, template)
    return _shown(people, template)


@router.put("/edit-rights/{template}/{holder:path}", dependencies=[scoped("manage")])
def set_edit_right(
    template: TemplateKey, holder: HolderKey, asked: NewEditRight, session: Managing, caller: Caller, seen: IfMatch,
    response: Response,
) -> EditRightsShown:  # fmt: skip
    """Say up to which kind of edits a person or group makes in a template, whatever their roles say."""
    people = PeopleStore(session)
    seen.check(_etag(people, template))
    acts.set_edit_kind(session, caller, template, holder, asked.edits, asked.why)
    response.headers["ETag"] = _etag(people, template)
    return _shown(people, template)


@router.delete("/edit-rights/{template}/{holder:path}", dependencies=[scoped("manage")])
def end_edit_right(
    template: TemplateKey, holder: HolderKey, session: Managing, caller: Caller, seen: IfMatch, response: Response,
    why: Annotated[Why, Query()] = "",
) -> EditRightsShown:  # fmt: skip
    """Let the roles of a person or group say again which edits of a template they make."""
    people = PeopleStore(session)
    seen.check(_etag(people, template))
    acts.set_edit_kind(session, caller, template, holder, None, why)
    response.headers["ETag"] = _etag(people, template)
    return _shown(people, template)


def _etag(people: PeopleStore, template: str) -> str:
    return etag_of(digest(dict(sorted(people.edit_kinds(template).items()))))


def _shown(people: PeopleStore, template: str) -> EditRightsShown:
    folder = people.folder_of("template", template)
    return EditRightsShown(
        template=template,
        folder=folder,
        set=[EditRightShown(holder=holder, edits=edits) for holder, edits in people.edit_kinds(template).items()],
        held=[
            EditRightShown(holder=person.id, edits=people.edit_kind(person.id, "template", template))
            for person in people.people()
            if "edit" in people.abilities(person.id, folder)
        ],
    )
