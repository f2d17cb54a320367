from xml.etree.ElementTree import Element, tostring

from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.pdf.inlines import plain_text, write_inlines


def written(*inlines: object) -> str:
    made = Element("p")
    write_inlines(made, tuple(inlines), "ltr")  # type: ignore[arg-type]
    return tostring(made, encoding="unicode")


def test_every_inline_has_its_element() -> None:
    made = written(
        Text("a "),
        Strong((Text("b "), Emphasis((Text("c"),)))),
        LineBreak(),
        Link((Text("d"),), "https://e.example"),
        Footnote((Text("f"),)),
        Text(" g"),
    )
    assert made == (
        '<p>a <strong>b <em>c</em></strong><br /><a href="https://e.example">d</a><span class="note">f</span> g</p>'
    )


def test_markup_in_data_is_text() -> None:
    hostile = '<script>alert("1")</script> &amp; {{ 7 * 7 }} ]]> <!-- '
    made = Element("p")
    write_inlines(made, (Field(hostile),), "ltr")
    assert made.text == hostile
    assert len(made) == 0


def test_texts_side_by_side_are_one_text() -> None:
    assert written(Text("IBAN "), Field("IT60"), Text("."), Field(" x")) == "<p>IBAN IT60. x</p>"


def test_other_directions_and_long_words_stand_in_elements_of_their_own() -> None:
    assert written(Text("Dear "), Field("دوم"), Text("!")) == '<p>Dear <bdi class="rtl">دوم</bdi>!</p>'
    assert 'class="long"' in written(Field("x" * 40))


def test_plain_text_leaves_out_footnotes() -> None:
    inlines: Inlines = (Text("Pay"), Footnote((Text("a note"),)), LineBreak(), Strong((Field("now"),)))
    assert plain_text(inlines) == "Pay now"
