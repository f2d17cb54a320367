"""The schemas records are held against, made from the plain schema of a contract.

A plain schema says ``format: iban``, which other tools may or may not enforce. The *checking* schema has two
keywords of its own in the place of formats, ``x-text`` and ``x-decimal``, which ask `value_checks` and so give
faults in plain words. Asking Python for each value of a long statement takes time, so the *screening* schema
comes first: it says the same as far as jsonschema-rs can tell alone, and lets pass no record the checking
schema would refuse. Only what it stops is looked at closely.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from templates_repo.value_checks import (
    DECIMAL_PATTERN,
    LOCALE_PATTERN,
    TEXT_CHECKS,
    DecimalCheck,
    countries,
    currencies,
    decimal_places,
)

PLAIN_DECIMAL = "decimal"


class KeywordValidator(Protocol):
    """What jsonschema-rs asks of a keyword: made once for a schema, asked for each value."""

    def __init__(self, parent: Mapping[str, Any], value: Any, path: Sequence[str | int], /) -> None: ...

    def validate(self, instance: object, /) -> None:
        """Raise ValueError when `instance` breaks the keyword."""
        ...


class _TextKeyword:
    def __init__(self, _parent: Mapping[str, Any], value: str, _path: Sequence[str | int]) -> None:
        self.check = TEXT_CHECKS[value]

    def validate(self, instance: object) -> None:
        if isinstance(instance, str):
            self.check(instance)


class _DecimalKeyword:
    def __init__(self, _parent: Mapping[str, Any], value: Mapping[str, Any], _path: Sequence[str | int]) -> None:
        limits = {key: None if value.get(key) is None else Decimal(str(value[key])) for key in ("minimum", "maximum")}
        self.check = DecimalCheck(
            **limits,
            decimals=value.get("decimals"),
            numbers_only=value["numbers_only"],
            nullable=value["nullable"],
        )

    def validate(self, instance: object) -> None:
        self.check(instance)


KEYWORDS: Mapping[str, type[KeywordValidator]] = {"x-text": _TextKeyword, "x-decimal": _DecimalKeyword}


def checking_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The plain `schema` with the keywords of this module in the place of formats."""
    if _is_decimal(schema):
        return {**_annotations(schema), "x-decimal": _decimal(schema)}
    checking = _inner(schema, checking_schema)
    if schema.get("format") in TEXT_CHECKS:
        checking["x-text"] = checking.pop("format")
    return checking


def screening_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The plain `schema` in keywords that need no Python for the values statements have by the hundred."""
    if _is_decimal(schema):
        closely = {"x-decimal": _decimal(schema)}
        if {"minimum", "maximum", "multipleOf"} & set(schema) or "string" not in _types(schema):
            return closely
        return {"anyOf": [{"type": "string", "pattern": DECIMAL_PATTERN}, closely]}
    screening = _inner(schema, screening_schema)
    text_format = screening.pop("format", None)
    if text_format in _SCREENS:
        either = [{"type": "null"}, _SCREENS[text_format]()]
        screening["anyOf"] = either if "null" in _types(schema) else either[1:]
    elif text_format in TEXT_CHECKS:
        screening["x-text"] = text_format
    return screening


# A year of 0000 and leap seconds are in RFC 3339, but not in Python's calendar.
_YEAR = "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_CLOCK = r"-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$"
_SCREENS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "date": lambda: {"format": "date", "pattern": _YEAR + "-[0-9]{2}-[0-9]{2}$"},
    "date-time": lambda: {"format": "date-time", "pattern": _YEAR + _CLOCK},
    "currency": lambda: {"enum": sorted(currencies())},
    "country": lambda: {"enum": sorted(countries())},
    "locale": lambda: {"pattern": LOCALE_PATTERN},
}


def _inner(schema: Mapping[str, Any], made: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    """A copy of `schema` whose properties and items are `made` anew."""
    copy = dict(schema)
    if "properties" in schema:
        copy["properties"] = {name: made(inner) for name, inner in schema["properties"].items()}
    if "items" in schema:
        copy["items"] = made(schema["items"])
    return copy


def _types(schema: Mapping[str, Any]) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _is_decimal(schema: Mapping[str, Any]) -> bool:
    return schema.get("format") == PLAIN_DECIMAL or "number" in _types(schema)


def _annotations(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: schema[key] for key in ("title", "x-personal", "enum", "const") if key in schema}


def _decimal(schema: Mapping[str, Any]) -> dict[str, Any]:
    types = _types(schema)
    limits = {key: str(schema[key]) for key in ("minimum", "maximum") if key in schema}
    step = schema.get("multipleOf")
    return {
        **limits,
        "decimals": None if step is None else decimal_places(Decimal(str(step))),
        "numbers_only": "string" not in types,
        "nullable": "null" in types,
    }
