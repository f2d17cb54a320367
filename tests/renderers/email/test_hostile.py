"""Strings that break things, in every place of a mail that data reaches."""

import json
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import html5lib
from hypothesis import given, settings
from hypothesis import strategies as st

from content_blocks.document import Paragraph, Recipient
from renderers.characters import clean
from renderers.email.renderer import EmailRenderer
from tests.corpora import CORPORA, needs_corpora
from tests.renderers.email.html_tree import html_tree
from tests.renderers.email.sample_documents import data, document


@needs_corpora
def test_naughty_strings_are_shown_as_text() -> None:
    strings = json.loads((CORPORA / "blns" / "blns.json").read_text())
    paragraphs = [Paragraph(id=f"p{index}", content=data(text)) for index, text in enumerate(strings)]
    html = EmailRenderer().render(document(*paragraphs, online_url=None)).parts[1].body.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    tree = html_tree(html)
    for index, text in enumerate(strings):
        if text.strip():
            (shown,) = tree.xpath(f"//p[@data-node='p{index}']")
            assert shown.text_content() == clean(text)
            assert {child.tag for child in shown.iter()} <= {"p", "span"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_valid_page_and_a_whole_message(text: str) -> None:
    doc = document(
        Paragraph(id="p", content=data(text)),
        subject=text,
        preheader=text,
        recipient=Recipient(name=text, email="ada@example.org"),
    )
    message, html, _ = (part.body for part in EmailRenderer().render(doc).parts)
    html5lib.HTMLParser(strict=True).parse(html.decode())
    parsed = message_from_bytes(message, _class=EmailMessage, policy=default)
    assert not [part.defects for part in parsed.walk() if part.defects]


def test_a_name_of_100_000_characters_is_carried_whole_in_the_page() -> None:
    name = "Ñ" * 100_000
    artifact = EmailRenderer().render(
        document(Paragraph(id="p", content=data(name)), recipient=Recipient(name=name, email="ada@example.org"))
    )
    assert name in artifact.parts[1].body.decode()
    assert name in artifact.parts[2].body.decode()
    assert [finding.code for finding in artifact.findings] == ["email.header-cut", "email.too-large"]
