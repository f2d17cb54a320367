"""A text message as a phone shows it: cut where its segments end, and where its blocks begin and end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from content_blocks.document import Block, Document, Heading, Nodes, Paragraph, walk
from content_blocks.inline import Field, Footnote, Inlines, LineBreak, Link, Text
from renderers.base import Artifact

# How many units a segment holds: alone, and as one of several (3GPP TS 23.040, 9.2.3.24.1).
SEPTETS = (160, 153)
CODE_UNITS = (70, 67)
# The characters that take two septets (3GPP TS 23.038, 6.2.1.1).
TWO_SEPTETS = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the message: its text, the segment it is in (from 1), and the block it came from, if any."""

    text: str
    segment: int
    block: str | None


def message_runs(artifact: Artifact, document: Document | None) -> list[Run]:
    """The message in runs that change neither segment nor block.

    Blocks are found by their words, which a message carries uninterrupted. One that was transliterated is not
    found and has no run.
    """
    text = next((part.body.decode("utf-8") for part in artifact.parts), "")
    segments = segment_of_each(text, unicode=dict(artifact.facts).get("encoding") != "GSM-7")
    blocks: list[str | None] = [None] * len(text)
    for block in () if document is None else walk(document.content):
        if isinstance(block, Block) and block.locked and (place := _place(text, block)):
            start, end = place
            blocks[start:end] = [f"{block.key}@{block.version}"] * (end - start)
    marks = zip(segments, blocks, text, strict=True)
    return [
        Run("".join(character for _, _, character in run), segment, key)
        for (segment, key), run in groupby(marks, key=lambda mark: mark[:2])
    ]


def segment_of_each(text: str, *, unicode: bool) -> list[int]:
    """For each character of `text` the number of its segment. No character is split over two."""
    if unicode:
        costs = [2 if ord(character) > 0xFFFF else 1 for character in text]
        alone, one_of_several = CODE_UNITS
    else:
        costs = [2 if character in TWO_SEPTETS else 1 for character in text]
        alone, one_of_several = SEPTETS
    if sum(costs) <= alone:
        return [1] * len(text)
    segments: list[int] = []
    number, used = 1, 0
    for cost in costs:
        if used + cost > one_of_several:
            number, used = number + 1, 0
        used += cost
        segments.append(number)
    return segments


def _place(text: str, block: Block) -> tuple[int, int] | None:
    """Where `block` stands in `text`: in its short form, its full form, or as its title and address."""
    forms = [_words(block.short)] if block.short else []
    forms.append([words for node in _leaves(block.content) for words in _words(node)])
    if block.url:
        forms.append([block.title, block.url])
    for form in forms:
        # Between two pieces there is white space, a dash, or the address of a link.
        pattern = r"(?:\s|\S{1,300}?\s){0,6}?".join(r"\s+".join(map(re.escape, piece.split())) for piece in form)
        if form and (match := re.search(pattern, text)):
            return match.span()
    return None


def _leaves(nodes: Nodes) -> Iterator[Inlines]:
    for node in walk(nodes):
        if isinstance(node, Heading | Paragraph):
            yield node.content


def _words(content: Inlines) -> list[str]:
    """The texts of `content`, a piece for each stretch that no link interrupts."""
    pieces = [""]
    for item in content:
        if isinstance(item, Text | Field):
            pieces[-1] += item.text
        elif isinstance(item, LineBreak):
            pieces[-1] += " "
        elif isinstance(item, Link):
            pieces[-1] += " ".join(_words(item.content))
            pieces.append("")
        elif not isinstance(item, Footnote):
            inner = _words(item.content)
            pieces[-1] += inner[0]
            pieces.extend(inner[1:])
    return [piece for piece in pieces if piece.strip()]
