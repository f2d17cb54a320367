"""Inline nodes: what a run of text in a composed document is made of.

The set is closed; every renderer handles all of them. Values have been formatted for the locale before they
get here: a `Field` is text, like any other, that remembers which datum it shows.
"""

from dataclasses import dataclass

from content_blocks.quick_init import quick_init


@quick_init
@dataclass(frozen=True, slots=True)
class Text:
    """Words of the template, the block or its translation."""

    text: str


@quick_init
@dataclass(frozen=True, slots=True)
class Field:
    """A datum of the record, formatted. `source` is the expression it came from, for previews and messages."""

    text: str
    source: str = ""


@quick_init
@dataclass(frozen=True, slots=True)
class Strong:
    content: "Inlines"


@quick_init
@dataclass(frozen=True, slots=True)
class Emphasis:
    content: "Inlines"


@quick_init
@dataclass(frozen=True, slots=True)
class Link:
    """A link; `url` has passed `content_blocks.urls.checked_url`."""

    content: "Inlines"
    url: str


@quick_init
@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@quick_init
@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that belongs to this place: at the foot of the page on paper, at the end elsewhere."""

    content: "Inlines"


Inline = Text | Field | Strong | Emphasis | Link | LineBreak | Footnote
Inlines = tuple[Inline, ...]
