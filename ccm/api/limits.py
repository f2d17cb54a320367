"""What the server takes at most, so that nobody who asks too much takes it from the others."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from typing import Any

from ccm.settings import SettingsError

PREFIX = "CCM_API_"
_LARGEST = 10**12


@dataclass(frozen=True)
class Limits:
    """Bounds of requests; each is settable, `body` by the variable ``CCM_API_BODY``, and so on.

    `body` bytes; `depth` of nesting, `tokens` in all and `text` bytes in one string of JSON; `body_seconds` for a
    body to arrive; `requests` under way at once; `per_second` and `burst` of each caller; `turn_seconds` to wait for
    a turn to write. How large an upload may be says the environment (`ccm.settings`); `upload_seconds` for one to
    arrive, `uploads` at once, `uploads_of_one` of them of one person.
    """

    body: int = 8 * 1024 * 1024
    depth: int = 64
    tokens: int = 500_000
    text: int = 4 * 1024 * 1024
    body_seconds: float = 20
    requests: int = 200
    per_second: float = 100
    burst: int = 400
    turn_seconds: float = 10
    kept_answers_hours: int = 24
    upload_seconds: float = 3600
    uploads: int = 8
    uploads_of_one: int = 2


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits that `environment` sets; the usual ones where it sets none. Raises SettingsError."""
    found: dict[str, Any] = {}
    for field in fields(Limits):
        if said := environment.get(variable(field.name)):
            found[field.name] = _number(field, said)
    return Limits(**found)


def variable(limit: str) -> str:
    """The variable of the environment that sets a limit."""
    return PREFIX + limit.upper()


def _number(field: "Field[Any]", said: str) -> Any:
    """A limit as it was set. Parts of a second can be said, parts of a request cannot."""
    kind = float if field.type is float else int
    try:
        number = kind(said)
    except ValueError:
        number = kind(0)
    if not (said.isascii() and 0 < number <= _LARGEST):
        what = "a number" if kind is float else "a whole number"
        raise SettingsError(
            f"{variable(field.name)} is {said[:40]!r}; set {what} above 0, such as {field.default}, or do not set it"
        )
    return number
