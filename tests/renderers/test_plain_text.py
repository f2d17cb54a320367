from dataclasses import replace

import pytest

from content_blocks.document import Heading, List, Notice, Paragraph
from content_blocks.inline import Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.plain_text import inline_text, plain_text
from tests.renderers.email.sample_documents import everything, locked_block, words


def paragraph(*inlines: object, node_id: str = "p") -> Paragraph:
    return Paragraph(id=node_id, content=inlines)  # type: ignore[arg-type]


def test_addresses_are_written_out_after_the_words() -> None:
    link = Link(words("our terms"), "https://www.felce.example/terms")
    assert plain_text((paragraph(Text("Read "), link, Text(" first.")),), "email") == (
        "Read our terms first.\n\nour terms: https://www.felce.example/terms"
    )


@pytest.mark.parametrize(
    ("label", "url"),
    [
        ("www.felce.example", "https://www.felce.example/"),
        ("ciao@felce.example", "mailto:ciao@felce.example"),
        ("+39 02 0000 3400", "tel:+390200003400"),
    ],
)
def test_an_address_that_is_its_own_label_is_not_repeated(label: str, url: str) -> None:
    assert plain_text((paragraph(Link(words(label), url)),), "email") == label


def test_the_words_of_a_block_are_not_interrupted() -> None:
    text = " ".join(plain_text((locked_block(), paragraph(Text("After."))), "email").split())
    assert (
        "Deposit guarantee Deposits are protected up to €100,000 for each depositor. "
        "The information sheet says how, and within how many days. "
        "information sheet: https://www.felce.example/guarantee After."
    ) in text


def test_notes_are_numbered_and_stand_at_the_end() -> None:
    note = Footnote(words("Or the next working day."))
    assert plain_text((paragraph(Text("Pay by 3 May"), note), paragraph(Text("Thank you"))), "email") == (
        "Pay by 3 May [1]\n\nThank you\n\n[1] Or the next working day."
    )


def test_lists_are_marked_and_nested_ones_indented() -> None:
    inner = List(id="in", ordered=False, items=((paragraph(Text("whites")),), (paragraph(Text("colours")),)))
    outer = List(id="out", ordered=True, items=((paragraph(Text("Wash")), inner), (paragraph(Text("Dry")),)))
    assert plain_text((outer,), "email") == "1. Wash\n\n   - whites\n   - colours\n\n2. Dry"


def test_long_lines_are_wrapped_and_breaks_kept() -> None:
    text = plain_text((paragraph(Text("word " * 40), LineBreak(), Text("next")),), "email", 40)
    assert max(map(len, text.splitlines())) <= 40
    assert text.endswith("\nnext")


def test_only_what_the_channel_shows_is_told() -> None:
    hidden = replace(paragraph(Text("Only on paper")), channels=("pdf",))
    assert plain_text((hidden, Heading(id="h", level=1, content=words("Title"))), "email") == "Title"


def test_every_kind_of_node_is_told() -> None:
    text = plain_text(everything().content, "email")
    for piece in (
        "Pay now: https://www.fiamma.example/pay?bill=1&way=card",
        "Use rose from 210 kWh in September to 245 kWh in October.",
        "Sep    210 kWh",
        "QR code that opens the payment page",
        "8020-1234",
        "A house and a hill",
        "If you pay late",
        "[1] Photographs of the meter count, too.",
    ):
        assert piece in text


def test_characters_that_are_no_text_are_replaced() -> None:
    assert plain_text((paragraph(Field("a\x00b\x1b[31m")),), "email") == "a\ufffdb\ufffd[31m"


def test_inline_text_keeps_words_alone() -> None:
    inlines: Inlines = (
        Strong(words("Pay")),
        LineBreak(),
        Link(words("here"), "https://a.example"),
        Footnote(words("now")),
    )
    assert inline_text(inlines) == "Pay\nhere (now)"


def test_titles_stand_before_what_they_name() -> None:
    notice = Notice(id="n", title=words("Mind"), content=(paragraph(Text("the gap")),))
    assert plain_text((notice,), "email") == "Mind\n\nthe gap"
