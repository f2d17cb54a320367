"""Locked content reaches every channel word for word, or the render fails."""

from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings

from content_blocks.document import Block, Document
from renderers.base import Artifact, RenderError
from renderers.registry import renderer
from renderers.sms.texts import carries_whole
from tests.locked_words import assert_in_order, locked_blocks, normal, notes, runs, words
from tests.strategies import documents

Check = Callable[[Document, Artifact], None]


def _text(element: Any) -> Iterator[str]:
    """The words an element shows, without the marks of notes."""
    if element.get("class") == "note" or element.tag in ("script", "sup"):
        yield element.tail or ""
        return
    yield element.text or ""
    for child in element:
        yield " " if child.tag in ("br", "p", "div", "li", "td", "th", "dt", "dd") else ""
        yield from _text(child)
    yield element.tail or ""


def check_mobile(document: Document, artifact: Artifact) -> None:
    check_page(document, artifact, "mobile", "mobile.html")


def check_email(document: Document, artifact: Artifact) -> None:
    check_page(document, artifact, "email", "email.html")


def check_page(document: Document, artifact: Artifact, channel: str, name: str) -> None:
    (page,) = (part.body.decode() for part in artifact.parts if part.name == name)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Any = parser.parse(page)
    wrappers = [element for element in tree.iter() if element.get("data-locked") == "true"]
    blocks = locked_blocks(document, channel)
    assert [wrapper.get("data-block") for wrapper in wrappers] == [f"{block.key}@{block.version}" for block in blocks]
    whole = normal("".join(_text(tree)))
    for block, wrapper in zip(blocks, wrappers, strict=True):
        expected = list(runs(block.content))
        assert_in_order(map(words, expected), "".join(_text(wrapper)), block.id)
        for run in expected:
            assert all(normal(note) in whole for note in notes(run))


def check_sms(document: Document, artifact: Artifact) -> None:
    """The short form, else the full form where all of it is text, else the link; never less."""
    rest = artifact.parts[0].body.decode()
    for block in locked_blocks(document, "sms"):
        expected = list(_sms_runs(block))
        end = assert_in_order(expected, rest, block.id)
        rest = normal(rest)[end:]


def _sms_runs(block: Block) -> Iterator[str]:
    if block.short is not None:
        yield from (words(block.short), *notes(block.short))
    elif carries_whole(block):
        all_runs = list(runs(block.content))
        yield from map(words, all_runs)
    else:
        assert block.fallback == "link"
        yield from (block.title, block.url or "")


CHECKS: dict[str, Check] = {"sms": check_sms, "mobile": check_mobile, "email": check_email}


@pytest.mark.parametrize("channel", CHECKS)
@settings(max_examples=30, deadline=None)
@given(document=documents(locked=True))
def test_locked_words_arrive_or_nothing_does(channel: str, document: Document) -> None:
    try:
        artifact = renderer(channel).render(document)
    except RenderError:
        return
    assert locked_blocks(document, channel)
    CHECKS[channel](document, artifact)
