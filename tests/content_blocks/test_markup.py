import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_blocks.markup import (
    Anchor,
    Break,
    Markup,
    MarkupError,
    Placeholder,
    Span,
    Words,
    escape_markup,
    parse_markup,
    placeholders,
)


def strong(*content: Words | Placeholder | Span) -> Span:
    return Span("strong", content)


def emphasis(*content: Words | Placeholder | Span) -> Span:
    return Span("emphasis", content)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ()),
        ("plain", (Words("plain"),)),
        ("two\nlines", (Words("two lines"),)),
        ("two\\\nlines", (Words("two"), Break(), Words("lines"))),
        ("a **b** c", (Words("a "), strong(Words("b")), Words(" c"))),
        ("*a* and *b*", (emphasis(Words("a")), Words(" and "), emphasis(Words("b")))),
        ("***a***", (strong(emphasis(Words("a"))),)),
        ("*a **b***", (emphasis(Words("a "), strong(Words("b"))),)),
        ("**a *b***", (strong(Words("a "), emphasis(Words("b"))),)),
        ("5 * 3 * 2", (Words("5 * 3 * 2"),)),
        ("\\*a\\*", (Words("*a*"),)),
        ("{{ a.b | money }}", (Placeholder("a.b | money"),)),
        ("{{ f('}}') }}", (Placeholder("f('}}')"),)),
        ("{a}", (Words("{a}"),)),
        ("[1]", (Words("[1]"),)),
        ("<b>x</b>", (Words("<b>x</b>"),)),
        ("[a](https://b.example)", (Anchor((Words("a"),), (Words("https://b.example"),)),)),
        (
            "[{{ a[0] }}](https://b.example/{{ id }}/)",
            (Anchor((Placeholder("a[0]"),), (Words("https://b.example/"), Placeholder("id"), Words("/"))),),
        ),
        ("a^[see *b*]", (Words("a"), Span("footnote", (Words("see "), emphasis(Words("b")))))),
    ],
)
def test_markup_reads_as_documented(text: str, markup: Markup) -> None:
    assert parse_markup(text) == markup


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("see *this", "at character 5 ('*this'): '*' is never closed; close it, or write \\*"),
        ("see **this", "at character 5 ('**this'): '**' is never closed; close it, or write \\*\\*"),
        ("{{ name", "at character 1 ('{{ name'): '{{' is never closed; close it with }}"),
        ("{{ 'name }}", "'{{' is never closed"),
        ("Dear {{ }}", "at character 6 ('{{ }}'): {{ }} is empty; name the datum"),
        ("{% if x %}", "there are no statements"),
        ("{# note #}", "there are no statements or comments"),
        ("^[note", "'[' is never closed"),
        ("^[]", "the footnote is empty"),
        ("^[a ^[b]]", "a footnote stands inside a footnote"),
        ("[a](https://b", "the address of the link is never closed; close it with )"),
        ("[](https://b)", "a link needs words and an address"),
        ("[a]( )", "a link needs words and an address"),
        ("[a [b](c) d](e)", "a link stands inside a link"),
        ("end\\", "at character 4 ('\\\\'): a backslash stands before nothing"),
        ("C:\\new", "a backslash stands before nothing it can escape; write \\\\"),
        ("^[" * 9 + "]" * 9, "nested more than 8 deep"),
    ],
)
def test_malformed_markup_says_where_and_how_to_mend_it(text: str, message: str) -> None:
    with pytest.raises(MarkupError) as refusal:
        parse_markup(text)
    assert message in str(refusal.value)


def read(markup: Markup) -> str:
    return "".join(
        node.text if isinstance(node, Words) else "\n" if isinstance(node, Break) else "?" for node in markup
    )


@given(st.text())
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    assert read(parse_markup(escape_markup(text))) == text


@given(st.text("*^[](){}\\\n ab'\"%|", max_size=40))
def test_any_text_is_markup_or_refused(text: str) -> None:
    assert refusal_of(text).startswith(("at character ", "read"))


def refusal_of(text: str) -> str:
    try:
        parse_markup(text)
    except MarkupError as refusal:
        return str(refusal)
    return "read"


def test_long_hostile_text_takes_no_longer_than_its_length() -> None:
    """Brackets are matched in one pass; matching each on its own would take minutes here."""
    brackets = "[" * 50_000
    assert parse_markup(brackets) == parse_markup(brackets)
    assert read(parse_markup(brackets)) == brackets


def test_placeholders_are_found_everywhere_in_reading_order() -> None:
    markup = parse_markup("{{ a }} **{{ b }}** [{{ c }}](https://x.example/{{ d }}) ^[{{ e }}]")
    assert placeholders(markup) == ("a", "b", "c", "d", "e")
