"""The widths of formatted values are upper bounds: held against what the engine writes in many languages."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from babel import Locale

from ccm.binding.formats import formats_for
from templates_repo.types import DecimalType, IntegerType, MoneyType
from templates_repo.widths import (
    DATE_WIDTHS,
    DATETIME_WIDTHS,
    TERRITORY_WIDTH,
    TIME_WIDTH,
    UNIT_WIDTH,
    locale_width,
    number_width,
)

LOCALES = ("en-GB", "it", "de", "fr-CH", "el", "vi", "ar", "he", "hi", "th", "ja", "sr", "fi", "mt", "dz")
DAYS = [date(2026, month, day) for month in range(1, 13) for day in (20, 22, 24, 26)]
ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_and_times_are_no_longer(locale: str) -> None:
    formats = formats_for(locale)
    for style, width in DATE_WIDTHS.items():
        longest = max(len(formats.date(day, style)) for day in DAYS)
        exact = locale_width("date", {"style": style}, locale)
        assert longest <= width
        assert exact is None or longest <= exact <= width
    for style, width in DATETIME_WIDTHS.items():
        moments = [datetime(day.year, day.month, day.day, 22, 58, 59, tzinfo=ZONE) for day in DAYS]
        assert max(len(formats.datetime(moment, style)) for moment in moments) <= width
    exact = locale_width("time", {}, locale)
    for hour in range(24):
        assert len(formats.time(time(hour, 58))) <= (exact or 0) <= TIME_WIDTH


@pytest.mark.parametrize("locale", LOCALES)
def test_names_of_countries_and_units_are_no_longer(locale: str) -> None:
    formats = formats_for(locale)
    codes = [str(code) for code in Locale.parse(locale, sep="-").territories if len(str(code)) == 2]
    exact = locale_width("territory", {}, locale)
    assert max(len(formats.territory(code)) for code in codes) <= (exact or 0) <= TERRITORY_WIDTH
    for unit in ("kilowatt-hour", "cubic-meter", "month", "liter-per-100-kilometer"):
        assert len(formats.unit(1, unit)) <= number_width(IntegerType(1, 1), None) + UNIT_WIDTH


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("number", [Decimal("-123456789012345678.25"), Decimal("999.99"), Decimal("-1")])
def test_numbers_are_no_longer(locale: str, number: Decimal) -> None:
    formats = formats_for(locale)
    type_ = DecimalType(number, number, 2)
    assert len(formats.number(number, None)) <= number_width(type_, None)
    assert len(formats.number(number, 2)) <= number_width(type_, 2)
    assert len(formats.percent(number, 2)) <= number_width(type_, 2) + 5
    for currency in ("EUR", "CHF", "USD", "JPY", "KWD"):
        amount = MoneyType(number, number, 2)
        assert len(formats.money(number, currency)) <= number_width(amount, 4) + 5
