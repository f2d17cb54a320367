"""The shapes a schema in a contract can have, and which keywords each takes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from templates_repo.suggest import did_you_mean
from templates_repo.types import (
    MAX_DECIMALS,
    MAX_INTEGER_DIGITS,
    BooleanType,
    DataType,
    DateTimeType,
    DateType,
    DecimalType,
    IntegerType,
    MoneyType,
    TextType,
    TimeType,
)
from templates_repo.value_checks import decimal_places

TEXT_FORMATS = ("iban", "phone", "email", "url", "locale", "currency", "country")

# How long a text of each format can be; a contract may say less with maxLength.
FORMAT_LENGTHS: Mapping[str, int] = {
    "iban": 34,
    "phone": 40,
    "email": 254,
    "url": 2000,
    "locale": 11,
    "currency": 3,
    "country": 2,
}


_NUMBERS = frozenset(("minimum", "maximum"))


@dataclass(frozen=True, slots=True)
class Shape:
    """`described` in plain words, the `keywords` it takes beside annotations, and its types in JSON."""

    described: str
    keywords: frozenset[str]
    json_types: tuple[str, ...]

    def fault(self, keyword: str, value: object) -> str | None:
        """What to write instead when `value` does not suit `keyword`; None when it does."""
        if keyword == "const":
            return _options([value], self.json_types)
        if keyword == "enum":
            return _options(value, self.json_types)
        if keyword in _NUMBERS and self.json_types == ("integer",) and not isinstance(value, int):
            return "write a whole number"
        return _VALUES[keyword](value) if keyword in _VALUES else None


_TEXT = Shape("a text", frozenset(("maxLength", "minLength", "pattern", "enum", "const")), ("string",))

SHAPES: Mapping[str, Shape] = {
    "text": _TEXT,
    "integer": Shape("a whole number", _NUMBERS | {"enum", "const"}, ("integer",)),
    "number": Shape("a number", _NUMBERS | {"multipleOf"}, ("number",)),
    "decimal": Shape("a decimal number", _NUMBERS | {"multipleOf"}, ("string", "number")),
    "money": Shape("an amount of money", _NUMBERS | {"multipleOf"}, ("object",)),
    "date": Shape("a date", frozenset(), ("string",)),
    "date-time": Shape("a date with time", frozenset(), ("string",)),
    "time": Shape("a time of day", frozenset(), ("string",)),
    "boolean": Shape("true or false", frozenset(("const",)), ("boolean",)),
    "list": Shape("a list", frozenset(("items", "minItems", "maxItems", "uniqueItems")), ("array",)),
    "object": Shape("an object", frozenset(("properties", "required", "additionalProperties")), ("object",)),
    **{name: Shape(f"a text of format {name}", _TEXT.keywords, ("string",)) for name in TEXT_FORMATS},
}

_BY_TYPE = {
    "string": "text",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "array": "list",
    "object": "object",
}
_FORMATS = (*TEXT_FORMATS, "decimal", "money", "date", "date-time", "time")


def shape_name(types: set[str], named_format: object) -> str:
    """Which shape a schema of these `types` (without null) and this format has. Raises ValueError."""
    if named_format is not None:
        if named_format not in _FORMATS:
            raise ValueError(
                f"there is no format {str(named_format)[:40]!r}{did_you_mean(str(named_format), _FORMATS)}"
            )
        name = str(named_format)
        if types - set(SHAPES[name].json_types):
            wanted = " or ".join(SHAPES[name].json_types)
            raise ValueError(f"the format {name!r} goes with 'type: {wanted}'; change the type, or take the format out")
        return name
    unknown = types - set(_BY_TYPE)
    if unknown:
        word = sorted(str(name) for name in unknown)[0]
        raise ValueError(f"there is no type {word[:40]!r}{did_you_mean(word, _BY_TYPE)}")
    if len(types) != 1:
        raise ValueError("needs one type (and null, when it may be null); add it, as in 'type: string'")
    return _BY_TYPE[types.pop()]


def value_type(name: str, raw: Mapping[str, Any]) -> DataType:
    """The type expressions see of a value of the shape `name`."""
    if name in ("number", "decimal", "money"):
        minimum, maximum = (None if raw.get(key) is None else Decimal(str(raw[key])) for key in ("minimum", "maximum"))
        step = raw.get("multipleOf")
        decimals = None if step is None else decimal_places(Decimal(str(step)))
        return (MoneyType if name == "money" else DecimalType)(minimum, maximum, decimals)
    if name == "integer":
        return IntegerType(raw.get("minimum"), raw.get("maximum"))
    plain: dict[str, DataType] = {
        "date": DateType(),
        "date-time": DateTimeType(),
        "time": TimeType(),
        "boolean": BooleanType(),
    }
    return plain[name] if name in plain else _text_type(name, raw)


def _text_type(name: str, raw: Mapping[str, Any]) -> TextType:
    enum = tuple(raw["enum"]) if "enum" in raw else (raw["const"],) if "const" in raw else ()
    lengths = [raw.get("maxLength"), FORMAT_LENGTHS.get(name), max(map(len, enum)) if enum else None]
    known = [length for length in lengths if length is not None]
    return TextType(None if name == "text" else name, min(known) if known else None, enum)


def _whole(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return None
    return "write a whole number of 0 or more"


def _number(value: object) -> str | None:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return "write a number"
    return None if abs(value) < 10**MAX_INTEGER_DIGITS else f"write a number of at most {MAX_INTEGER_DIGITS} digits"


def _step(value: object) -> str | None:
    try:
        number = Decimal(str(value))
        if (
            number > 0
            and number == Decimal(1).scaleb(-decimal_places(number))
            and decimal_places(number) <= MAX_DECIMALS
        ):
            return None
    except (InvalidOperation, ValueError):
        pass
    return "write 1, 0.1, 0.01 and so on: the least step of the number"


def _options(value: object, json_types: tuple[str, ...]) -> str | None:
    wanted = {"string": str, "integer": int, "boolean": bool}[json_types[0]]
    if isinstance(value, list) and value and all(type(item) is wanted for item in value):
        return None
    return f"write values of type {json_types[0]} (texts in quotes)"


def _pattern(value: object) -> str | None:
    if not isinstance(value, str):
        return "write a regular expression in quotes"
    try:
        re.compile(value)
    except re.error as error:
        return f"write a regular expression: {error}"
    return None


_VALUES: Mapping[str, Callable[[object], str | None]] = {
    "maxLength": _whole,
    "minLength": _whole,
    "maxItems": _whole,
    "minItems": _whole,
    "minimum": _number,
    "maximum": _number,
    "multipleOf": _step,
    "pattern": _pattern,
}
