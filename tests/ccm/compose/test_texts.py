"""Texts with data in them: data stays data."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.binding.evaluate import EvaluationError
from ccm.binding.formats import formats_for
from ccm.compose.errors import CompileError
from ccm.compose.texts import Texts, inlines_text, safe_text
from content_blocks.catalog import Catalog, Translation
from content_blocks.inline import Field, Link, Strong, Text
from content_blocks.markup import escape_markup

TEXTS = Texts("template test", None, formats_for("en-GB"))


def test_words_and_data() -> None:
    make = TEXTS.inlines("intro", "Dear **{{ name }}**, see [this page](https://example.com/{{ id }}).")
    assert make({"name": "Ada", "id": "a b/../?x=1"}) == (
        Text("Dear "),
        Strong((Field("Ada", "name"),)),
        Text(", see "),
        Link((Text("this page"),), "https://example.com/a%20b%2F..%2F%3Fx%3D1"),
        Text("."),
    )


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "**b**", "<script>alert(1)</script>", "[x](javascript:y)", "%s{0}"])
def test_markup_and_expressions_in_data_are_text(hostile: str) -> None:
    assert TEXTS.inlines("intro", "{{ name }}")({"name": hostile}) == (Field(hostile, "name"),)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://example.com", "file:///etc/passwd", "//x"]
)
def test_data_cannot_be_an_unsafe_link(url: str) -> None:
    make = TEXTS.inlines("intro", "[pay]({{ url }})")
    with pytest.raises(EvaluationError, match="cannot be linked to"):
        make({"url": url})


def test_mailboxes_and_telephone_numbers_of_the_data_can_be_linked_to() -> None:
    make = TEXTS.inlines("contact", "[write](mailto:{{ email }}?subject={{ topic }}) [call](tel:{{ phone }})")
    links = [node for node in make({"email": "a+b@example.com", "topic": "x&cc=y", "phone": "+39021234567"})
             if isinstance(node, Link)]  # fmt: skip
    assert [link.url for link in links] == ["mailto:a+b@example.com?subject=x%26cc%3Dy", "tel:+39021234567"]


@given(st.text())
def test_safe_text_is_one_line_that_hides_and_reorders_nothing(text: str) -> None:
    safe = safe_text(text)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in safe)
    assert not any(0x202A <= ord(character) <= 0x202E or 0x2066 <= ord(character) <= 0x2069 for character in safe)
    assert safe_text(safe) == safe


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_escaped_text_composes_to_itself(text: str) -> None:
    assert inlines_text(TEXTS.inlines("intro", escape_markup(text))({})) == text.strip()


def test_a_number_without_a_filter_is_refused() -> None:
    with pytest.raises(EvaluationError, match="format it with a filter"):
        TEXTS.inlines("intro", "{{ days }}")({"days": 3})


ITALIAN = Catalog("it", {"a": Translation("Hello", "Ciao"), "b": Translation("Old words", "Vecchie parole")})


def test_a_stale_translation_is_never_shown() -> None:
    texts = Texts("template test", ITALIAN, formats_for("it"))
    assert texts.words("a", "Hello") == "Ciao"
    assert texts.words("b", "New words") == "New words"
    assert texts.words("c", "Unheard of") == "Unheard of"
    assert texts.untranslated == ["b", "c"]


@pytest.mark.parametrize(("context", "state"), [("b", "stale"), ("c", "missing")])
def test_a_locked_block_speaks_only_approved_words(context: str, state: str) -> None:
    texts = Texts("block test", ITALIAN, formats_for("it"), locked=True)
    with pytest.raises(CompileError, match=f"'{context}' of a locked block is {state} in it"):
        texts.words(context, "New words")
