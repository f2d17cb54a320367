"""Verifying: is this communication what its manifest says, and does the same come out again?"""

import asyncio
from base64 import b64decode
from binascii import Error as Base64Error
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.api.depend import Caller, ContextOf, scoped
from ccm.api.models.audit import VerificationShown
from ccm.api.models.common import Asked, shown
from ccm.api.problems import ApiError
from ccm.api.rendering import lanes_of
from ccm.governance.acting import Acting
from ccm.people.store import PeopleStore
from ccm.workers.verifying import verify_files

router = APIRouter(prefix="/v1/verifications", tags=["audit"])

PlainName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class NewManifestVerification(Asked):
    """The files of a communication, as its folder holds them: manifest.json, data.json and every output."""

    model_config = shown({"files": {"manifest.json": "e30=", "data.json": "e30=", "sms.txt": "SGVsbG8="}})

    files: dict[PlainName, str] = Field(description="By plain name, each in base64.", min_length=1, max_length=200)


@router.post("", dependencies=[scoped("view")])
async def verify_communication(asked: NewManifestVerification, caller: Caller, context: ContextOf) -> VerificationShown:
    """Render a communication again from what its manifest names, and compare every byte. Nothing is kept."""
    await run_in_threadpool(_require, context, caller)
    files = {name: _decoded(name, body) for name, body in asked.files.items()}
    found = await asyncio.wrap_future(lanes_of(context).submit("pages", verify_files, files))
    return VerificationShown.model_validate(found.as_data())


def _require(context: Context, caller: Acting) -> None:
    with context.database.reading() as session:
        PeopleStore(session).require_anywhere(caller.person, "view")


def _decoded(name: str, body: str) -> bytes:
    try:
        return b64decode(body, validate=True)
    except (Base64Error, ValueError):
        raise ApiError(422, "invalid", f"the file {name} is not in base64; send each file's bytes in base64") from None
