"""What a value of each format must be, exactly.

A check takes a text or number as the record holds it, and raises ValueError with the end of a sentence that
begins with the value: what is wrong, and what to do. No check repeats the value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel import Locale
from babel.core import get_global

from content_blocks.urls import checked_url
from templates_repo.types import MAX_DECIMALS, MAX_INTEGER_DIGITS

DECIMAL_PATTERN = rf"^-?[0-9]{{1,{MAX_INTEGER_DIGITS}}}(\.[0-9]{{1,{MAX_DECIMALS}}})?$"
LOCALE_PATTERN = "^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$"

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?\Z")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})\Z"
)
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@[^\W_]([\w\-]*[^\W_])?(\.[^\W_]([\w\-]*[^\W_])?)+\Z")
_LOCALE = re.compile(LOCALE_PATTERN.replace("$", r"\Z"))
_DECIMAL = re.compile(DECIMAL_PATTERN.replace("$", r"\Z"))
# CLDR's two-letter territories that are not countries of ISO 3166-1.
_NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


def check_date(text: str) -> None:
    if not _DATE.match(text):
        raise ValueError("is not a date; write it as 2026-11-21")
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day of the calendar; check month and day (2026-11-21)") from None


def check_time(text: str) -> None:
    wrong = "is not a time of day; write it as 09:30 or 09:30:00"
    if not _TIME.match(text):
        raise ValueError(wrong)
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ValueError(wrong) from None


def check_datetime(text: str) -> None:
    wrong = "is not a date with time and zone; write it as 2026-11-21T09:30:00+01:00 (RFC 3339)"
    if not _DATETIME.match(text):
        raise ValueError(wrong)
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(wrong) from None


def check_iban(text: str) -> None:
    """ISO 13616; blanks between the groups are allowed."""
    compact = text.replace(" ", "")
    if not _IBAN.match(compact):
        raise ValueError(
            "is not an IBAN; it begins with a country code and two digits, as in IT60X0542811101000000123456"
        )
    digits = "".join(str(int(character, 36)) for character in compact[4:] + compact[:4])
    if int(digits) % 97 != 1:
        raise ValueError("is not an IBAN: its check digits do not fit; compare it with the source")


def check_phone(text: str) -> None:
    try:
        possible = len(text) <= 40 and phonenumbers.is_possible_number(phonenumbers.parse(text, None))
    except phonenumbers.NumberParseException:
        possible = False
    if not possible:
        raise ValueError("is not an international telephone number; write it as +390212345678")


def check_email(text: str) -> None:
    if len(text) > 254 or not _EMAIL.match(text):
        raise ValueError("is not an email address; write it as ada@example.com")


def check_url(text: str) -> None:
    try:
        checked_url(text)
    except ValueError as error:
        raise ValueError(f"is not an address to link to: it {error}") from None


def check_locale_tag(text: str) -> None:
    if not _LOCALE.match(text):
        raise ValueError("is not a language tag; write a BCP 47 tag such as it, en-GB or de-AT")


def check_currency(text: str) -> None:
    if text not in currencies():
        raise ValueError("is not a currency; write its ISO 4217 code, such as EUR")


def check_country(text: str) -> None:
    if text not in countries():
        raise ValueError("is not a country; write its ISO 3166-1 code of two letters, such as IT")


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    return frozenset(get_global("all_currencies"))


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    return frozenset(str(code) for code in Locale("en").territories if len(str(code)) == 2) - _NOT_COUNTRIES


TEXT_CHECKS: Mapping[str, Callable[[str], None]] = {
    "date": check_date,
    "time": check_time,
    "date-time": check_datetime,
    "iban": check_iban,
    "phone": check_phone,
    "email": check_email,
    "url": check_url,
    "locale": check_locale_tag,
    "currency": check_currency,
    "country": check_country,
}


@dataclass(frozen=True, slots=True)
class DecimalCheck:
    """An exact decimal number within limits, as a JSON number or (unless `numbers_only`) as a text.

    There are at most 18 digits before the point and 20 after it, so that nothing the number is shown in grows
    beyond measure.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None
    numbers_only: bool = False
    nullable: bool = False

    def __call__(self, value: object) -> None:
        if value is None and self.nullable:
            return
        number = self._number(value)
        if self.minimum is not None and number < self.minimum:
            raise ValueError(f"is less than {self.minimum}, the least the contract allows")
        if self.maximum is not None and number > self.maximum:
            raise ValueError(f"is more than {self.maximum}, the most the contract allows")
        if self.decimals is not None and decimal_places(number) > self.decimals:
            raise ValueError(f"has more than {self.decimals} digits after the point")

    def _number(self, value: object) -> Decimal:
        if isinstance(value, str) and not self.numbers_only:
            if not _DECIMAL.match(value):
                raise ValueError("is not a decimal number; write digits with a point, as in 1234.50")
            return Decimal(value)
        if isinstance(value, float):
            raise ValueError("is a binary float, which is not exact; give it as a decimal number or as text")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise ValueError("is not a number; write digits with a point, as in 1234.50")
        number = value if isinstance(value, Decimal) else Decimal(value)
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int):
            raise ValueError("is not a finite number; an amount cannot be NaN or Infinity")
        if number.adjusted() >= MAX_INTEGER_DIGITS or not -MAX_DECIMALS <= exponent <= MAX_INTEGER_DIGITS:
            raise ValueError(
                f"has too many digits; allowed are {MAX_INTEGER_DIGITS} before the point and {MAX_DECIMALS} after it"
            )
        return number


def decimal_places(number: Decimal) -> int:
    """Digits after the point, trailing zeros left out; exact, whatever the precision of the context."""
    _, digits, exponent = number.as_tuple()
    after = -int(exponent)
    for digit in reversed(digits):
        if digit or after <= 0:
            break
        after -= 1
    return max(after, 0)
