"""Browser sessions: signing in and out, and passwords."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from ccm.access.browser import csrf_token
from ccm.access.passwords import LONGEST, SHORTEST, PasswordStore, is_right
from ccm.access.signing_in import guess, owner_of_link, set_password, sign_out
from ccm.api.anonymous import Anonymous
from ccm.api.cookies import drop_session, set_session
from ccm.api.depend import Caller, ContextOf, Identified, SignedIn, Writing, unit_of
from ccm.api.documenting import shown
from ccm.api.problems import ApiError
from ccm.api.unit import Unit
from ccm.auditing import here
from ccm.governance.acting import Acting

router = APIRouter(prefix="/v1/session", tags=["access"])

EXAMPLE = {"person": "anna", "way": "password", "csrf": "3f1d0c..."}

Password = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]


class SessionModel(BaseModel):
    """Who is signed in, and what to send as X-CSRF-Token with everything that changes something."""

    person: str
    way: str
    csrf: str


class SignIn(BaseModel):
    """Who signs in."""

    model_config = ConfigDict(extra="forbid")

    person: str = Field(max_length=200)
    password: str = Field(max_length=LONGEST)


class PasswordChange(BaseModel):
    """A new password, and the one before."""

    model_config = ConfigDict(extra="forbid")

    old: str = Field(max_length=LONGEST)
    new: Password


class FirstPassword(BaseModel):
    """A password, and the one-time token of 'ccm user password'."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(max_length=100)
    new: Password


class Done(BaseModel):
    """It is done."""

    person: str


@router.post("", operation_id="sign_in", status_code=201, tags=["open"])
async def sign_in(
    stranger: Anonymous,
    context: ContextOf,
    request: Request,
    response: Response,
    wanted: Annotated[
        SignIn, Body(openapi_examples={"anna": {"value": {"person": "anna", "password": "four plain words here"}}})
    ],
) -> SessionModel:
    """Sign in with a password. The session is a cookie; after too many wrong passwords the door closes for a while."""
    acting = Acting(wanted.person.lower(), context.clock(), here("api"))
    token = await stranger.hashing(guess, context.database, acting, wanted.password, stranger.address)
    set_session(request, response, token)
    return SessionModel(person=acting.person, way="password", csrf=csrf_token(token))


@router.get("", operation_id="show_session", responses=shown(EXAMPLE))
def show_session(signed_in: SignedIn, identity: Identified) -> SessionModel:
    """Say who is signed in with this browser."""
    return SessionModel(person=identity.person, way=identity.way, csrf=csrf_token(signed_in))


@router.delete("", operation_id="sign_out", responses=shown({"person": "anna"}))
def end_session(session: Writing, caller: Caller, signed_in: SignedIn, request: Request, response: Response) -> Done:
    """Sign out."""
    sign_out(session, caller, signed_in)
    drop_session(request, response)
    return Done(person=caller.person)


@router.put("/password", operation_id="change_password")
async def change_password(
    signed_in: SignedIn,
    caller: Caller,
    stranger: Anonymous,
    session: Writing,
    request: Request,
    response: Response,
    wanted: Annotated[
        PasswordChange,
        Body(openapi_examples={"new": {"value": {"old": "four plain words here", "new": "four other words there"}}}),
    ],
) -> Done:
    """Change one's password. Every session of the caller ends, this one too."""

    def change() -> None:
        if not is_right(PasswordStore(session).kept(caller.person), wanted.old):
            raise ApiError(403, "sign-in", "the old password is wrong", title="Not allowed")
        set_password(session, caller, wanted.new, "changed")

    await stranger.hashing(change)
    drop_session(request, response)
    return Done(person=caller.person)


@router.post("/password", operation_id="set_first_password", tags=["open"])
async def set_first_password(
    stranger: Anonymous,
    context: ContextOf,
    unit: Annotated[Unit, Depends(unit_of)],
    wanted: Annotated[
        FirstPassword,
        Body(openapi_examples={"first": {"value": {"token": "ccml_...", "new": "four other words there"}}}),
    ],
) -> Done:
    """Set a password with a one-time token, which an administrator makes with 'ccm user password'."""
    session, at = await unit.writing(), context.clock()

    def set_it() -> str:
        person = owner_of_link(session, wanted.token, at)
        set_password(session, Acting(person, at, here("api")), wanted.new, "with a link")
        return person

    return Done(person=await stranger.hashing(set_it))
