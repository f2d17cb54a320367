"""Text as a page can carry it: nothing that a font, a tag or a reader of the file would stumble over.

Data may hold characters that PDF/A forbids in the text of a page (ISO 19005-3, 6.2.11.7: U+0000, U+FEFF, the
private use areas), that XML forbids, or that turn the direction of the text around them. They become U+FFFD,
so that a reader sees that something was there. Text whose first strong letter reads against the document is
isolated by the markup writer; the embeddings and isolates of Unicode are then needless and are left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

Direction = Literal["ltr", "rtl"]

REPLACEMENT = "\ufffd"

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060-\u2064\u202a-\u202c\u2066-\u206f\ufeff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_BLANKS = re.compile("[\t\n\r\u2028\u2029]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_DIGITS = re.compile(r"\d")
_LONG_WORD = re.compile(r"\S{28}")

PIECE = 600


def clean(text: str) -> str:
    """Return `text` with forbidden characters replaced by U+FFFD and line ends by blanks.

    Text that needs no change, the common case, is returned as it is after one scan.
    """
    if text.isprintable():
        return text  # no control, no format character, nothing of private use
    return _BLANKS.sub(" ", _INVISIBLE.sub("", _FORBIDDEN.sub(REPLACEMENT, text)))


def direction(text: str) -> Direction | None:
    """The direction of the first strong letter of `text` (UAX #9, rules P2 and P3); None when it has none."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def turns(text: str, around: Direction) -> Direction | None:
    """The direction `text` must be isolated with when it stands in text of direction `around`, or None."""
    if around == "ltr" and (text.isascii() or not _RIGHT_TO_LEFT.search(text)):
        return None
    own = direction(text)
    if own is None and around == "rtl" and _DIGITS.search(text):
        return "ltr"  # as a browser isolates a number: its groups are read from the left
    return own if own != around else None


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces that lay out quickly, and for each whether it had to be cut out of an endless word.

    WeasyPrint goes through all that is left of a text for every line of it.
    """
    start = 0
    while len(text) - start > PIECE:
        blank = text.rfind(" ", start, start + PIECE)
        end = blank + 1 if blank > start else start + PIECE
        yield text[start:end], blank <= start
        start = end
    yield text[start:], False


def has_long_word(text: str) -> bool:
    """Whether a word of `text` may be wider than a narrow column, so that it has to be broken somewhere."""
    return len(text) >= 28 and _LONG_WORD.search(text) is not None
