"""Values as people of a locale write them, by CLDR through Babel.

Amounts are formatted by the million, so the affixes, symbols and grouping of a locale and currency are taken
from Babel once and applied here; for writing systems whose grouping or digits are not the common ones Babel
does each value itself. `tests/ccm/binding/test_formats.py` holds both to the same result.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from babel.units import UnknownUnitError, format_unit

# More decimals than any currency has, so that none is padded.
_PROBE = Decimal("1234567.891234")
_SKELETONS = {"month": "yMMMM", "day-month": "MMMd"}
_MAX_DIGITS = 60
_EXACT = Context(prec=2 * _MAX_DIGITS + 2)


class FormatError(ValueError):
    """A value cannot be written (unknown unit, absurd precision); the message says why."""


class Formats:
    """The formats of one locale, a BCP 47 tag."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        self.money_writers: dict[str, tuple[Callable[[Decimal, int], str], int]] = {}
        self._number = _grouped(lambda value: format_decimal(value, locale=self.locale, decimal_quantization=False))
        self.date = lru_cache(maxsize=4096)(self._date)
        self.datetime = lru_cache(maxsize=1024)(self._datetime)

    def money(self, amount: Decimal, currency: str) -> str:
        """``1.234,50 €``: never rounded, at least as many decimals as the currency has (ISO 4217)."""
        write, precision = self.money_writers.get(currency) or self.money_writer(currency)
        return write(amount, precision)

    def money_writer(self, currency: str) -> tuple[Callable[[Decimal, int], str], int]:
        """The writer of a currency's amounts and the currency's decimals; kept in `money_writers`."""
        write = _grouped(lambda value: format_currency(value, currency, locale=self.locale, decimal_quantization=False))
        self.money_writers[currency] = write, get_currency_precision(currency)
        return self.money_writers[currency]

    def plain_money(self, amount: Decimal, currency: str) -> str:
        """The amount without its currency, with as many decimals as `money` shows."""
        return self._number(amount, get_currency_precision(currency))

    def machine_money(self, amount: Decimal, currency: str) -> str:
        """``EUR1234.50``, in every language alike; as many decimals as `money` shows, so 12.500 is EUR12.50."""
        whole, fraction = _split(amount, get_currency_precision(currency))
        sign = "-" if amount < 0 else ""
        return f"{currency}{sign}{whole.replace(',', '')}{'.' + fraction if fraction else ''}"

    def number(self, value: Decimal | int, decimals: int | None = None) -> str:
        """``1.234,5``; all its decimals, or rounded half to even to `decimals`."""
        number = Decimal(value)
        if decimals is None:
            return self._number(number, 0)
        return self._number(_rounded(number, decimals), decimals)

    def percent(self, value: Decimal | int, decimals: int | None = None) -> str:
        """``22 %`` for 0.22; all its decimals, or rounded half to even to `decimals`."""
        number = Decimal(value)
        digits = max(len(_split(number, 0)[1]) - 2, 0) if decimals is None else decimals
        number = _rounded(number, digits + 2)
        pattern = self.locale.percent_formats[None]
        shown = pattern.pattern.replace("#,##0", "#,##0." + "0" * digits) if digits else None
        return format_percent(number, shown, locale=self.locale)

    def unit(self, value: Decimal | int, unit: str) -> str:
        """``230 kWh``: a CLDR unit such as kilowatt-hour, in its short form."""
        number = Decimal(value)
        try:
            form = format_unit(number, unit, length="short", locale=self.locale)
        except UnknownUnitError as error:
            raise FormatError(f"{unit!r} is no unit of CLDR; write one such as kilowatt-hour") from error
        # Babel shows three decimals at most; the words around the number are right for its plural.
        return form.replace(format_decimal(number, locale=self.locale), self.number(number), 1)

    def time(self, value: time | datetime, style: str = "short") -> str:
        return format_time(value, style, locale=self.locale)

    def listing(self, items: list[str], style: str = "and") -> str:
        """``a, b and c``."""
        if not items:
            return ""
        return format_list(items, style="or" if style == "or" else "standard", locale=self.locale)

    def territory(self, code: str) -> str:
        """The name of a country (ISO 3166-1 alpha-2); the code itself where CLDR has none."""
        return str(self.locale.territories.get(code, code))

    def plural(self, number: Decimal | int) -> str:
        """The CLDR plural category of `number`."""
        return self.locale.plural_form(number)

    def _date(self, value: date, style: str = "medium") -> str:
        skeleton = _SKELETONS.get(style)
        if skeleton:
            return format_skeleton(skeleton, value, locale=self.locale)
        return format_date(value, style, locale=self.locale)

    def _datetime(self, value: datetime, style: str = "medium") -> str:
        # The record's own offset is the one the customer knows; no conversion to another zone.
        return format_datetime(value, style, tzinfo=value.tzinfo, locale=self.locale)


@lru_cache(maxsize=64)
def formats_for(tag: str) -> Formats:
    """The formats of a locale, made once."""
    return Formats(tag)


def _grouped(by_babel: Callable[[Decimal], str]) -> Callable[[Decimal, int], str]:
    """A fast writer of numbers in thousands, learnt from what `by_babel` makes of a probe.

    The writer takes a number and how many decimals to show at least; it shows all that the number has.
    """
    shapes = [_affixes(by_babel(probe)) for probe in (_PROBE, -_PROBE)]
    if None in shapes:
        return lambda value, least: by_babel(_padded(value, least))
    (before, after, group, point), (minus_before, minus_after, _, _) = (shape for shape in shapes if shape)

    def write(value: Decimal, least: int) -> str:
        whole, fraction = _split(value, least)
        body = whole.replace(",", group)
        if fraction:
            body += point + fraction
        return minus_before + body + minus_after if value < 0 else before + body + after

    return write


def _affixes(text: str) -> tuple[str, str, str, str] | None:
    """What stands before and after the probe's digits, and the two separators; None for an unusual shape."""
    start = text.find("1")
    end = text.rfind("891234") + 6
    body = text[start:end]
    if start < 0 or len(body) != 16:
        return None
    group, point = body[1], body[9]
    if body != f"1{group}234{group}567{point}891234":
        return None
    return text[:start], text[end:], group, point


def _split(value: Decimal, least: int) -> tuple[str, str]:
    """The digits before the point, in thousands with commas, and those after it, at least so many."""
    # The size is looked at first: 1E+999999999 written out would fill the memory.
    if not -_MAX_DIGITS <= value.adjusted() <= _MAX_DIGITS:
        raise FormatError("the number has more than 60 digits; check the data")
    whole, _, fraction = f"{value.copy_abs():,f}".partition(".")
    if len(fraction) != least:
        fraction = fraction.rstrip("0").ljust(least, "0")
        if len(fraction) > _MAX_DIGITS:
            raise FormatError("the number has more than 60 digits; check the data")
    return whole, fraction


def _padded(value: Decimal, least: int) -> Decimal:
    decimals = max(least, len(_split(value, 0)[1]))
    return value.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN, context=_EXACT)
