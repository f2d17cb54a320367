"""API keys: one's own, and for an administrator everybody's."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Path
from pydantic import BaseModel, ConfigDict, Field

from ccm.access import acts
from ccm.access.keys import MAX_DAYS, MAX_NAME, ApiKey
from ccm.api.depend import Caller, Identified, Page, Reading, Writing, idempotent, scoped
from ccm.api.documenting import shown
from ccm.api.paging import Listing
from ccm.people.roles import Ability

router = APIRouter(prefix="/v1/keys", tags=["access"])

EXAMPLE = {
    "id": "k-2f9a11c07b3e",
    "person": "portal",
    "name": "customer portal",
    "abilities": ["render"],
    "created_by": "otto",
    "created_at": "2026-11-23T09:00:00Z",
    "expires_at": "2027-02-21T09:00:00Z",
    "revoked_at": None,
}


class Key(BaseModel):
    """What is known of a key, which is everything but the key."""

    id: str
    person: str = Field(description="Whom it acts as.")
    name: str = Field(description="What uses it.")
    abilities: list[Ability]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    @classmethod
    def of(cls, key: ApiKey) -> "Key":
        return cls(**{**vars(key), "abilities": sorted(key.abilities)})


class NewKey(Key):
    """A key that was made."""

    secret: str = Field(description="What to send as 'Authorization: Bearer'. It is shown this once.")


class KeyRequest(BaseModel):
    """The key to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=MAX_NAME, description="What uses the key.")
    abilities: Annotated[list[str], Field(min_length=1, max_length=20)]
    person: str | None = Field(None, max_length=200, description="Whom it acts as; the caller when left out.")
    days: int = Field(90, ge=1, le=MAX_DAYS, description="After how many days it expires.")
    why: str = Field("", max_length=1000, description="It stays in the audit log: no names.")


@router.get("", operation_id="list_keys", dependencies=[scoped("view")], responses=shown({"items": [EXAMPLE]}))
def list_keys(session: Reading, caller: Caller, page: Page) -> Listing[Key]:
    """List the caller's API keys; for an administrator, everybody's."""
    cut = page.cut(acts.keys_for(session, caller.person), lambda key: key.id)
    return Listing(items=[Key.of(key) for key in cut.items], next=cut.next)


@router.post("", operation_id="create_key", status_code=201, dependencies=[idempotent, scoped("manage")])
def create_key(
    session: Writing,
    caller: Caller,
    identity: Identified,
    wanted: Annotated[
        KeyRequest,
        Body(openapi_examples={"for a portal": {"value": {"name": "customer portal", "abilities": ["render"]}}}),
    ],
) -> NewKey:
    """Make an API key for oneself; as an administrator, one for somebody else that is for view and render."""
    person = wanted.person or caller.person
    key, secret = acts.create_key(
        session, caller, person, wanted.name, wanted.abilities, wanted.days, wanted.why, identity.abilities
    )
    return NewKey(**Key.of(key).model_dump(), secret=secret)


@router.delete("/{key}", operation_id="revoke_key", dependencies=[scoped("manage")], responses=shown(EXAMPLE))
def revoke_key(
    session: Writing, caller: Caller, key: Annotated[str, Path(max_length=40, examples=["k-2f9a11c07b3e"])]
) -> Key:
    """Let an API key open nothing any more: one's own, or as an administrator anybody's."""
    return Key.of(acts.revoke_key(session, caller, key))
