"""A text message as a phone shows it: cut where its segments end, and where its locked blocks begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from content_blocks.document import Block, Document, walk
from renderers.base import Artifact
from renderers.draft import message_head
from renderers.sms.gsm7 import EXTENSION
from renderers.sms.message import compose
from renderers.sms.segments import JOINED, SINGLE, count


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the message: its text, the segment it is in (from 1), and the block it came from, if any."""

    text: str
    segment: int
    block: str | None


def message_runs(artifact: Artifact, document: Document | None) -> list[Run]:
    """The message in runs that change neither segment nor block.

    The mark of a draft is a run of its own in the first segment. It is not counted: the segments are those of the
    message that would be sent.
    """
    text = artifact.parts[0].body.decode("utf-8")
    head = message_head(document) if document else ""
    text = text.removeprefix(head)
    blocks: list[str | None] = [None] * len(text)
    place = 0
    for name, words in _locked(document) if document else ():
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            blocks[start:place] = [name] * len(words)
    marks = zip(segment_of_each(text), blocks, text, strict=True)
    return [Run(head, 1, None)] * bool(head) + [
        Run("".join(character for _, _, character in run), segment, block)
        for (segment, block), run in groupby(marks, key=lambda mark: mark[:2])
    ]


def segment_of_each(text: str) -> list[int]:
    """For each character of `text` the number of its segment (3GPP TS 23.040). None is split over two."""
    encoding = count(text).encoding
    doubled = EXTENSION if encoding == "GSM-7" else None
    costs = [2 if (character in doubled if doubled else character > "\uffff") else 1 for character in text]
    if sum(costs) <= SINGLE[encoding]:
        return [1] * len(text)
    segments: list[int] = []
    number, used = 1, 0
    for cost in costs:
        if used + cost > JOINED[encoding]:
            number, used = number + 1, 0
        used += cost
        segments.append(number)
    return segments


def _locked(document: Document) -> Iterator[tuple[str, str]]:
    """Each locked block's name and the words the message carries it in, which are never changed nor cut."""
    names = {node.id: f"{node.key}@{node.version}" for node in walk(document.content) if isinstance(node, Block)}
    for piece in compose(document).pieces:
        if piece.locked:
            yield names[piece.node], "\n".join(piece.lines)
