"""The fast writers agree with Babel, and figures keep their last digit."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.binding.formats import FormatError, formats_for

LOCALES = ("en-GB", "it", "de", "de-CH", "fr", "es", "pl", "pt", "sv", "hi", "ar", "he", "en-IN", "ja", "el", "vi")
CURRENCIES = ("EUR", "USD", "CHF", "JPY", "SEK", "KWD", "HUF", "CLF")

amounts = st.decimals(min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=2)


@given(st.sampled_from(LOCALES), st.sampled_from(CURRENCIES), amounts)
@settings(max_examples=300)
def test_money_is_what_babel_writes(tag: str, currency: str, amount: Decimal) -> None:
    expected = format_currency(amount.normalize(), currency, locale=tag.replace("-", "_"), decimal_quantization=False)
    assert formats_for(tag).money(amount, currency) == expected


@given(st.sampled_from(LOCALES), amounts)
def test_numbers_are_what_babel_writes(tag: str, number: Decimal) -> None:
    expected = format_decimal(number.normalize(), locale=tag.replace("-", "_"), decimal_quantization=False)
    assert formats_for(tag).number(number) == expected


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_no_digit_of_an_amount_is_lost(amount: Decimal) -> None:
    """English digits and separators read back as the same number, however many decimals it has."""
    try:
        shown = formats_for("en-GB").plain_money(amount, "EUR")
    except FormatError:
        return
    assert Decimal(shown.replace(",", "")) == amount


@pytest.mark.parametrize(
    ("tag", "shown"),
    [("it", "-1.234,50\xa0€"), ("en-GB", "-€1,234.50"), ("de", "-1.234,50\xa0€"), ("de-CH", "EUR-1’234.50")],
)
def test_a_debit(tag: str, shown: str) -> None:
    assert formats_for(tag).money(Decimal("-1234.5"), "EUR") == shown


def test_an_amount_with_five_decimals_shows_five() -> None:
    assert formats_for("it").money(Decimal("0.12345"), "EUR") == "0,12345\xa0€"


def test_yen_have_no_decimals_unless_the_data_does() -> None:
    assert formats_for("en-GB").money(Decimal("2700.00"), "JPY") == "JP¥2,700"
    assert formats_for("en-GB").money(Decimal("2700.5"), "JPY") == "JP¥2,700.5"


def test_per_cent_and_units() -> None:
    assert formats_for("it").percent(Decimal("0.1015")) == "10,15%"
    assert formats_for("de").percent(Decimal("0.22")) == "22\xa0%"
    assert formats_for("it").unit(Decimal("1250.1255"), "kilowatt-hour") == "1.250,1255 kWh"
    with pytest.raises(FormatError, match="no unit"):
        formats_for("it").unit(Decimal(1), "parsec-per-fortnight")


def test_a_number_of_absurd_precision_is_refused() -> None:
    with pytest.raises(FormatError, match="60 digits"):
        formats_for("it").number(Decimal("1E-400"))
