"""Which kinds of value operators join, and what comes out."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from templates_repo.check.problem import UnfitExpressionError
from templates_repo.suggest import did_you_mean
from templates_repo.types import (
    BooleanType,
    DataType,
    DateType,
    DecimalType,
    IntegerType,
    ListType,
    MoneyType,
    TextType,
    described,
)
from templates_repo.value_checks import check_date, decimal_places

NUMBERS = ("integer", "decimal")
_ORDERED = (*NUMBERS, "money", "date", "datetime", "time")
_EQUAL = (*_ORDERED, "text", "boolean")


def literal_type(value: object) -> DataType:
    """The type of a literal."""
    if isinstance(value, bool):
        return BooleanType()
    if isinstance(value, int):
        return IntegerType(value, value)
    if isinstance(value, Decimal):
        return DecimalType(value, value, decimal_places(value))
    if isinstance(value, str):
        return TextType(max_length=len(value), enum=(value,))
    raise UnfitExpressionError("compared-with-none", "nothing equals none; ask 'x is defined' or 'x is undefined'")


def compared(operator: str, left: DataType, right: DataType) -> None:
    """Whether two values can be compared so. Raises UnfitExpressionError."""
    if operator in ("in", "notin"):
        _contained(left, right)
        return
    if _is_day(left, right) or _is_day(right, left):
        return
    allowed = _EQUAL if operator in ("eq", "ne") else _ORDERED
    numbers = (*NUMBERS, "money")
    same = left.kind == right.kind or (left.kind in numbers and right.kind in numbers)
    if not same or left.kind not in allowed:
        raise UnfitExpressionError(
            "wrong-comparison",
            f"{described(left.kind)} cannot be compared with {described(right.kind)} this way"
            + ("; compare values of the same kind" if not same else "; only numbers, amounts and dates have an order"),
        )
    _never(left, right)


def _is_day(value: DataType, literal: DataType) -> bool:
    """A date is compared with a day that is written out: ``due < '2026-11-21'``."""
    if not isinstance(value, DateType) or not isinstance(literal, TextType) or len(literal.enum) != 1:
        return False
    try:
        check_date(literal.enum[0])
    except ValueError as error:
        raise UnfitExpressionError("wrong-comparison", f"{literal.enum[0]!r} {error}") from error
    return True


def _contained(left: DataType, right: DataType) -> None:
    if isinstance(left, TextType) and isinstance(right, TextType):
        return
    if not isinstance(right, ListType):
        raise UnfitExpressionError("wrong-comparison", f"'in' needs a list to its right, not {described(right.kind)}")
    item = right.item
    if item.kind not in _EQUAL or not (item.kind == left.kind or (item.kind in NUMBERS and left.kind in NUMBERS)):
        raise UnfitExpressionError(
            "wrong-comparison", f"{described(left.kind)} is never in a list of {described(item.kind)}; compare alike"
        )
    _never(left, item)


def _never(left: DataType, right: DataType) -> None:
    """A text of a fixed set of values is compared with a value it never has: a slip of the pen."""
    if not (isinstance(left, TextType) and isinstance(right, TextType) and left.enum and right.enum):
        return
    literal, field = (left, right) if len(left.enum) == 1 else (right, left)
    strange = next((value for value in literal.enum if value not in field.enum), None)
    if strange is not None:
        raise UnfitExpressionError("never-equal", f"the value is never {strange!r}{did_you_mean(strange, field.enum)}")


def arithmetic(symbol: str, left: DataType, right: DataType) -> DataType:
    """What ``left symbol right`` gives. Raises UnfitExpressionError."""
    kinds = (left.kind, right.kind)
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return IntegerType() if kinds == ("integer", "integer") and symbol != "/" else DecimalType()
    if symbol in "+-" and kinds == ("money", "money"):
        return MoneyType()
    if symbol == "*" and "money" in kinds and (left.kind in NUMBERS or right.kind in NUMBERS):
        return MoneyType()
    remedy = "join texts with ~" if "text" in kinds else "use numbers, or amounts of money and + - *"
    raise UnfitExpressionError(
        "wrong-arithmetic", f"{described(left.kind)} {symbol} {described(right.kind)} has no result; {remedy}"
    )


def either(options: Sequence[DataType]) -> DataType:
    """The type of a value that is one of several. Raises UnfitExpressionError when they have nothing in common."""
    first, *others = options
    for other in others:
        first = _either(first, other)
    return first


def _either(left: DataType, right: DataType) -> DataType:
    if isinstance(left, TextType) and isinstance(right, TextType):
        lengths = (left.max_length, right.max_length)
        return TextType(
            format=left.format if left.format == right.format else None,
            max_length=None if None in lengths else max(length for length in lengths if length is not None),
            enum=(*left.enum, *right.enum) if left.enum and right.enum else (),
        )
    if left.kind in NUMBERS and right.kind in NUMBERS:
        return IntegerType() if left.kind == right.kind == "integer" else DecimalType()
    if isinstance(left, MoneyType) and isinstance(right, MoneyType):
        return MoneyType()
    if isinstance(left, ListType) and isinstance(right, ListType):
        return replace(left, item=either((left.item, right.item)), max_items=None, min_items=0)
    if left.kind == right.kind:
        return left
    raise UnfitExpressionError(
        "mixed-kinds",
        f"the value is either {described(left.kind)} or {described(right.kind)}; give both sides the same kind",
    )
