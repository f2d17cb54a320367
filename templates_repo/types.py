"""What a value of the data can be, as expressions see it.

A contract is read into one `ObjectType`; every expression is checked against it before anything renders. The
types carry the limits of the contract too, so that the longest text a message can have is known beforehand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar, Literal

LiteralValue = str | int | Decimal | bool | None

# How many digits a number of the data may have; contracts refuse more.
MAX_INTEGER_DIGITS = 18
MAX_DECIMALS = 20

Kind = Literal["text", "integer", "decimal", "money", "date", "datetime", "time", "boolean", "list", "object"]


@dataclass(frozen=True, slots=True)
class TextType:
    """Text. `format` names what it holds (iban, phone, email, url, locale, currency, country, name)."""

    kind: ClassVar[Kind] = "text"
    format: str | None = None
    max_length: int | None = None
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IntegerType:
    kind: ClassVar[Kind] = "integer"
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True)
class DecimalType:
    """An exact decimal number; `decimals` is how many digits may stand after the point, None for no limit."""

    kind: ClassVar[Kind] = "decimal"
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyType:
    """An exact amount and its ISO 4217 currency; the limits are those of the amount."""

    kind: ClassVar[Kind] = "money"
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class DateType:
    kind: ClassVar[Kind] = "date"


@dataclass(frozen=True, slots=True)
class DateTimeType:
    kind: ClassVar[Kind] = "datetime"


@dataclass(frozen=True, slots=True)
class TimeType:
    kind: ClassVar[Kind] = "time"


@dataclass(frozen=True, slots=True)
class BooleanType:
    kind: ClassVar[Kind] = "boolean"


@dataclass(frozen=True, slots=True)
class ListType:
    kind: ClassVar[Kind] = "list"
    item: "DataType"
    max_items: int | None = None
    min_items: int = 0


@dataclass(frozen=True, slots=True)
class ObjectType:
    kind: ClassVar[Kind] = "object"
    fields: "Mapping[str, FieldType]" = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of an object: its type, whether it may be missing or null, and what people call it."""

    type: "DataType"
    required: bool = True
    nullable: bool = False
    title: str = ""
    description: str = ""
    personal: bool = False
    examples: tuple[object, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether a record may leave the field undefined: missing or null."""
        return self.nullable or not self.required


DataType = (
    TextType
    | IntegerType
    | DecimalType
    | MoneyType
    | DateType
    | DateTimeType
    | TimeType
    | BooleanType
    | ListType
    | ObjectType
)

_ARTICLES: Mapping[Kind, str] = {
    "text": "a text",
    "integer": "a whole number",
    "decimal": "a decimal number",
    "money": "an amount of money",
    "date": "a date",
    "datetime": "a date with time",
    "time": "a time of day",
    "boolean": "true or false",
    "list": "a list",
    "object": "an object with fields",
}


def described(kind: Kind) -> str:
    """A kind in plain words, as messages use it: ``an amount of money``."""
    return _ARTICLES[kind]
