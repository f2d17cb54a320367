"""Checking addresses with placeholders in them: links, the addresses of actions, where to read online."""

import re
from collections.abc import Iterator, Sequence

from content_blocks.urls import ALLOWED_SCHEMES, UrlError, checked_url
from templates_repo.check.inference import Inferred
from templates_repo.check.problem import Severity
from templates_repo.types import TextType

_HOST = re.compile(r"https://[^/?#]+[/?#]")

# What stands in for a datum, by its format, while the rest of an address is looked at.
_STAND_INS = {"email": "a@b.example", "phone": "+390200000000", "url": "https://a.example/"}


def check_address(parts: Sequence[str | Inferred]) -> Iterator[tuple[Severity, str, str]]:
    """What is wrong with an address made of words and values: (severity, code, message) of each fault.

    The scheme and the host are words of the template, never data, unless the whole address is one datum of
    ``format: url``, which contracts check.
    """
    values = [part for part in parts if not isinstance(part, str)]
    if any(value.personal for value in values):
        yield (
            "warning",
            "personal-data-in-url",
            "personal data in an address is seen by every server on the way; use a number that means nothing outside",
        )
    if len(parts) == 1 and values and _format(values[0]) == "url":
        return
    static = parts[0] if parts and isinstance(parts[0], str) else ""
    scheme = static.partition(":")[0].lower() if ":" in static else ""
    if scheme not in ALLOWED_SCHEMES:
        yield (
            "error",
            "bad-address",
            "an address begins with https:, mailto: or tel: in the template's own words, "
            "or is one field of 'format: url'",
        )
        return
    if scheme == "https" and values and not _HOST.match(static):
        yield "error", "bad-address", "the host of an address is the template's own words; data may stand after its /"
        return
    try:
        checked_url("".join(part if isinstance(part, str) else _stand_in(part) for part in parts))
    except UrlError as error:
        yield "error", "bad-address", f"the address {error}"


def _format(value: Inferred) -> str | None:
    return value.type.format if isinstance(value.type, TextType) else None


def _stand_in(value: Inferred) -> str:
    return _STAND_INS.get(_format(value) or "", "1")
