"""Inline nodes as elements: text goes into a tree, never into a string of markup, so none of it can act."""

from xml.etree.ElementTree import Element, SubElement

from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text
from renderers.pdf.text import PIECE, Direction, clean, has_long_word, pieces, turns


def write_inlines(parent: Element, inlines: Inlines, around: Direction) -> None:
    """Append `inlines` to `parent`, which stands in text of direction `around`."""
    for node in inlines:
        if isinstance(node, Text | Field):
            write_text(parent, node.text, around)
        elif isinstance(node, Strong):
            write_inlines(SubElement(parent, "strong"), node.content, around)
        elif isinstance(node, Emphasis):
            write_inlines(SubElement(parent, "em"), node.content, around)
        elif isinstance(node, Link):
            write_inlines(SubElement(parent, "a", {"href": node.url}), node.content, around)
        elif isinstance(node, LineBreak):
            SubElement(parent, "br")
        else:
            _write_footnote(parent, node, around)


def write_text(parent: Element, text: str, around: Direction) -> None:
    """Append `text`; text that reads the other way is isolated, and very long words may break anywhere."""
    text = clean(text)
    other = turns(text, around)
    breaks = has_long_word(text)
    if other is None and not breaks and len(text) <= PIECE:
        _append(parent, text)
        return
    css = " ".join(filter(None, (other, "long" if breaks else "")))
    for piece, cut in pieces(text):
        SubElement(parent, "bdi", {"class": f"{css} cut" if cut else css}).text = piece


def plain_text(inlines: Inlines) -> str:
    """The words of `inlines` without their footnotes, for descriptions that are not shown as text."""
    parts: list[str] = []
    for node in inlines:
        if isinstance(node, Text | Field):
            parts.append(clean(node.text))
        elif isinstance(node, LineBreak):
            parts.append(" ")
        elif not isinstance(node, Footnote):
            parts.append(plain_text(node.content))
    return "".join(parts)


def _write_footnote(parent: Element, note: Footnote, around: Direction) -> None:
    write_inlines(SubElement(parent, "span", {"class": "note"}), note.content, around)


def _append(parent: Element, text: str) -> None:
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
