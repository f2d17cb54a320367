from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.sources import values
from ccm.sources.record import DatumError

digits = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("8.850", "8.850"),
        ("+27.00", "27.00"),
        ("-0.00", "0.00"),
        ("1.", "1"),
        (".5", "0.5"),
        ("007", "7"),
        ("123456789012345678.12345678901234567890", "123456789012345678.12345678901234567890"),
    ],
)
def test_a_number_keeps_its_digits(raw: str, text: str) -> None:
    assert values.decimal_text(raw) == text


@pytest.mark.parametrize("raw", ["", "NaN", "INF", "1e5", "1,5", "1 000", "--1", "٣", "0x1F", "1" * 41])
def test_what_is_no_decimal_is_refused(raw: str) -> None:
    with pytest.raises(DatumError):
        values.decimal_text(raw)


@settings(deadline=None)
@given(digits)
def test_negating_twice_gives_the_same_number(number: Decimal) -> None:
    text = values.to_text(number)
    assert values.negated(values.negated(text)) == text
    assert Decimal(values.negated(text)) == -number


@settings(deadline=None)
@given(st.lists(digits, min_size=1, max_size=20))
def test_a_total_is_exact(numbers: list[Decimal]) -> None:
    whole = values.total([values.money(values.to_text(number), "EUR") for number in numbers])
    assert whole is not None
    scaled = sum(int(number.scaleb(5)) for number in numbers)
    assert Decimal(whole["amount"]).scaleb(5) == scaled


def test_there_is_no_total_of_several_currencies_or_of_nothing() -> None:
    assert values.total([values.money("1", "EUR"), values.money("1", "CHF")]) is None
    assert values.total([]) is None


@pytest.mark.parametrize(("percent", "fraction"), [("22.00", "0.22"), ("0", "0"), ("7.7", "0.077"), ("100", "1")])
def test_a_percentage_is_an_exact_fraction(percent: str, fraction: str) -> None:
    assert values.fraction(percent) == fraction


@pytest.mark.parametrize(("raw", "text"), [("500.00", "500"), ("0.50", "0.5"), ("100", "100"), ("-0.0", "0")])
def test_a_quantity_loses_needless_zeros(raw: str, text: str) -> None:
    assert values.shortest(raw) == text


@pytest.mark.parametrize(
    "raw",
    ["2015-01-22", "2015-01-22Z", "2015-01-22+13:00", "2015-01-22T00:00:00+01:00", "2015-01-22T23:59:59.999-11:00"],
)
def test_an_offset_does_not_move_a_date(raw: str) -> None:
    assert values.date_text(raw) == "2015-01-22"


@pytest.mark.parametrize("raw", ["2015-02-30", "22.01.2015", "20150122", "2015-1-2", "15", "2015-01-22T", "0000-01-01"])
def test_what_is_no_date_of_the_calendar_is_refused(raw: str) -> None:
    with pytest.raises(DatumError, match="not a date"):
        values.date_text(raw)


def test_compact_dates() -> None:
    assert values.compact_date_text("20130415") == "2013-04-15"
    assert values.compact_date_text("201304151230") == "2013-04-15"
    with pytest.raises(DatumError):
        values.compact_date_text("20131301")


@pytest.mark.parametrize("currency", [None, "", "eur", "EURO", "E1R"])
def test_money_has_a_currency(currency: str | None) -> None:
    with pytest.raises(DatumError, match="currency"):
        values.money("1.00", currency)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9f", "\ud800", "\ufffe"])
def test_what_cannot_be_printed_is_refused(character: str) -> None:
    with pytest.raises(DatumError, match="control character"):
        values.printable(f"Elena{character}")


def test_what_can_be_printed_is_left_alone() -> None:
    text = "Ελένη\tNguyễn\r\nفاطمة \u202eabc\u202c 😀"
    assert values.printable(text) is text
