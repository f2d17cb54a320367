"""How long formatted values can get, in characters.

The constants are upper bounds over every language of CLDR (a test holds the commoner ones against Babel);
`locale_width` knows the exact bound of one language, for the filters whose words differ most.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time

from templates_repo.types import (
    MAX_DECIMALS,
    MAX_INTEGER_DIGITS,
    DataType,
    DecimalType,
    IntegerType,
    LiteralValue,
    MoneyType,
)

NAME_FIELDS = ("title", "prefix", "given", "family")

DATE_WIDTHS: Mapping[str, int] = {"short": 18, "medium": 26, "long": 40, "full": 64, "month": 36, "day-month": 24}
TIME_WIDTH = 28
DATETIME_WIDTHS: Mapping[str, int] = {"short": 40, "medium": 50, "long": 74, "full": 96}
PHONE_WIDTH = 24
TERRITORY_WIDTH = 84
UNIT_WIDTH = 40

# Every month and every day of the week, with days of two digits.
_DAYS = tuple(date(2026, month, day) for month in range(1, 13) for day in range(20, 27))
_HOURS = tuple(time(hour, 58) for hour in (0, 3, 9, 12, 16, 23))


def locale_width(name: str, arguments: Mapping[str, LiteralValue], locale: str) -> int | None:
    """The longest text the filter `name` gives in the language of a BCP 47 tag; None when it is not known."""
    style = str(arguments.get("style"))
    if name == "date" and style in ("short", "medium", "long", "full"):
        return _date_width(style, locale)
    if name == "time":
        return max(len(format_time(hour, "short", locale=_parsed(locale))) for hour in _HOURS)
    if name == "territory":
        territories = _parsed(locale).territories
        return max(len(str(text)) for code, text in territories.items() if len(str(code)) == 2)
    return None


@lru_cache(maxsize=256)
def _date_width(style: str, locale: str) -> int:
    return max(len(format_date(day, style, locale=_parsed(locale))) for day in _DAYS)


def _parsed(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")


def number_width(given: DataType, decimals: int | None) -> int:
    """The longest a number or amount of this type gets: sign, digits, separators and, at most, `decimals` digits
    after the point (None: as many as the type allows)."""
    if not isinstance(given, IntegerType | DecimalType | MoneyType):
        return 0
    if decimals is None and not isinstance(given, IntegerType):
        decimals = MAX_DECIMALS if given.decimals is None else given.decimals
    after = decimals or 0
    limits = (given.minimum, given.maximum)
    digits = max(_digits(limit) for limit in limits)
    sign = 2 if limits[0] is None or limits[0] < 0 else 0  # some languages put a direction mark before the sign
    return sign + digits + (digits - 1) // 2 + (1 + after if after else 0)


def _digits(limit: int | Decimal | None) -> int:
    return MAX_INTEGER_DIGITS if limit is None else len(str(abs(int(limit))))
