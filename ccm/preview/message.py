"""A text message as a phone shows it: cut where its segments end, and where its locked blocks begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from content_blocks.document import Block, Document, walk
from renderers.base import Artifact
from renderers.draft import message_head
from renderers.sms.fit import fit
from renderers.sms.gsm7 import EXTENSION
from renderers.sms.message import compose
from renderers.sms.segments import JOINED, SINGLE, count


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the message: its text, the segment it is in (from 1), the locked block and the node it came from.

    What the channel adds of its own, as a draft's mark and line breaks, came from neither.
    """

    text: str
    segment: int
    block: str | None
    node: str | None = None


def message_runs(artifact: Artifact, document: Document | None) -> list[Run]:
    """The message in runs that change neither segment, block nor node.

    The mark of a draft is a run of its own in the first segment. It is not counted: the segments are those of the
    message that would be sent.
    """
    text = artifact.parts[0].body.decode("utf-8")
    head = message_head(document) if document else ""
    text = text.removeprefix(head)
    origins: list[tuple[str | None, str | None]] = [(None, None)] * len(text)
    place = 0
    for origin, words in _pieces(document) if document else ():
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            origins[start:place] = [origin] * len(words)
    marks = zip(segment_of_each(text), origins, text, strict=True)
    return [Run(head, 1, None)] * bool(head) + [
        Run("".join(character for _, _, character in run), segment, block, node)
        for (segment, (block, node)), run in groupby(marks, key=lambda mark: mark[:2])
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


def _pieces(document: Document) -> Iterator[tuple[tuple[str | None, str], str]]:
    """The words of each piece that the message carries, with the locked block, if any, and the node they came from."""
    names = {node.id: f"{node.key}@{node.version}" for node in walk(document.content) if isinstance(node, Block)}
    for piece in fit(compose(document)).pieces:
        yield (names[piece.node] if piece.locked else None, piece.node), "\n".join(piece.lines)
