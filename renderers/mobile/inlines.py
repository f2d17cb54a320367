"""Runs of text as HTML. Everything that comes from a document is escaped here and nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.characters import clean
from renderers.mobile.wording import WORDS
from renderers.words import chrome

# Characters that are written from right to left, and those that change the direction of what follows.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What most texts are made of needs no second look: one scan instead of seven.
_HARMLESS = re.compile(r"[\w .,:;/@#%+*()\[\]€£$–—’“”„·°-]*\Z").match
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text_html(text: str) -> str:
    """Text for an element or a double-quoted attribute."""
    return text if _HARMLESS(text) else escape(clean(text))


def plain_html(text: str) -> str:
    """Text for a place that cannot isolate directions (a title, an attribute): overrides are taken out."""
    return text if _HARMLESS(text) else text_html(_DIRECTION_MARKS.sub("", text))


@dataclass
class Writer:
    """Turns inlines into HTML and keeps the footnotes met on the way, in order."""

    locale: str
    direction: str
    notes: list[str] = field(default_factory=list)

    def html(self, inlines: Inlines) -> str:
        if len(inlines) == 1:  # most cells, labels and values
            inline = inlines[0]
            if isinstance(inline, Field):
                return self._field(inline.text)
            if isinstance(inline, Text):
                return text_html(inline.text)
        return "".join(self._pieces(inlines, [], linked=False))

    def label(self, inlines: Inlines) -> tuple[str, str]:
        """The words of a link, which cannot hold links, and the marks of notes that are to follow it."""
        after: list[str] = []
        return "".join(self._pieces(inlines, after, linked=True)), "".join(after)

    def _pieces(self, inlines: Inlines, after: list[str], *, linked: bool) -> Iterator[str]:
        """`after` collects the marks of notes that stand inside a link; they follow it, being links themselves."""
        for inline in inlines:
            match inline:
                case Text(text):
                    yield text_html(text)
                case Field(text):
                    yield self._field(text)
                case Strong(content):
                    yield f"<strong>{''.join(self._pieces(content, after, linked=linked))}</strong>"
                case Emphasis(content):
                    yield f"<em>{''.join(self._pieces(content, after, linked=linked))}</em>"
                case Link(content, url):
                    words = "".join(self._pieces(content, after, linked=True)) or text_html(url)
                    yield words if linked else f'<a href="{text_html(url)}" rel="noreferrer">{words}</a>'
                    if not linked:
                        yield from after
                        after.clear()
                case LineBreak():
                    yield "<br>"
                case Footnote(content):
                    mark = self._note(content)
                    if linked:
                        after.append(mark)
                    else:
                        yield mark

    def _field(self, text: str) -> str:
        """A datum, kept from reordering the words around it."""
        shown = text_html(text)
        if text.isascii() and self.direction == "ltr":
            return shown
        return f"<bdi>{shown}</bdi>" if self.direction == "rtl" or _TURNS.search(text) else shown

    def _note(self, content: Inlines) -> str:
        self.notes.append("")
        number = len(self.notes)
        self.notes[number - 1] = self.html(content)
        label = text_html(chrome(WORDS, "note", self.locale, number=number))
        return f'<sup class="note"><a href="#note-{number}" id="mark-{number}" aria-label="{label}">{number}</a></sup>'
