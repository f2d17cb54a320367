"""JSON as records are read from it: exact numbers, no field twice, nothing that is not JSON.

What is wrong inside well-formed JSON (a field named twice, NaN, a number beyond all size) becomes `Refused` in
place, so that one such record does not stop the others and the message can say where it stands.
"""

import json
from decimal import Decimal, InvalidOperation

from ccm.sources.plain import Refused, checked
from ccm.sources.record import Data, DatumError

# Far below the length from which Python refuses to read an integer.
_MAX_NUMBER = 400


def _decimal(text: str) -> object:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Refused("has an exponent beyond all size", "write a shorter number")


def _integer(text: str) -> object:
    if len(text) > _MAX_NUMBER:
        return Refused(f"has {len(text)} digits", "write a shorter number, or a text in quotes")
    return int(text)


def _constant(text: str) -> object:
    return Refused(f"is {text}, which is no number", "write the number, or leave the field out")


def _object(pairs: list[tuple[str, object]]) -> object:
    fields = dict(pairs)
    if len(fields) == len(pairs):
        return fields
    names = [name for name, _ in pairs]
    twice = next(name for name in names if names.count(name) > 1)
    return Refused(f"names the field {twice!r} twice", "keep one of the two")


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer, parse_constant=_constant
)


def as_record(value: object) -> Data:
    """A decoded value as the data of a record. Raises DatumError when it is no object or holds what it must not."""
    if isinstance(value, Refused):
        raise DatumError(value.problem, value.remedy)
    if not isinstance(value, dict):
        raise DatumError(f"is {_kind(value)}, not an object", "write each record as {...} with named fields")
    return checked(value)


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    names = {list: "a list", str: "a text", int: "a number", Decimal: "a number", type(None): "null"}
    return names.get(type(value), "something else")
