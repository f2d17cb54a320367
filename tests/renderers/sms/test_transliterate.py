import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.sms.gsm7 import is_gsm7
from renderers.sms.transliterate import transliterate


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("L’estratto “conto” – pronto…", 'L\'estratto "conto" - pronto...'),
        ("François, Łukasz, Đorđe, Ştefan", "Francois, Lukasz, Dorde, Stefan"),
        ("Nguyễn Thị Ánh Tuyết", "Nguyen Thi Anh Tuyet"),
        ("Gemüse à 3 €", "Gemüse à 3 €"),
        ("½ l, 20 m², œuf, 3×2", "1/2 l, 20 m2, oeuf, 3x2"),
        ("e\u0300 u\u0308", "è ü"),
        ("−12,50\u00a0€", "-12,50 €"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_the_nearest_letters(text: str, near: str) -> None:
    assert transliterate(text) == near


@pytest.mark.parametrize("text", ["Ωμέγα", "Привет", "مرحبا", "漢字", "🧾"])
def test_a_script_that_has_none_is_left(text: str) -> None:
    assert transliterate(text) is None


@given(st.text())
def test_what_is_given_can_be_sent(text: str) -> None:
    near = transliterate(text)
    assert near is None or is_gsm7(near)
