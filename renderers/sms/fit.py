"""Making a message fit its limit, and the alphabet it is sent in."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from renderers.base import Finding
from renderers.sms.message import Message, Piece
from renderers.sms.segments import SegmentCount, count
from renderers.sms.transliterate import transliterate
from renderers.words import chrome

WORDS = {"online": {"en": "In full: {url}", "it": "Per intero: {url}", "de": "Vollständig: {url}"}}


@dataclass(frozen=True, slots=True)
class Fitted:
    """The text as it is sent, its segments, all findings, and the pieces of the message that are in the text."""

    text: str
    count: SegmentCount
    findings: tuple[Finding, ...]
    pieces: tuple[Piece, ...]


def fit(message: Message) -> Fitted:
    """The message's text within the template's limit of segments.

    What does not fit is left out piece by piece, the last first and actions after all others, and a link to
    the whole document is added. Locked pieces stay, whole. When even that is too long, or there is no link to
    give, the whole text is returned with an error among the findings.
    """
    document = message.document
    findings = list(message.findings)
    pieces = tuple(message.pieces)
    if document.sms.transliterate:
        pieces = _in_gsm7(pieces, findings)
    link = _link(message)
    whole = _text(pieces, link if message.link_needed else None)
    counted = count(whole)
    if not whole:
        findings.append(Finding("", "sms.empty", "error", "the message has no words; give the channel some"))
    if counted.segments <= document.sms.limit:
        return Fitted(whole, counted, tuple(findings), pieces)
    shortened = _shortened(pieces, link, document.sms.limit)
    if shortened is None:
        findings.append(Finding("", "sms.too-long", "error", _too_long(pieces, link, counted, document.sms.limit)))
        return Fitted(whole, counted, tuple(findings), pieces)
    kept, text = shortened
    findings += (
        Finding(
            piece.node, "sms.cut", "warning", "left out, so that the message keeps its limit; the link stands for it"
        )
        for piece in pieces
        if piece not in kept
    )
    return Fitted(text, count(text), tuple(findings), kept)


def _text(pieces: Sequence[Piece], link: str | None) -> str:
    """A line break between lines, and a blank line where the author's words and locked ones meet.

    The link comes last, unless its address stands in the text already.
    """
    lines: list[str] = []
    locked = pieces[0].locked if pieces else False
    for piece in pieces:
        if piece.locked != locked:
            lines.append("")
            locked = piece.locked
        lines += piece.lines
    text = "\n".join(lines)
    if link is None or link.rpartition(" ")[2] in text:
        return text
    return f"{text}\n{link}" if text else link


def _link(message: Message) -> str | None:
    document = message.document
    if not document.online_url:
        return None
    return chrome(WORDS, "online", document.locale, url=document.online_url)


def _shortened(pieces: Sequence[Piece], link: str | None, limit: int) -> tuple[tuple[Piece, ...], str] | None:
    """The fewest pieces left out so that the rest and the link keep `limit`; None when no number of them does."""
    if link is None:
        return None
    loose = [index for index in reversed(range(len(pieces))) if not pieces[index].locked]
    order = sorted(loose, key=lambda index: pieces[index].action)

    def without(number: int) -> tuple[Piece, ...]:
        gone = set(order[:number])
        return tuple(piece for index, piece in enumerate(pieces) if index not in gone)

    def fits(number: int) -> bool:
        return count(_text(without(number), link)).segments <= limit

    number = bisect_left(range(len(order) + 1), True, key=fits)
    if number > len(order):
        return None
    return without(number), _text(without(number), link)


def _too_long(pieces: Sequence[Piece], link: str | None, counted: SegmentCount, limit: int) -> str:
    locked = count(_text([piece for piece in pieces if piece.locked], None)).segments
    problem = f"the message needs {counted.segments} segments ({counted.encoding}); the template allows {limit}"
    if locked > limit:
        return f"{problem}. Its locked blocks alone need {locked}: raise the limit or ask for shorter short forms"
    if link is None:
        return f"{problem}, and there is no online address that a shorter message could lead to"
    return f"{problem}, and its locked blocks with the link fill it: raise the limit"


def _in_gsm7(pieces: tuple[Piece, ...], findings: list[Finding]) -> tuple[Piece, ...]:
    """The pieces in the GSM alphabet, all of them or none: half of it would change words and save nothing.

    The words of locked blocks are not touched.
    """
    near: list[Piece] = []
    for piece in pieces:
        text = "\n".join(piece.lines)
        changed = transliterate(text)
        if changed is None or (piece.locked and changed != text):
            reason = "the words of a locked block are not changed" if piece.locked else "no letter comes near"
            told = f"has characters outside the GSM alphabet, and {reason}: the message is sent in UCS-2"
            findings.append(Finding(piece.node, "sms.not-transliterated", "note", told))
            return pieces
        near.append(replace(piece, lines=tuple(changed.split("\n"))))
    return tuple(near)
