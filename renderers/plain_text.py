"""Documents as plain text, for the text alternative of mails and for whoever needs words alone.

Words keep their order and are never interrupted inside a content block: the addresses of links stand after
the node (or the whole block) that has them, tables are aligned with blanks and have no rules.
"""

import re
import textwrap
from dataclasses import dataclass, field

from content_blocks.document import (
    Action,
    Barcode,
    Block,
    BlockNode,
    Chart,
    Columns,
    Divider,
    Facts,
    Heading,
    Image,
    List,
    Nodes,
    Notice,
    PageBreak,
    Paragraph,
    Section,
    Table,
    visible,
)
from content_blocks.inline import Emphasis, Field, Footnote, Inline, Inlines, LineBreak, Link, Strong, Text
from renderers.characters import clean
from renderers.figures import chart_table
from renderers.text_table import facts_lines, table_lines

_SCHEME = re.compile(r"\A(?:https://|mailto:|tel:)?(?:www\.)?", re.IGNORECASE)
_BLANKS = re.compile(r"[ \n]+")  # and not those that hold a figure and its unit together
_DIVIDER = "-" * 24
_PLAIN = (Text, Field)


def plain_text(nodes: Nodes, channel: str, width: int = 76) -> str:
    """The nodes `channel` shows as text, wrapped at `width` columns, its footnotes at the end.

    Pictures, charts and barcodes are told by their text alternatives, charts with their figures too.
    """
    writer = _Writer(channel, width)
    chunks = writer.nodes(nodes)
    chunks += (f"[{number}] {note}" for number, note in enumerate(writer.notes, start=1))
    return "\n\n".join(chunks)


def inline_text(inlines: Inlines) -> str:
    """A run of text without its markup: links by their labels, notes in brackets, breaks as line ends."""
    return _words(inlines, None, None)


@dataclass
class _Writer:
    channel: str
    width: int
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    in_block: bool = False

    def nodes(self, nodes: Nodes) -> list[str]:
        """The chunks of `nodes`; a blank line belongs between any two."""
        return [chunk for node in visible(nodes, self.channel) for chunk in self.node(node)]

    def node(self, node: BlockNode) -> list[str]:
        chunks = [chunk for chunk in self.chunks(node) if chunk]
        if self.links and not self.in_block:
            chunks.append("\n".join(self.links))
            self.links.clear()
        return chunks

    def chunks(self, node: BlockNode) -> list[str]:  # noqa: C901 - one arm a kind of node
        match node:
            case Heading() | Paragraph():
                return [self.wrapped(node.content)]
            case List():
                return self.items(node)
            case Table():
                return [self.table(node)]
            case Facts():
                pairs = [(self.line(fact.label), self.line(fact.value)) for fact in node.items]
                return ["\n".join(facts_lines(pairs, self.width))]
            case Columns():
                return [chunk for column in node.columns for chunk in self.nodes(column)]
            case Section():
                return [*self.title(node.title), *self.nodes(node.content)]
            case Notice():
                return [*self.title(node.title), *self.nodes(node.content)]
            case Block():
                return self.block(node)
            case Action():
                return [f"{self.line(node.label)}: {node.url}"]
            case Image():
                return [self.wrap(node.alt)]
            case Chart():
                return [*self.title(node.title), self.wrap(node.alt), self.table(chart_table(node))]
            case Barcode():
                spoken = node.payload if node.symbology == "code128" else ""
                return [*self.title(node.caption), self.wrap(node.alt), self.wrap(spoken)]
            case Divider():
                return [_DIVIDER]
            case PageBreak():
                return []

    def block(self, node: Block) -> list[str]:
        outer, self.in_block = self.in_block, True
        chunks = self.nodes(node.content)
        self.in_block = outer
        return chunks

    def items(self, node: List) -> list[str]:
        chunks = []
        for number, item in enumerate(node.items, start=1):
            mark = f"{number}. " if node.ordered else "- "
            text = "\n\n".join(self.nodes(item))
            chunks.append(mark + textwrap.indent(text, " " * len(mark)).removeprefix(" " * len(mark)))
        tight = all("\n\n" not in chunk for chunk in chunks)
        return ["\n".join(chunks)] if tight else chunks

    def table(self, node: Table) -> str:
        lines = table_lines(node, self.line, self.width, whole_cells=self.in_block)
        return "\n".join([*self.title(node.caption), *lines])

    def title(self, title: Inlines | None) -> list[str]:
        return [self.wrapped(title)] if title else []

    def line(self, inlines: Inlines) -> str:
        if len(inlines) == 1 and isinstance(inlines[0], _PLAIN):  # most cells of most tables
            text = clean(inlines[0].text)
        else:
            text = self.text(inlines).strip(" \n")
        return _BLANKS.sub(" ", text) if "  " in text or "\n" in text else text

    def wrapped(self, inlines: Inlines) -> str:
        return self.wrap(self.text(inlines))

    def wrap(self, text: str) -> str:
        return "\n".join(_wrap(line, self.width) for line in text.split("\n"))

    def text(self, inlines: Inlines) -> str:
        return _words(inlines, self.notes, self.links)


def _wrap(text: str, width: int) -> str:
    """`text` on lines of at most `width` characters, broken at blanks alone; a longer word has its own line."""
    rest = clean(text).strip()
    lines = []
    while len(rest) > width:
        end = rest.rfind(" ", 0, width + 1)
        if end < 0:
            end = rest.find(" ", width)
        if end < 0:
            break
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip(" ")
    return "\n".join([*lines, rest])


def _words(inlines: Inlines, notes: list[str] | None, links: list[str] | None) -> str:
    """The words of `inlines`; notes and the addresses of links go to the lists, where there are any."""
    if len(inlines) == 1 and isinstance(inlines[0], _PLAIN):  # most cells of most tables
        return clean(inlines[0].text)
    return "".join(
        [clean(inline.text) if isinstance(inline, _PLAIN) else _inline(inline, notes, links) for inline in inlines]
    )


def _inline(inline: Inline, notes: list[str] | None, links: list[str] | None) -> str:
    match inline:
        case Text() | Field():
            return clean(inline.text)
        case Strong() | Emphasis():
            return _words(inline.content, notes, links)
        case LineBreak():
            return "\n"
        case Link():
            label = _words(inline.content, notes, links)
            if links is not None:
                _add_link(links, label, inline.url)
            return label
        case Footnote():
            note = " ".join(_words(inline.content, notes, links).split())
            if notes is None:
                return f" ({note})"
            notes.append(note)
            return f" [{len(notes)}]"


def _add_link(links: list[str], label: str, url: str) -> None:
    """Write the address out, unless the label is the address already."""
    label = " ".join(label.split())
    if _bare(label) == _bare(url):
        return
    line = f"{label}: {url}" if label else url
    if line not in links:
        links.append(line)


def _bare(address: str) -> str:
    return re.sub(r"[\s()\-]", "", _SCHEME.sub("", address)).rstrip("/").lower()
