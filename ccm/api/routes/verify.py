"""Verifying: is this communication what its manifest says, and does the same come out again?"""

import os
from base64 import b64decode
from binascii import Error as Base64Error
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field, StringConstraints

from ccm.api.depend import scoped
from ccm.api.looking import Looking
from ccm.api.models.audit import VerificationShown
from ccm.api.models.common import Asked, shown
from ccm.api.problems import ApiError
from ccm.verify.manifest_file import ManifestError
from ccm.verify.stored import release_among
from ccm.verify.verify import verify

router = APIRouter(prefix="/v1/verifications", tags=["audit"])

PlainName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]


class NewManifestVerification(Asked):
    """The files of a communication, as its folder holds them: manifest.json, data.json and every output."""

    model_config = shown({"files": {"manifest.json": "e30=", "data.json": "e30=", "sms.txt": "SGVsbG8="}})

    files: dict[PlainName, str] = Field(description="By plain name, each in base64.", min_length=1, max_length=200)


@router.post("", dependencies=[scoped("view")])
def verify_communication(asked: NewManifestVerification, session: Looking) -> VerificationShown:
    """Render a communication again from what its manifest names, and compare every byte. Nothing is kept."""
    with TemporaryDirectory(prefix="ccm-verify-") as name:
        folder = Path(name)
        for file, body in asked.files.items():
            (folder / file).write_bytes(_decoded(file, body))
        try:
            found = verify(folder, lambda manifest: release_among(session, manifest))
        except ManifestError as error:  # where the server put it is nobody's business
            raise ManifestError(str(error).replace(f"{folder}{os.sep}", "")) from None
    return VerificationShown.model_validate(found.as_data())


def _decoded(name: str, body: str) -> bytes:
    try:
        return b64decode(body, validate=True)
    except (Base64Error, ValueError):
        raise ApiError(422, "invalid", f"the file {name} is not in base64; send each file's bytes in base64") from None
