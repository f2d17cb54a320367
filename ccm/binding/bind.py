"""Binding: a validated record's plain values become typed ones, as the contract says.

A binder is compiled once from the contract's type and run on every record. Null and absent are the same
to expressions, which find both missing.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from ccm.binding.values import Money
from templates_repo.types import (
    BooleanType,
    DataType,
    DateTimeType,
    DateType,
    DecimalType,
    IntegerType,
    ListType,
    MoneyType,
    ObjectType,
    TimeType,
)

Binder = Callable[[Any], Any]


class BindingError(ValueError):
    """A value is not what the contract's type says; `path` names it."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")


def binder(type_: DataType, path: str = "") -> Binder:
    """Compile `type_` into a function from a plain value to a typed one. That function raises BindingError."""
    if isinstance(type_, ObjectType):
        return _object(type_, path)
    if isinstance(type_, ListType):
        return _list(binder(type_.item, f"{path}[]"), path)
    for kind, read in _SCALARS:
        if isinstance(type_, kind):
            return _scalar(read, path)
    return _identity


def _object(type_: ObjectType, path: str) -> Binder:
    converters = [
        (name, converter)
        for name, field in type_.fields.items()
        if (converter := binder(field.type, f"{path}.{name}" if path else name)) is not _identity
    ]

    def bind(value: Any) -> Any:
        if type(value) is not dict:
            raise BindingError(path or "record", "is not an object")
        bound: dict[str, Any] = value.copy()
        for name, converter in converters:
            item = bound.get(name)
            if item is not None:
                bound[name] = converter(item)
        return bound

    return bind


def _list(convert: Binder, path: str) -> Binder:
    def bind(value: Any) -> Any:
        if type(value) is not list:
            raise BindingError(path, "is not a list")
        return value if convert is _identity else [convert(item) for item in value]

    return bind


def _scalar(read: Binder, path: str) -> Binder:
    def bind(value: Any) -> Any:
        try:
            return read(value)
        except (ValueError, TypeError, KeyError, InvalidOperation) as error:
            raise BindingError(path, f"{str(value)[:40]!r} cannot be read as the contract says") from error

    return bind


def _identity(value: Any) -> Any:
    return value


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError("a boolean is no number")
    number = value if isinstance(value, Decimal) else Decimal(value)
    if not number.is_finite():
        raise ValueError("not a finite number")
    return number


def _integer(value: Any) -> int:
    number = int(value)
    if isinstance(value, bool) or number != value:
        raise ValueError("not a whole number")
    return number


def _money(value: Any) -> Money:
    return Money(_decimal(value["amount"]), value["currency"])


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


_SCALARS: tuple[tuple[type, Binder], ...] = (
    (MoneyType, _money),
    (IntegerType, _integer),
    (DecimalType, _decimal),
    (DateTimeType, datetime.fromisoformat),
    (DateType, date.fromisoformat),
    (TimeType, time.fromisoformat),
    (BooleanType, _boolean),
)
