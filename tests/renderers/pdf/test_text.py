import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.pdf.text import PIECE, clean, direction, has_long_word, pieces, turns


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Anna Beltrami", "Anna Beltrami"),
        ("a\x00b\x1b[0m\x7f\x85", "a�b�[0m��"),
        ("tab\tand\r\nline", "tab and line"),
        ("user \u202egpj.exe\u202c", "user �gpj.exe"),
        ("\u2066isolated\u2069 and \u202aembedded\u202c", "isolated and embedded"),
        ("private \ue123 and \U000f0001", "private � and �"),
        ("\ud800 alone", "� alone"),
        ("\ufeffmark", "mark"),
        ("Ελληνικά, Nguyễn Thị Ánh, שלום, مرحبا 🍕", "Ελληνικά, Nguyễn Thị Ánh, שלום, مرحبا 🍕"),
    ],
)
def test_only_what_a_page_can_carry_is_left(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


@given(st.text())
def test_no_control_or_direction_character_survives(text: str) -> None:
    kept = clean(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in kept)
    assert not any(unicodedata.bidirectional(character) in ("LRO", "RLO", "LRE", "RLE", "PDF") for character in kept)
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("text", "around", "isolated"),
    [
        ("Anna", "ltr", None),
        ("محمد عبد الله", "ltr", "rtl"),
        ("דוד Levi", "ltr", "rtl"),
        ("Levi דוד", "ltr", None),
        ("4471 0093", "ltr", None),
        ("4471 0093", "rtl", "ltr"),
        ("Anna", "rtl", "ltr"),
        ("محمد", "rtl", None),
        (" – ", "rtl", None),
    ],
)
def test_text_that_reads_the_other_way_is_isolated(text: str, around: str, isolated: str | None) -> None:
    assert turns(text, "rtl" if around == "rtl" else "ltr") == isolated


def test_the_first_strong_letter_gives_the_direction() -> None:
    assert direction("12 – م a") == "rtl"
    assert direction("12 –") is None


@given(st.text(alphabet="ab c", min_size=0, max_size=5 * PIECE))
def test_pieces_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert "".join(piece for piece, _ in found) == text
    assert all(len(piece) <= PIECE for piece, _ in found)


def test_endless_words_are_cut_and_others_are_not() -> None:
    assert [cut for _, cut in pieces("x" * (2 * PIECE))] == [True, False]
    assert not any(cut for _, cut in pieces("name " * PIECE))
    assert has_long_word("x" * 40)
    assert not has_long_word("short words only, but very many of them")
