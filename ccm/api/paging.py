"""Pages of a list: so many things, and a cursor that leads to those after them."""

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, Field

from ccm.api.problems import ApiError

MAX_PAGE = 200
USUAL_PAGE = 50

Item = TypeVar("Item")


class Listing(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(None, description="The cursor of the next page; null on the last.")


@dataclass(frozen=True)
class Cut(Generic[Item]):
    """The things of one page, and the cursor of the next."""

    items: tuple[Item, ...]
    next: str | None


@dataclass(frozen=True)
class Paging:
    """What of a list is asked for: up to `limit` things after the one whose sort key is `after`; from the first, when
    that is None."""

    limit: int = USUAL_PAGE
    after: str | None = None

    def cut(self, items: Iterable[Item], key: Callable[[Item], str]) -> Cut[Item]:
        """The page of `items`, whose keys are different and rise. Things that are added or go meanwhile shift nothing.

        What a store was asked for with ``limit + 1`` and ``after`` can be given as it is.
        """
        found: list[Item] = []
        for item in items:
            if self.after is not None and key(item) <= self.after:
                continue
            if len(found) == self.limit:
                return Cut(tuple(found), cursor(key(found[-1])))
            found.append(item)
        return Cut(tuple(found), None)


def cursor(key: str) -> str:
    """The cursor that leads behind the thing of this sort key."""
    return base64.urlsafe_b64encode(key.encode("utf-8", "surrogatepass")).decode("ascii").rstrip("=")


def paging(limit: int, after: str | None) -> Paging:
    """Read what was asked for. Raises ApiError (422) for a cursor that no list gave."""
    if after is None:
        return Paging(limit)
    try:
        padded = after.encode("ascii") + b"=" * (-len(after) % 4)
        return Paging(limit, base64.b64decode(padded, b"-_", validate=True).decode("utf-8"))
    except (UnicodeError, binascii.Error):
        raise ApiError(422, "invalid-request", "the cursor is none that a list gave; begin without one") from None


def number_of(page: Paging) -> int | None:
    """The number that the cursor of a numbered list holds; None on the first page. Raises ApiError (422)."""
    if page.after is None:
        return None
    if not page.after.isdecimal() or len(page.after) > 18:
        raise ApiError(422, "invalid-request", "the cursor is none that this list gave; begin without one")
    return int(page.after)
