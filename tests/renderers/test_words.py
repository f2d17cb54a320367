import pytest

from renderers.words import Chrome, chrome

TABLE: Chrome = {
    "more": {"en": "{count} more", "it": "altre {count}", "de": "{count} weitere"},
    "bare": {"en": "Notes"},
}


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-GB", "9,940 more"), ("it", "altre 9.940"), ("de-CH", "9’940 weitere"), ("vi", "9,940 more")],
)
def test_the_language_of_the_tag_is_spoken_and_numbers_follow_it(locale: str, words: str) -> None:
    assert chrome(TABLE, "more", locale, count=9940) == words


def test_a_language_the_table_lacks_gets_english() -> None:
    assert chrome(TABLE, "bare", "it") == "Notes"


def test_values_are_never_read_as_words_with_places() -> None:
    assert chrome(TABLE, "more", "en", count="{count}") == "{count} more"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        chrome(TABLE, "missing", "en")
