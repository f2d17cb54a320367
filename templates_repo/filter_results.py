"""What each filter makes of a type.

Every rule takes the type in front of the filter and the filter's arguments, and gives the type that comes out,
with the longest text it can be. A rule refuses what its filter cannot work on with a FilterTypeError.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from templates_repo.suggest import did_you_mean
from templates_repo.types import (
    BooleanType,
    DataType,
    DecimalType,
    FieldType,
    IntegerType,
    ListType,
    LiteralValue,
    MoneyType,
    ObjectType,
    TextType,
    described,
)
from templates_repo.widths import (
    DATE_WIDTHS,
    DATETIME_WIDTHS,
    NAME_FIELDS,
    PHONE_WIDTH,
    TERRITORY_WIDTH,
    TIME_WIDTH,
    UNIT_WIDTH,
    number_width,
)

Arguments = Mapping[str, LiteralValue]


class FilterTypeError(ValueError):
    """A filter cannot work on this value; the message says why, and the remedy."""


def money(given: DataType, arguments: Arguments) -> DataType:
    decimals = None if not isinstance(given, MoneyType) or given.decimals is None else max(given.decimals, 4)
    currency = 0 if arguments["style"] == "plain" else 5
    return TextType(max_length=number_width(given, decimals) + currency)


def number(given: DataType, arguments: Arguments) -> DataType:
    decimals = arguments["decimals"]
    return TextType(max_length=number_width(given, decimals if isinstance(decimals, int) else None))


def percent(given: DataType, arguments: Arguments) -> DataType:
    decimals = arguments["decimals"]
    return TextType(max_length=number_width(given, decimals if isinstance(decimals, int) else None) + 5)


def unit(given: DataType, _arguments: Arguments) -> DataType:
    return TextType(max_length=number_width(given, None) + UNIT_WIDTH)


def date(_given: DataType, arguments: Arguments) -> DataType:
    return TextType(max_length=DATE_WIDTHS[str(arguments["style"])])


def time(_given: DataType, _arguments: Arguments) -> DataType:
    return TextType(max_length=TIME_WIDTH)


def datetime(_given: DataType, arguments: Arguments) -> DataType:
    return TextType(max_length=DATETIME_WIDTHS[str(arguments["style"])])


def phone(given: DataType, _arguments: Arguments) -> DataType:
    _needs_format(given, "phone", "phone")
    return TextType(max_length=PHONE_WIDTH)


def iban(given: DataType, _arguments: Arguments) -> DataType:
    _needs_format(given, "iban", "iban")
    return TextType(max_length=34 + 8)


def territory(given: DataType, _arguments: Arguments) -> DataType:
    _needs_format(given, "territory", "country")
    return TextType(max_length=TERRITORY_WIDTH)


def _needs_format(given: DataType, name: str, needed: str) -> None:
    if isinstance(given, TextType) and given.format != needed:
        raise FilterTypeError(f"the filter {name!r} needs a text that the contract gives 'format: {needed}'")


def name(given: DataType, _arguments: Arguments) -> DataType:
    if isinstance(given, TextType):
        return given
    parts = [given.fields[key] for key in NAME_FIELDS if key in given.fields] if isinstance(given, ObjectType) else []
    if not any(not part.optional for part in parts):
        raise FilterTypeError("the filter 'name' needs a text, or an object whose 'given' or 'family' is required")
    if not all(isinstance(part.type, TextType) for part in parts):
        raise FilterTypeError(f"the filter 'name' needs texts in the fields {', '.join(NAME_FIELDS)}")
    return TextType(max_length=_sum_lengths([part.type for part in parts], between=1))


def listed(given: DataType, _arguments: Arguments) -> DataType:
    return _phrase(given, "list", between=8)


def joined(given: DataType, arguments: Arguments) -> DataType:
    return _phrase(given, "join", between=len(str(arguments["separator"])))


def _phrase(given: DataType, filter_name: str, between: int) -> DataType:
    item_type = _list(given).item
    if not isinstance(item_type, TextType):
        raise FilterTypeError(
            f"the filter {filter_name!r} needs a list of texts, not of {described(item_type.kind)}; "
            "take a field of the items with the filter map, or use repeat"
        )
    items = _list(given).max_items
    if items is None or item_type.max_length is None:
        return TextType()
    return TextType(max_length=items * item_type.max_length + max(items - 1, 0) * between)


def amount(given: DataType, _arguments: Arguments) -> DataType:
    if not isinstance(given, MoneyType):
        raise FilterTypeError("the filter 'amount' needs an amount of money")
    return DecimalType(given.minimum, given.maximum, given.decimals)


def moved(given: DataType, _arguments: Arguments) -> DataType:
    return given


def absolute(given: DataType, _arguments: Arguments) -> DataType:
    if isinstance(given, IntegerType):
        known = given.minimum is not None and given.maximum is not None
        return IntegerType(0, max(abs(given.minimum or 0), abs(given.maximum or 0)) if known else None)
    if isinstance(given, DecimalType | MoneyType):
        known = given.minimum is not None and given.maximum is not None
        most = max(abs(given.minimum or Decimal(0)), abs(given.maximum or Decimal(0))) if known else None
        return replace(given, minimum=Decimal(0), maximum=most)
    return given


def negated(given: DataType, _arguments: Arguments) -> DataType:
    if isinstance(given, IntegerType):
        return IntegerType(*(None if limit is None else -limit for limit in (given.maximum, given.minimum)))
    if isinstance(given, DecimalType | MoneyType):
        low, high = (None if limit is None else -limit for limit in (given.maximum, given.minimum))
        return replace(given, minimum=low, maximum=high)
    return given


def rounded(given: DataType, arguments: Arguments) -> DataType:
    digits = int(arguments["digits"] or 0)
    if isinstance(given, IntegerType):
        low, high = (None if limit is None else Decimal(limit) for limit in (given.minimum, given.maximum))
        return DecimalType(low, high, 0)
    if isinstance(given, DecimalType | MoneyType):
        step = Decimal(1).scaleb(-digits)
        low = None if given.minimum is None else given.minimum.quantize(step, rounding=ROUND_FLOOR)
        high = None if given.maximum is None else given.maximum.quantize(step, rounding=ROUND_CEILING)
        decimals = digits if given.decimals is None else min(digits, given.decimals)
        return replace(given, minimum=low, maximum=high, decimals=decimals)
    return given


def total(given: DataType, arguments: Arguments) -> DataType:
    attribute = arguments["attribute"]
    items = _list(given).item if attribute is None else _attribute(given, "sum", str(attribute)).type
    if isinstance(items, IntegerType):
        return IntegerType()
    if isinstance(items, DecimalType | MoneyType):
        return replace(items, minimum=None, maximum=None)
    remedy = "name the field to add up, as in sum('amount')" if isinstance(items, ObjectType) else "add up a number"
    raise FilterTypeError(f"the filter 'sum' cannot add up {described(items.kind)}; {remedy}")


def count(given: DataType, _arguments: Arguments) -> DataType:
    return IntegerType(_list(given).min_items, _list(given).max_items)


def item(given: DataType, _arguments: Arguments) -> DataType:
    return _list(given).item


def where(given: DataType, arguments: Arguments) -> DataType:
    field_type = _attribute(given, "where", str(arguments["attribute"]), may_be_undefined=True).type
    value = arguments["wanted"]
    fits = {
        TextType: isinstance(value, str),
        BooleanType: isinstance(value, bool),
        IntegerType: isinstance(value, int) and not isinstance(value, bool),
        DecimalType: not isinstance(value, str | bool | None),
    }.get(type(field_type), False)
    if not fits:
        raise FilterTypeError(
            f"the filter 'where' compares {described(field_type.kind)} with {value!r}; give a fitting value"
        )
    if isinstance(field_type, TextType) and field_type.enum and value not in field_type.enum:
        raise FilterTypeError(f"the field is never {value!r}{did_you_mean(str(value), field_type.enum)}")
    return replace(_list(given), min_items=0)


def ordered(given: DataType, arguments: Arguments) -> DataType:
    field_type = _attribute(given, "sort", str(arguments["attribute"])).type
    if isinstance(field_type, ListType | ObjectType | MoneyType | BooleanType):
        raise FilterTypeError(
            f"the filter 'sort' cannot order by {described(field_type.kind)}; take a text, number or date"
        )
    return given


def mapped(given: DataType, arguments: Arguments) -> DataType:
    field_type = _attribute(given, "map", str(arguments["attribute"])).type
    return replace(_list(given), item=field_type)


def default(given: DataType, arguments: Arguments) -> DataType:
    value = arguments["value"]
    if isinstance(given, TextType) and isinstance(value, str):
        length = None if given.max_length is None else max(given.max_length, len(value))
        return replace(given, max_length=length, enum=(*given.enum, value) if given.enum else ())
    fits = {
        BooleanType: isinstance(value, bool),
        IntegerType: isinstance(value, int) and not isinstance(value, bool),
        DecimalType: not isinstance(value, str | bool | None),
    }.get(type(given), False)
    if not fits:
        raise FilterTypeError(
            f"the default {value!r} is not {described(given.kind)}; "
            "write {{ (x | filter) if x is defined else 'text' }} to show a text instead"
        )
    return given


def recased(given: DataType, _arguments: Arguments) -> DataType:
    length = given.max_length if isinstance(given, TextType) else None
    return TextType(max_length=None if length is None else 3 * length)  # 'ΐ' is three characters in capitals


def trimmed(given: DataType, _arguments: Arguments) -> DataType:
    return TextType(max_length=given.max_length) if isinstance(given, TextType) else given


def plural(given: DataType, arguments: Arguments) -> DataType:
    width = number_width(given, None)
    return TextType(max_length=max(len(str(text)) + (width - 1) * str(text).count("#") for text in arguments.values()))


def _list(given: DataType) -> ListType:
    if not isinstance(given, ListType):
        raise FilterTypeError(f"this filter needs a list, not {described(given.kind)}")
    return given


def _attribute(given: DataType, filter_name: str, attribute: str, may_be_undefined: bool = False) -> FieldType:
    item_type = _list(given).item
    if not isinstance(item_type, ObjectType):
        raise FilterTypeError(
            f"the filter {filter_name!r} names a field, but the items are {described(item_type.kind)}"
        )
    found = item_type.fields.get(attribute)
    if found is None:
        raise FilterTypeError(f"the items have no field {attribute!r}{did_you_mean(attribute, item_type.fields)}")
    if found.optional and not may_be_undefined:
        raise FilterTypeError(
            f"the field {attribute!r} may be missing in some items; make it required in the contract, "
            f"or show the items one by one with repeat"
        )
    return found


def _sum_lengths(parts: list[DataType], between: int) -> int | None:
    lengths = [part.max_length if isinstance(part, TextType) else None for part in parts]
    known = [length for length in lengths if length is not None]
    return sum(known) + between * (len(known) - 1) if len(known) == len(lengths) else None
