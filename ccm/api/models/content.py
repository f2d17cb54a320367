"""Files and parts as JSON carries them: text as it is, everything else in base64."""

import base64
import binascii
from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ccm.api.problems import ApiError


class Content(BaseModel):
    """The content of a file: its `text`, or its bytes in `base64`; one of the two."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "template: invoice\n"}]})

    text: str | None = None
    base64: str | None = Field(None, description="RFC 4648, section 4.")

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "Content":
        if (self.text is None) == (self.base64 is None):
            raise ValueError("give either text or base64")
        return self

    @property
    def body(self) -> bytes:
        """The bytes. Raises ApiError (422) when they are not what base64 can mean, or half a character."""
        try:
            if self.base64 is not None:
                return base64.b64decode(self.base64, validate=True)
            return (self.text or "").encode("utf-8")
        except (binascii.Error, UnicodeError):
            raise ApiError(
                422, "invalid-request", "a file is neither UTF-8 text nor base64; mend what it holds"
            ) from None

    @classmethod
    def of(cls, body: bytes) -> "Content":
        """`body` as text where it is text, else in base64."""
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return cls(base64=base64.b64encode(body).decode("ascii"))
        return cls(text=text) if "\x00" not in text else cls(base64=base64.b64encode(body).decode("ascii"))


def bodies(files: Mapping[str, Content]) -> dict[str, bytes]:
    """The files of a folder, by path, as bytes. Raises ApiError (422)."""
    return {path: content.body for path, content in files.items()}
