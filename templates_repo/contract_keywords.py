"""The two keywords that check values in Python while jsonschema-rs walks the record.

A plain schema (`Contract.schema`) says ``format: iban``, which other tools may or may not enforce. The schema
that records are checked against says ``x-text: iban`` and ``x-decimal: {...}`` in its place.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from templates_repo.value_checks import TEXT_CHECKS, DecimalCheck, decimal_places

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
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if schema.get("format") == PLAIN_DECIMAL or "number" in types:
        return {**_annotations(schema), "x-decimal": _decimal(schema, types)}
    checking = dict(schema)
    if schema.get("format") in TEXT_CHECKS:
        checking["x-text"] = checking.pop("format")
    if "properties" in schema:
        checking["properties"] = {name: checking_schema(inner) for name, inner in schema["properties"].items()}
    if "items" in schema:
        checking["items"] = checking_schema(schema["items"])
    return checking


def _annotations(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {key: schema[key] for key in ("title", "x-personal", "enum", "const") if key in schema}


def _decimal(schema: Mapping[str, Any], types: Sequence[str]) -> dict[str, Any]:
    limits = {key: str(schema[key]) for key in ("minimum", "maximum") if key in schema}
    step = schema.get("multipleOf")
    return {
        **limits,
        "decimals": None if step is None else decimal_places(Decimal(str(step))),
        "numbers_only": "string" not in types,
        "nullable": "null" in types,
    }
