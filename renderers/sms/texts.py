"""From nodes to the lines of a message.

A line holds the words of one node. Addresses of links stand on lines of their own after the node, or after the
whole block, so that nothing interrupts words that were approved as they are.
"""

import re
from collections.abc import Iterator

from content_blocks.document import (
    Action,
    Block,
    BlockNode,
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
    children,
)
from content_blocks.inline import Emphasis, Field, Footnote, Inlines, LineBreak, Link, Strong, Text

_TEXT_NODES = (Heading, Paragraph, List, Facts, Notice, Section, Columns, Action, Divider, PageBreak, Block)

_PUNCTUATION = re.compile(r"[\s().\-/]")
_LINE_END = re.compile(r"[\r\n]")
# Control characters cannot be sent; direction overrides would let data reorder the words around it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]"
)


def carries_whole(node: BlockNode) -> bool:
    """Whether a message can carry every word of `node` as text; channels of inner nodes do not count."""
    if isinstance(node, Image):
        return not node.alt
    if not isinstance(node, _TEXT_NODES):
        return False
    return all(carries_whole(inner) for nodes in children(node) for inner in nodes)


def inlines_lines(inlines: Inlines) -> list[str]:
    """A run of text: its words, then the addresses and notes that belong to it."""
    after: list[str] = []
    return [*_words(inlines, after), *after]


def _words(inlines: Inlines, after: list[str]) -> list[str]:
    lines = "".join(_pieces(inlines, after)).split("\n")
    return [line for line in map(squeezed, lines) if line]


def squeezed(text: str) -> str:
    """One line: every run of white space one blank, no-break spaces too (they would cost the GSM alphabet)."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def _pieces(inlines: Inlines, after: list[str]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text) | Field(text):
                yield text if text.isprintable() else _LINE_END.sub(" ", text)  # data's are no ends of lines here
            case Strong(content) | Emphasis(content):
                yield from _pieces(content, after)
            case Link(content, url):
                label = "".join(_pieces(content, after))
                yield label
                _add_address(after, label, url)
            case LineBreak():
                yield "\n"
            case Footnote(content):
                addresses: list[str] = []
                note = _words(content, addresses)
                after += [" ".join(note), *addresses]


def _add_address(after: list[str], label: str, url: str) -> None:
    """Write the address out, unless the label is the address already."""
    address = url.split(":", 1)[1] if url.startswith(("mailto:", "tel:")) else url
    if _bare(label) != _bare(address) and address not in after:
        after.append(address)


def _bare(address: str) -> str:
    return _PUNCTUATION.sub("", address.casefold().removeprefix("https://").removeprefix("www."))


def node_lines(node: BlockNode) -> list[str]:
    """The lines of a node that `carries_whole`, with the addresses of all its links at the end."""
    after: list[str] = []
    return [*_node_words(node, after), *after]


def _node_words(node: BlockNode, after: list[str]) -> list[str]:
    match node:
        case Heading(content=content) | Paragraph(content=content):
            return _words(content, after)
        case List(items=items, ordered=ordered):
            marked = ((f"{number}. " if ordered else "- ", item) for number, item in enumerate(items, start=1))
            return [line for mark, item in marked for line in _item(mark, item, after)]
        case Facts(items=facts):
            pairs = ((" ".join(_words(fact.label, after)), " ".join(_words(fact.value, after))) for fact in facts)
            return [f"{label}: {value}" if label and value else label or value for label, value in pairs]
        case Action(label=label, url=url):
            words = " ".join(_words(label, after))
            return [f"{words}: {url}" if words else url]
        case Section(title=title, content=content) | Notice(title=title, content=content):
            return [*_words(title or (), after), *_nodes_words(content, after)]
        case Columns(columns=columns):
            return [line for column in columns for line in _nodes_words(column, after)]
        case Block(content=content):
            return _nodes_words(content, after)
        case _:
            return []


def _nodes_words(nodes: Nodes, after: list[str]) -> list[str]:
    return [line for node in nodes for line in _node_words(node, after)]


def _item(mark: str, item: Nodes, after: list[str]) -> list[str]:
    first, *rest = _nodes_words(item, after) or [""]
    return [mark + first, *rest] if first else []
