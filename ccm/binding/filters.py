"""What each filter of expressions does. Their signatures are in `templates_repo.filters`.

A filter is made once for each place it stands in (`make_filter`), with its literal arguments, and then called
on every value; values come typed from binding, and what a filter cannot take raises FilterError.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial
from typing import Any

import phonenumbers

from ccm.binding.formats import Formats
from ccm.binding.values import Missing, Money

Filter = Callable[[Any], Any]


class FilterError(ValueError):
    """A filter was given a value it cannot take; the message says what it needs."""


def make_filter(name: str, arguments: tuple[Any, ...], options: Mapping[str, Any], formats: Formats) -> Filter:
    """Return the filter `name` with its literal arguments, for a locale.

    Raises FilterError for an unknown name; wrong arguments are found by the static check of templates.
    """
    if name in _COMMON and not options:
        return _COMMON[name](formats, *arguments)
    if name in _FORMATTERS:
        return partial(_FORMATTERS[name], formats, *arguments, **options)
    if name in _PLAIN:
        return _PLAIN[name](*arguments, **options)
    raise FilterError(f"there is no filter {name!r}")


# Statements are made of amounts and dates, so these two are bound to their arguments before the first record.


def _common_money(formats: Formats, style: str = "standard") -> Filter:
    if style != "standard":
        return partial(_money, formats, style)
    writers = formats.money_writers

    def money(value: Any) -> str:
        if type(value) is not Money:
            _needs(value, Money, "an amount of money")
        currency = value.currency
        write, precision = writers.get(currency) or formats.money_writer(currency)
        return write(value.amount, precision)

    return money


def _common_date(formats: Formats, style: str = "medium") -> Filter:
    write = formats.date

    def day(value: Any) -> str:
        if type(value) is date:
            return write(value, style)
        return _date(formats, style, value)

    return day


_COMMON: dict[str, Callable[..., Filter]] = {"money": _common_money, "date": _common_date}


def filter_names() -> frozenset[str]:
    """Every filter there is, but for ``default``, which the evaluator itself knows."""
    return frozenset(_FORMATTERS) | frozenset(_PLAIN)


def _needs(value: Any, kinds: type | tuple[type, ...], what: str) -> None:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise FilterError(f"needs {what}, and was given {_kind(value)}")


def _kind(value: Any) -> str:
    names = {str: "text", int: "a number", Decimal: "a number", bool: "yes or no", list: "a list", dict: "an object",
             date: "a date", datetime: "a date and time", time: "a time", Money: "an amount of money"}  # fmt: skip
    return names.get(type(value), "nothing")


# Filters that write values for the locale. Their first parameter is the locale's formats; the value is last.


def _money(formats: Formats, *arguments: Any, style: str = "standard") -> str:
    *styles, value = arguments
    _needs(value, Money, "an amount of money")
    if "machine" in (style, *styles):
        return formats.machine_money(value.amount, value.currency)
    write = formats.plain_money if "plain" in (style, *styles) else formats.money
    return write(value.amount, value.currency)


def _number(formats: Formats, *arguments: Any, decimals: int | None = None) -> str:
    *given, value = arguments
    _needs(value, (int, Decimal), "a number")
    return formats.number(value, given[0] if given else decimals)


def _percent(formats: Formats, *arguments: Any, decimals: int | None = None) -> str:
    *given, value = arguments
    _needs(value, (int, Decimal), "a number")
    return formats.percent(value, given[0] if given else decimals)


def _unit(formats: Formats, unit: str, value: Any) -> str:
    _needs(value, (int, Decimal), "a number")
    return formats.unit(value, unit)


def _date(formats: Formats, *arguments: Any, style: str = "medium") -> str:
    *given, value = arguments
    _needs(value, date, "a date")
    day = value.date() if isinstance(value, datetime) else value
    return formats.date(day, given[0] if given else style)


def _datetime(formats: Formats, *arguments: Any, style: str = "medium") -> str:
    *given, value = arguments
    _needs(value, datetime, "a date and time")
    return formats.datetime(value, given[0] if given else style)


def _time(formats: Formats, *arguments: Any, style: str = "short") -> str:
    *given, value = arguments
    _needs(value, (time, datetime), "a time")
    return formats.time(value, given[0] if given else style)


def _list(formats: Formats, *arguments: Any, style: str = "and") -> str:
    *given, value = arguments
    _needs(value, list, "a list of texts")
    return formats.listing([_text(item) for item in value], given[0] if given else style)


def _territory(formats: Formats, value: Any) -> str:
    _needs(value, str, "a country code")
    return formats.territory(value)


def _plural(formats: Formats, value: Any, **forms: str) -> str:
    _needs(value, (int, Decimal), "a number")
    form = forms.get(formats.plural(value), forms["other"])
    return form.replace("#", formats.number(value))


def _name(formats: Formats, value: Any) -> str:
    """A person's name: as given, or title, given and family name in the order of the record's own culture."""
    del formats
    if isinstance(value, str):
        return " ".join(value.split())
    _needs(value, dict, "a name")
    order = ("prefix", "title", "family", "given") if value.get("family_first") is True else (
        "prefix", "title", "given", "family")  # fmt: skip
    return " ".join(str(value[part]).strip() for part in order if value.get(part))


def _phone(formats: Formats, value: Any) -> str:
    del formats
    _needs(value, str, "a telephone number")
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException as error:
        raise FilterError("needs a telephone number with its country code, such as +39 02 1234567") from error
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _iban(formats: Formats, value: Any) -> str:
    """Groups of four, as ISO 13616 prints it."""
    del formats
    _needs(value, str, "an IBAN")
    packed = "".join(value.split())
    return " ".join(packed[index : index + 4] for index in range(0, len(packed), 4))


_FORMATTERS: dict[str, Callable[..., Any]] = {
    "money": _money,
    "number": _number,
    "percent": _percent,
    "unit": _unit,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "list": _list,
    "territory": _territory,
    "plural": _plural,
    "name": _name,
    "phone": _phone,
    "iban": _iban,
}


# Filters that make values of values. Each takes its arguments and gives the function of the value.


def _make_abs() -> Filter:
    return lambda value: abs(_numeric(value))


def _make_negate() -> Filter:
    return lambda value: -_numeric(value)


def _make_amount() -> Filter:
    def amount(value: Any) -> Decimal:
        _needs(value, Money, "an amount of money")
        result: Decimal = value.amount
        return result

    return amount


def _make_round(digits: int = 0) -> Filter:
    step = Decimal(1).scaleb(-digits)

    def rounded(value: Any) -> Any:
        number = _numeric(value)
        if isinstance(number, Money):
            return Money(number.amount.quantize(step, rounding=ROUND_HALF_EVEN), number.currency)
        return Decimal(number).quantize(step, rounding=ROUND_HALF_EVEN)

    return rounded


def _make_add_days(days: int) -> Filter:
    def later(value: Any) -> date:
        _needs(value, date, "a date")
        try:
            day: date = value + timedelta(days=days)
        except OverflowError as error:
            raise FilterError("leaves the calendar; check the date in the data") from error
        return day

    return later


def _make_sum(attribute: str | None = None) -> Filter:
    def total(value: Any) -> Any:
        items = _items(value, attribute)
        if not items:
            raise FilterError("has nothing to add up: the list is empty; guard it with a condition")
        first, *others = (_numeric(item) for item in items)
        for other in others:
            first = first + other
        return first

    return total


def _make_count() -> Filter:
    return lambda value: len(_items(value))


def _make_first() -> Filter:
    return lambda value: items[0] if (items := _items(value)) else Missing("the first of an empty list")


def _make_last() -> Filter:
    return lambda value: items[-1] if (items := _items(value)) else Missing("the last of an empty list")


def _make_where(attribute: str, wanted: Any) -> Filter:
    return lambda value: [item for item in _items(value) if item.get(attribute) == wanted]


def _make_sort(attribute: str | None = None, reverse: bool = False) -> Filter:
    def ordered(value: Any) -> list[Any]:
        items = _items(value)
        keys = _items(value, attribute)
        pairs = sorted(zip(keys, range(len(items)), strict=True), key=lambda pair: pair[0], reverse=reverse)
        return [items[index] for _, index in pairs]

    return ordered


def _make_map(attribute: str) -> Filter:
    return lambda value: _items(value, attribute)


def _make_join(separator: str = "") -> Filter:
    return lambda value: separator.join(_text(item) for item in _items(value))


def _make_upper() -> Filter:
    return lambda value: _text(value).upper()


def _make_lower() -> Filter:
    return lambda value: _text(value).lower()


def _make_trim() -> Filter:
    return lambda value: _text(value).strip()


_PLAIN: dict[str, Callable[..., Filter]] = {
    "abs": _make_abs,
    "negate": _make_negate,
    "amount": _make_amount,
    "round": _make_round,
    "add_days": _make_add_days,
    "sum": _make_sum,
    "count": _make_count,
    "first": _make_first,
    "last": _make_last,
    "where": _make_where,
    "sort": _make_sort,
    "map": _make_map,
    "join": _make_join,
    "upper": _make_upper,
    "lower": _make_lower,
    "trim": _make_trim,
}


def _text(value: Any) -> str:
    _needs(value, str, "text")
    text: str = value
    return text


def _numeric(value: Any) -> Any:
    _needs(value, (int, Decimal, Money), "a number or an amount of money")
    return value


def _items(value: Any, attribute: str | None = None) -> list[Any]:
    _needs(value, list, "a list")
    if attribute is None:
        return list(value)
    missing = next((index for index, item in enumerate(value) if item.get(attribute) is None), None)
    if missing is not None:
        raise FilterError(f"needs {attribute!r} in every item of the list; item {missing + 1} has none")
    return [item[attribute] for item in value]
