"""How long formatted values can get, in characters, in any language of CLDR that prints in Latin, Greek,
Cyrillic, Arabic or Hebrew letters. The figures are upper bounds; a test holds them against Babel.
"""

from collections.abc import Mapping
from decimal import Decimal

from templates_repo.types import MAX_DECIMALS, MAX_INTEGER_DIGITS, DataType, DecimalType, IntegerType, MoneyType

NAME_FIELDS = ("title", "prefix", "given", "family")

DATE_WIDTHS: Mapping[str, int] = {"short": 12, "medium": 22, "long": 30, "full": 50, "month": 24, "day-month": 24}
TIME_WIDTH = 14
DATETIME_WIDTHS: Mapping[str, int] = {"short": 28, "medium": 40, "long": 70, "full": 120}
PHONE_WIDTH = 24
TERRITORY_WIDTH = 60
UNIT_WIDTH = 40


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
