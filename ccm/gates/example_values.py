"""A sensible value for a schema of a contract: its first example, or one of its type."""

from collections.abc import Mapping
from typing import Any

from templates_repo.schema_values import shape_name

_VALUES: Mapping[str, Any] = {
    "integer": 12,
    "number": 12,
    "decimal": "12.50",
    "money": {"amount": "1234.56", "currency": "EUR"},
    "date": "2026-11-30",
    "date-time": "2026-11-30T10:30:00+01:00",
    "time": "10:30",
    "boolean": True,
    "iban": "IT60X0542811101000000123456",
    "phone": "+390212345678",
    "email": "anna@example.com",
    "url": "https://www.example.com",
    "locale": "it-IT",
    "currency": "EUR",
    "country": "IT",
}
_WORDS = "Example words for this place "


def example_value(schema: Mapping[str, Any]) -> Any:
    """A value that `schema` (keywords of contracts) would take, as far as that can be told.

    Its own first example goes before everything; a text with a pattern has to have one.
    """
    for keyword in ("examples", "enum"):
        if schema.get(keyword):
            return schema[keyword][0]
    if "const" in schema:
        return schema["const"]
    declared = schema.get("type", ())
    types = {declared} if isinstance(declared, str) else set(declared)
    shape = shape_name(types - {"null"}, schema.get("format"))
    if shape == "object":
        return {name: example_value(each) for name, each in schema["properties"].items()}
    if shape == "list":
        return [example_value(schema["items"])] * min(max(schema.get("minItems", 0), 2), schema.get("maxItems", 2))
    if shape == "text":
        return _text(schema.get("minLength", 0), schema.get("maxLength", 40))
    if shape in ("integer", "number", "decimal"):
        return schema.get("minimum", schema.get("maximum", _VALUES[shape]))
    return _VALUES[shape]


def _text(least: int, most: int) -> str:
    wanted = max(least, min(most, len(_WORDS) - 1))
    return (_WORDS * (wanted // len(_WORDS) + 1))[:wanted].strip().ljust(least, ".")
