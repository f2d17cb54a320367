"""Which words of a document a text message carries, and which a link has to stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from content_blocks.document import (
    Action,
    Block,
    BlockNode,
    Columns,
    Document,
    List,
    Nodes,
    Notice,
    Section,
    children,
    visible,
    walk,
)
from renderers.base import Finding
from renderers.sms.texts import carries_whole, inlines_lines, node_lines, squeezed

CHANNEL = "sms"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of the message that stay or go together. A locked piece never goes."""

    node: str
    lines: tuple[str, ...]
    locked: bool = False
    action: bool = False


@dataclass(slots=True)
class Message:
    """The pieces in reading order; `link_needed` when something is told only where the link leads."""

    document: Document
    pieces: list[Piece] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    link_needed: bool = False


def compose(document: Document) -> Message:
    """The message of `document` before it is measured, with findings for what it cannot carry."""
    message = Message(document)
    _add_nodes(message, document.content)
    return message


def _add_nodes(message: Message, nodes: Nodes) -> None:
    for node in visible(nodes, CHANNEL):
        if isinstance(node, Block) and node.locked:
            _add_locked(message, node)
        elif node.short is not None:
            _add(message, node, inlines_lines(node.short))
            for block in _locked_blocks(children(node)):  # a short form stands for its own words, not for locked ones
                _add_locked(message, block)
        elif isinstance(node, Section | Notice):
            _add_titled(message, node)
        elif isinstance(node, Columns | Block) or (isinstance(node, List) and not _is_plain(node)):
            for inner in children(node):
                _add_nodes(message, inner)
        elif carries_whole(node):
            _add(message, node, node_lines(node))
        else:
            _leave_out(message, node)


def _add(message: Message, node: BlockNode, lines: Iterable[str], *, locked: bool = False) -> None:
    lines = tuple(lines)
    if lines:
        message.pieces.append(Piece(node.id, lines, locked, isinstance(node, Action)))


def _add_titled(message: Message, node: Section | Notice) -> None:
    """The title and what stands under it; a title with nothing under it says nothing."""
    place = len(message.pieces)
    _add_nodes(message, node.content)
    title = inlines_lines(node.title or ())
    if title and len(message.pieces) > place:
        message.pieces.insert(place, Piece(node.id, tuple(title)))


def _add_locked(message: Message, block: Block) -> None:
    """The short form, else the full form, else the link its fallback allows, else an error."""
    if block.short is not None:
        _add(message, block, inlines_lines(block.short), locked=True)
    elif carries_whole(block):
        _add(message, block, node_lines(block), locked=True)
    elif block.fallback == "link" and block.url is not None:
        title = squeezed(block.title)
        _add(message, block, [f"{title}: {block.url}" if title else block.url], locked=True)
    else:
        text = (
            f"the locked block {block.key} holds more than text and has no short form; "
            "its owner has to give it one, or a link as its fallback"
        )
        message.findings.append(Finding(block.id, "sms.locked-not-carried", "error", text))


def _leave_out(message: Message, node: BlockNode) -> None:
    kind = type(node).__name__.lower()
    message.link_needed = True
    if message.document.online_url:
        text = f"a message cannot show this {kind}; a link to the whole document is added. A short form would say it"
        message.findings.append(Finding(node.id, "sms.not-carried", "warning", text))
    else:
        text = f"a message cannot show this {kind} and the template has no online address; give either a short form"
        message.findings.append(Finding(node.id, "sms.not-carried", "error", text + " or the address"))


def _is_plain(node: List) -> bool:
    """Whether a list is nothing but text for every channel, so that it can stand as one piece."""
    return carries_whole(node) and not any(
        isinstance(inner, Block) or inner.channels or inner.short is not None
        for item in node.items
        for inner in walk(item)
    )


def _locked_blocks(lists: Iterable[Nodes]) -> Iterator[Block]:
    """The outermost locked blocks among `lists` and below that the channel shows."""
    for nodes in lists:
        for node in visible(nodes, CHANNEL):
            if isinstance(node, Block) and node.locked:
                yield node
            else:
                yield from _locked_blocks(children(node))
