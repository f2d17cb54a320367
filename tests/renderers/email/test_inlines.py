import pytest

from content_blocks.inline import Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.email.inlines import data_html, inlines_html
from renderers.email.page_state import PageState
from tests.renderers.email.sample_documents import document, words


def html(*inlines: object) -> str:
    content: Inlines = inlines  # type: ignore[assignment]
    return inlines_html(PageState.of(document()), content)


def test_data_stays_text() -> None:
    assert html(Field("<script>alert('x')</script> & {{ 7 * 7 }}")) == (
        "&lt;script&gt;alert('x')&lt;/script&gt; &amp; {{ 7 * 7 }}"
    )


def test_an_address_cannot_leave_its_attribute() -> None:
    link = Link(words("pay"), 'https://a.example/?q="><img src=x onerror=alert(1)>')
    assert 'href="https://a.example/?q=&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"' in html(link)


def test_control_characters_are_shown_as_replaced() -> None:
    assert html(Text("a\x00b\x0bc\ud800d")) == "a\ufffdb\ufffdc\ufffdd"


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("Ada", "ltr", "Ada"),
        ("12,50\u00a0€", "ltr", "12,50\u00a0€"),
        ("עדה", "ltr", '<span dir="rtl">עדה</span>'),
        ("Ada \u202egnitseretni", "ltr", '<span dir="ltr">Ada \u202egnitseretni</span>'),
        ("עדה", "rtl", "עדה"),
        ("IT60 X054", "rtl", '<span dir="ltr">IT60 X054</span>'),
        ("Nguyễn", "rtl", '<span dir="ltr">Nguyễn</span>'),
        ("\u200f-12 €", "rtl", "\u200f-12 €"),
    ],
)
def test_data_that_runs_against_the_text_is_set_apart(text: str, direction: str, expected: str) -> None:
    assert data_html(text, direction) == expected


def test_every_inline_node_has_its_element() -> None:
    assert html(Strong(words("now")), LineBreak()).startswith('<strong style="font-weight:600">now</strong><br>')


def test_footnotes_are_numbered_and_collected() -> None:
    state = PageState.of(document())
    inlines_html(state, (Footnote(words("first")), Footnote((Text("second & last"),))))
    assert state.notes == ["first", "second &amp; last"]
