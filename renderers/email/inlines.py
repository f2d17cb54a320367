"""Runs of text as HTML."""

import re
from html import escape

from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.characters import clean
from renderers.email.page_state import PageState

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_CONTROLS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_FOREIGN_TO_LTR = re.compile(f"[{_RIGHT_TO_LEFT}{_CONTROLS}]")
_FIRST_STRONG = re.compile(f"(?P<rtl>[{_RIGHT_TO_LEFT}])|[^\\W\\d_]")
_MARKS = re.compile(f"[{_RIGHT_TO_LEFT}\u200f]")


def text_html(text: str) -> str:
    """`text` as character data: markup characters escaped, those HTML forbids replaced."""
    return escape(clean(text), quote=False)


def attribute(text: str) -> str:
    """`text` for use between double quotes."""
    return escape(clean(text))


def inlines_html(state: PageState, inlines: Inlines) -> str:
    """A run of text as HTML phrasing content. Footnotes are collected in `state` and marked by their number."""
    if len(inlines) == 1 and type(inlines[0]) is Field:  # most cells of most tables
        return data_html(inlines[0].text, state.direction)
    return "".join([_inline(state, inline) for inline in inlines])


def _inline(state: PageState, inline: object) -> str:
    match inline:
        case Text(text):
            return text_html(text)
        case Field(text):
            return data_html(text, state.direction)
        case LineBreak():
            return "<br>"
        case Strong(content):
            return f'<strong style="{state.styles.strong}">{inlines_html(state, content)}</strong>'
        case Emphasis(content):
            return f"<em>{inlines_html(state, content)}</em>"
        case Link(content, url):
            label = inlines_html(state, content)
            unbroken = ";white-space:nowrap" if url.startswith("tel:") else ""
            return f'<a href="{attribute(url)}" class="accent" style="{state.styles.link}{unbroken}">{label}</a>'
        case Footnote(content):
            return f'<sup style="font-size:75%;line-height:0">{state.note(inlines_html(state, content))}</sup>'
    raise TypeError(f"{type(inline).__name__} is no inline node")


def data_html(text: str, direction: str) -> str:
    """A datum as HTML, set apart by ``dir`` where its letters run against the text around it.

    So neither a name in Hebrew nor a stray override character in the data reorders the sentence it stands in.
    (``<bdi>`` would say the same; most mail programs take it out.)
    """
    if text.isascii():
        return f'<span dir="ltr">{text_html(text)}</span>' if direction == "rtl" and text else text_html(text)
    if direction == "ltr":
        if not _FOREIGN_TO_LTR.search(text):
            return text_html(text)
        return f'<span dir="{_first_strong(text)}">{text_html(text)}</span>'
    return text_html(text) if _MARKS.search(text) else f'<span dir="ltr">{text_html(text)}</span>'


def _first_strong(text: str) -> str:
    found = _FIRST_STRONG.search(text)
    return "rtl" if found and found["rtl"] else "ltr"
