import pytest

from ccm.sources import identifiers


@pytest.mark.parametrize(
    ("raw", "iban"),
    [
        ("IT60 X054 2811 1010 0000 0123 456", "IT60X0542811101000000123456"),
        ("it60x0542811101000000123456", "IT60X0542811101000000123456"),
        ("IT61X0542811101000000123456", None),
        ("DK1212341234123412", None),
        ("0048213", None),
        (None, None),
    ],
)
def test_an_iban_is_one_when_its_check_digits_hold(raw: str | None, iban: str | None) -> None:
    assert identifiers.iban(raw) == iban


@pytest.mark.parametrize(("raw", "code"), [("it", "IT"), ("UK", "GB"), ("EU", None), ("1A", None), (None, None)])
def test_countries(raw: str | None, code: str | None) -> None:
    assert identifiers.country(raw) == code


def test_only_what_can_be_sent_to_is_an_address_or_a_number() -> None:
    assert identifiers.email("elena@example.com") == "elena@example.com"
    assert identifiers.email("not an address") is None
    assert identifiers.phone("+39-3471234567") == "+39-3471234567"
    assert identifiers.phone("5121230") is None
