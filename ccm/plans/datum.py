"""What stands at a place of a record."""

from collections.abc import Mapping
from functools import lru_cache


def datum(record: object, place: str) -> object:
    """What `record` has at `place` (``customer.email``), None when it has nothing there."""
    value = record
    for name in _names(place):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


@lru_cache(maxsize=256)
def _names(place: str) -> tuple[str, ...]:
    return tuple(place.split("."))
