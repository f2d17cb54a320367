from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_repo.value_checks import TEXT_CHECKS, DecimalCheck, decimal_places

GOOD = [
    ("date", "2024-02-29"),
    ("time", "09:30"),
    ("time", "23:59:59.123"),
    ("date-time", "2026-11-21T09:30:00+01:00"),
    ("date-time", "2026-11-21T09:30:00.5Z"),
    ("iban", "IT60X0542811101000000123456"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("phone", "+39 02 1234 5678"),
    ("phone", "+4930123456"),
    ("email", "ada.brambilla+bank@posta.example"),
    ("email", "ada@bücher.example"),
    ("url", "https://my.ginepro.example/statements?id=1"),
    ("locale", "it"),
    ("locale", "zh-Hans-CN"),
    ("currency", "EUR"),
    ("country", "IT"),
]
BAD = [
    ("date", "2026-02-30"),
    ("date", "2026-2-3"),
    ("date", "20260203"),
    ("date", "0000-01-01"),
    ("date", "2026-11-21\n"),
    ("date", "２０２６-11-21"),
    ("time", "25:00"),
    ("time", "09:30:00+01:00"),
    ("date-time", "2026-11-22T09:30:00"),
    ("date-time", "2026-11-21 09:30:00Z"),
    ("date-time", "2026-11-21T09:30:60Z"),
    ("iban", "IT61X0542811101000000123456"),
    ("iban", "DE89"),
    ("iban", "it60x0542811101000000123456"),
    ("phone", "02 1234 5678"),
    ("phone", "+1"),
    ("phone", "+39" + "1" * 400),
    ("email", "ugo"),
    ("email", "ada@posta"),
    ("email", "a b@posta.example"),
    ("email", "ada@posta.example\r\nBcc: eve@posta.example"),
    ("url", "javascript:alert(1)"),
    ("url", "http://posta.example"),
    ("locale", "italiano"),
    ("locale", "it_IT"),
    ("currency", "EURO"),
    ("currency", "eur"),
    ("country", "EU"),
    ("country", "ITA"),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_well_formed_texts_pass(name: str, text: str) -> None:
    TEXT_CHECKS[name](text)


@pytest.mark.parametrize(("name", "text"), BAD)
def test_faults_say_what_is_wrong_without_repeating_the_value(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"^(is|has)\b.+\w") as fault:
        TEXT_CHECKS[name](text)
    assert text not in str(fault.value)


@given(st.sampled_from(sorted(TEXT_CHECKS)), st.text(max_size=40))
def test_arbitrary_text_passes_or_is_a_fault(name: str, text: str) -> None:
    try:
        TEXT_CHECKS[name](text)
    except ValueError:
        return
    read = {"date": date.fromisoformat, "date-time": datetime.fromisoformat, "time": time.fromisoformat}.get(name)
    if read is not None:
        read(text)


@pytest.mark.parametrize(
    "value", ["0", "-12.50", "999999999999999999.99", Decimal("1E+3"), Decimal("0.00000000000000000001"), 7, -3]
)
def test_exact_numbers_pass(value: object) -> None:
    DecimalCheck()(value)


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "Infinity",
        "1e5",
        "+1",
        "1,50",
        ".5",
        "5.",
        "",
        "١٢",
        "1" * 19,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("-Infinity"),
        Decimal("1E+99999"),
        Decimal("1E-99999"),
        10**18,
        1.5,
        True,
        None,
        [],
    ],
)
def test_what_is_no_exact_number_is_a_fault(value: object) -> None:
    with pytest.raises(ValueError, match=r"^(is|has) "):
        DecimalCheck()(value)


def test_limits_are_kept_exactly() -> None:
    check = DecimalCheck(minimum=Decimal("-1"), maximum=Decimal("100.00"), decimals=2)
    for value in ("-1", "100", "99.9900", Decimal("100.000")):
        check(value)
    for value in ("-1.01", "100.01", "99.999", Decimal("1E-3")):
        with pytest.raises(ValueError, match=r"^(is|has) "):
            check(value)


@given(st.integers(-(10**30), 10**30), st.integers(0, 20))
def test_decimal_places_leave_trailing_zeros_out(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places) if abs(digits) < 10**28 else Decimal(digits)
    text = format(number, "f")
    expected = len(text.partition(".")[2].rstrip("0"))
    assert decimal_places(number) == expected
