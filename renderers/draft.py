"""How a draft says that it is one: the words of its mark, the same in every channel.

What is not approved must not pass for a letter of the company. Each renderer puts these words where a person
looks first: across the page, in the subject, at the head of a message. Nothing else may change by it: a draft has the
pages, rows and segments that the approved communication will have.
"""

from content_blocks.brand import Palette
from content_blocks.document import Document
from renderers.colours import mix
from renderers.words import Chrome, chrome

WORDS: Chrome = {
    "word": {"en": "Draft", "it": "Bozza", "de": "Entwurf"},
    "reason": {
        "en": "not approved, not for customers",
        "it": "non approvata, non destinata ai clienti",
        "de": "nicht freigegeben, nicht für Kunden",
    },
}

# Of the warning colour in a mark that lies across text; more would be in the way of reading.
_SHARE = 0.13


def draft_word(locale: str) -> str:
    """The mark itself, in capitals: ``DRAFT``."""
    return chrome(WORDS, "word", locale).upper()


def draft_reason(locale: str) -> str:
    """What the mark means, after it and a colon: ``not approved, not for customers``."""
    return chrome(WORDS, "reason", locale)


def draft_line(locale: str) -> str:
    """The mark and what it means on one line: ``DRAFT: not approved, not for customers``."""
    return f"{draft_word(locale)}: {draft_reason(locale)}"


def message_head(document: Document) -> str:
    """What a text message of `document` begins with: ``DRAFT: `` for a draft, nothing otherwise.

    Before words that are written from the right it has a line of its own, or it would turn their direction.
    """
    if not document.draft:
        return ""
    return f"{draft_word(document.locale)}:" + (" " if document.direction == "ltr" else "\n")


def titled(document: Document, title: str) -> str:
    """`title` as `document` is to bear it: a draft's begins with its mark, ``[DRAFT] Your statement``."""
    return f"[{draft_word(document.locale)}] {title}".rstrip() if document.draft else title


def light_tint(palette: Palette) -> str:
    """The colour of a mark across a page of light colours, which it is multiplied with: text under it stays dark."""
    return mix("#ffffff", palette.warning, _SHARE)


def dark_tint(palette: Palette) -> str:
    """The colour of a mark across a page of dark colours, to be screened over it: text under it stays light."""
    return mix("#000000", palette.warning, _SHARE)
