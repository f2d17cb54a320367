"""Strings that have broken other programs, as customers' data in messages and pages."""

import json
from typing import Any

import html5lib

from content_blocks import document as doc
from content_blocks.inline import Field
from renderers.mobile.renderer import MobileRenderer
from renderers.sms.renderer import SmsRenderer
from tests.corpora import CORPORA, needs_corpora
from tests.locked_words import normal
from tests.renderers.documents import document


@needs_corpora
def test_each_is_shown_as_text() -> None:
    strings = json.loads((CORPORA / "blns" / "blns.json").read_text(encoding="utf-8"))
    nodes = tuple(doc.Paragraph(id=f"p{index}", content=(Field(text),)) for index, text in enumerate(strings))
    page = MobileRenderer().render(document(*nodes)).parts[0].body.decode()
    tree: Any = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    shown = {element.get("id"): "".join(element.itertext()) for element in tree.iter("p")}
    for index, text in enumerate(strings):
        assert normal(shown[f"n-p{index}"]) == normal(text)
    for text in strings:
        if normal(text):
            message = SmsRenderer().render(
                document(doc.Paragraph(id="p", content=(Field(text),)), sms=doc.SmsRules(limit=99))
            )
            assert normal(message.parts[0].body.decode()) == normal(text)
