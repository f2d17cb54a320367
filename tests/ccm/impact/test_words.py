"""Words before and after, told as a reader would tell them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.impact.model import Words
from ccm.impact.words import changed_words, pieces

texts = st.lists(st.sampled_from(["a", "b", "c", "60", "**d**"]), max_size=12)


def test_lines_broken_elsewhere_are_no_change() -> None:
    assert changed_words(["we answer within", "sixty days"], ["we answer", "within sixty days"]) == ()


def test_a_changed_word_is_told_with_its_neighbours() -> None:
    (words,) = changed_words(
        ["we answer within sixty days of receiving it"], ["we answer within 45 days of receiving it"]
    )
    assert words == Words("sixty", "45", lead="we answer within", tail="days of receiving it")


def test_near_changes_are_one_and_far_ones_are_two() -> None:
    near = changed_words(["a b c d"], ["a x c y"])
    assert [words.change for words in near] == [("b c d", "x c y")]
    far = changed_words(["a b c d e f g"], ["x b c d e f y"])
    assert [words.change for words in far] == [("a", "x"), ("g", "y")]


def test_the_foot_of_a_page_that_breaks_elsewhere_is_no_change() -> None:
    foot = "Bank of Ginepro, Milan, page 1 of 2"
    before = ["one two three four five", foot, "six seven eight nine ten eleven twelve thirteen sixty"]
    after = ["one two three four five", "six seven eight", foot, "nine ten eleven twelve thirteen 45"]
    assert [words.change for words in changed_words(before, after)] == [("sixty", "45")]


@pytest.mark.parametrize(("before", "after"), [("", "all new"), ("all gone", ""), ("", "")])
def test_one_side_may_be_empty(before: str, after: str) -> None:
    assert "".join(piece.text for piece in pieces(before, after) if piece.what != "removed") == after


def test_a_text_that_goes_on_keeps_its_last_word() -> None:
    assert [(piece.what, piece.text) for piece in pieces("in full", "in full, and more")][:1] == [("same", "in ")]
    assert [piece.what for piece in pieces("in full", "in full and more")] == ["same", "added"]


@settings(max_examples=100)
@given(texts, texts)
def test_pieces_hold_both_texts_word_for_word(before: list[str], after: list[str]) -> None:
    made = pieces(" ".join(before), " ".join(after))
    assert "".join(piece.text for piece in made if piece.what != "removed").split() == after
    assert "".join(f"{piece.text} " for piece in made if piece.what != "added").split() == before
