"""The last look at a record before it is handed on: nothing in it that no contract could judge.

Whatever the format, a record's texts can be printed, its numbers are exact and of a sensible size, and it is not
nested deeper than any document needs. What a parser found wrong on its way it leaves in place as `Refused`, so
that the message can name the path.
"""

from dataclasses import dataclass
from decimal import Decimal

from ccm.sources.record import Data, DatumError
from ccm.sources.values import MAX_DIGITS, printable

MAX_DEPTH = 64


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands in a record where something was that cannot be taken."""

    problem: str
    remedy: str


def checked(data: Data) -> Data:
    """`data` itself. Raises DatumError, with the path, for the first thing in it that cannot be taken."""
    pending: list[tuple[str, object, int]] = [("", data, 0)]
    while pending:
        path, value, depth = pending.pop()
        if depth > MAX_DEPTH:
            raise DatumError(f"is nested more than {MAX_DEPTH} deep", "flatten the record", _short(path))
        if isinstance(value, dict):
            for name in value:
                _check_name(path, name)
            pending.extend((f"{path}.{name}" if path else str(name), item, depth + 1) for name, item in value.items())
        elif isinstance(value, list):
            pending.extend((f"{path}[{index}]", item, depth + 1) for index, item in enumerate(value))
        else:
            _check_scalar(path, value)
    return data


def _check_name(path: str, name: object) -> None:
    if not isinstance(name, str):
        raise DatumError(f"has the name {name!r}, which is no text", "name every field by a text", _short(path))
    try:
        printable(name)
    except DatumError as error:
        raise DatumError(
            "has a field whose name " + error.problem, error.remedy, _short(path) or "the record"
        ) from None


def _check_scalar(path: str, value: object) -> None:
    try:
        if isinstance(value, Refused):
            raise DatumError(value.problem, value.remedy)
        if isinstance(value, str):
            printable(value)
        elif isinstance(value, Decimal):
            _check_decimal(value)
        elif isinstance(value, int):
            if abs(value) >= 10**MAX_DIGITS:
                raise DatumError(f"has more than {MAX_DIGITS} digits", "write a shorter number, or a text in quotes")
        elif value is not None:
            raise DatumError(f"is a {type(value).__name__}", "give text, a number, true, false or nothing")
    except DatumError as error:
        raise error.under(_short(path)) from None


def _check_decimal(value: Decimal) -> None:
    if not value.is_finite():
        raise DatumError(f"is {value}, not a number", "write the number, or leave the field out")
    _, digits, exponent = value.as_tuple()
    if len(digits) > MAX_DIGITS or not -MAX_DIGITS <= int(exponent) <= MAX_DIGITS:
        raise DatumError(f"has more than {MAX_DIGITS} digits", "write a shorter number")


def _short(path: str) -> str:
    return path if len(path) <= 200 else path[:197] + "..."
