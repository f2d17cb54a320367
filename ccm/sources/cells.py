"""The cells of a typed table, of Parquet or of a database, as plain data."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from ccm.sources.plain import Refused


def plain(value: object) -> object:
    """A cell as plain data; null and what is empty are absent.

    Dates become ISO 8601 text, a binary float the shortest decimal that means it. What is nothing of the kind stands
    as `Refused`.
    """
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str | int | Decimal | Refused) or value is None:
        return value
    return Refused(f"is a {type(value).__name__}", "write it as text or as a number")
