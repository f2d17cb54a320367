r"""The inline markup of templates and blocks, and its reader.

    **strong**   *emphasis*   [label](https://example.com)   {{ expression | filter }}
    ^[a footnote]   a backslash at the end of a line breaks the line   \* is a star

It is the part of CommonMark a letter needs, with Pandoc's footnotes and Jinja2's placeholders. There is no
HTML: ``<b>`` is three characters of text. A line end without a backslash is a blank. There are no statements:
``{% if %}`` is refused, conditions stand in the ``if`` of a node.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal


class MarkupError(ValueError):
    """The text is not well-formed markup; the message says at which character, and the remedy."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it stands."""

    text: str


@dataclass(frozen=True, slots=True)
class Placeholder:
    """``{{ expression }}``; the expression is trimmed and not looked into here."""

    expression: str


@dataclass(frozen=True, slots=True)
class Span:
    kind: Literal["strong", "emphasis", "footnote"]
    content: "Markup"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link; its address may have placeholders in it."""

    content: "Markup"
    url: tuple[Words | Placeholder, ...]


@dataclass(frozen=True, slots=True)
class Break:
    pass


MarkupNode = Words | Placeholder | Span | Anchor | Break
Markup = tuple[MarkupNode, ...]

_ESCAPABLE = frozenset("\\*[](){}^_`#+-.!|~<>\"'&$%,/:;=?@")
_SPECIAL = re.compile(r"[\\*\[\]{^\n]")
_MAX_DEPTH = 8


@lru_cache(maxsize=4096)
def parse_markup(text: str) -> Markup:
    """Read `text` into markup nodes. Raises MarkupError."""
    return _Reader(text).inlines(0, "", 0)[0]


def parse_plain(text: str) -> tuple[Words | Placeholder, ...]:
    """Read text in which placeholders are all there is: addresses, barcode payloads, the recipient's lines.

    Stars, brackets, backslashes and line ends stand for themselves. Raises MarkupError.
    """
    reader = _Reader(text)
    parts: list[Words | Placeholder] = []
    at = 0
    while at < len(text):
        opening = text.find("{{", at)
        if opening != at:
            end = opening if opening > at else len(text)
            parts.append(Words(text[at:end]))
            at = end
        else:
            placeholder, at = reader.placeholder(at)
            parts.append(placeholder)
    return tuple(parts)


def placeholders(markup: Markup) -> tuple[str, ...]:
    """Every expression in `markup`, addresses and footnotes included, in reading order."""
    found: list[str] = []
    for node in markup:
        if isinstance(node, Placeholder):
            found.append(node.expression)
        elif isinstance(node, Span):
            found.extend(placeholders(node.content))
        elif isinstance(node, Anchor):
            found.extend(placeholders(node.content))
            found.extend(part.expression for part in node.url if isinstance(part, Placeholder))
    return tuple(found)


def escape_markup(text: str) -> str:
    """Return markup that reads back as exactly `text`; a line end in `text` reads back as a line break."""
    return re.sub(r"([\\*\[\]{}^\n])", r"\\\1", text)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.labels = _label_ends(text)

    def inlines(self, start: int, closing: str, depth: int) -> tuple[Markup, int]:
        """Read until `closing` (or the end when it is empty); return the nodes and the place after it."""
        if depth > _MAX_DEPTH:
            raise self.error(start, "markup is nested more than 8 deep", "write it flatter")
        nodes: list[MarkupNode] = []
        words: list[str] = []
        at = start
        while at < len(self.text):
            if closing and self.closes(at, closing):
                _flush(words, nodes)
                return tuple(nodes), at + len(closing)
            node, at = self.next(at, words, depth)
            if node is not None:
                _flush(words, nodes)
                nodes.append(node)
        if closing:
            opening = "[" if closing == "]" else closing
            escaped = "".join(f"\\{sign}" for sign in opening)
            raise self.error(start - len(opening), f"{opening!r} is never closed", f"close it, or write {escaped}")
        _flush(words, nodes)
        return tuple(nodes), at

    def closes(self, at: int, closing: str) -> bool:
        if not self.text.startswith(closing, at):
            return False
        if closing == "*" and self.text.startswith("**", at):
            return self.text.startswith("***", at)
        return closing == "]" or not self.text[at - 1].isspace()

    def next(self, at: int, words: list[str], depth: int) -> tuple[MarkupNode | None, int]:
        text = self.text
        if text.startswith("{{", at):
            return self.placeholder(at)
        if text.startswith("^[", at):
            content, end = self.inlines(at + 2, "]", depth + 1)
            if any(isinstance(node, Span) and node.kind == "footnote" for node in _below(content)):
                raise self.error(at, "a footnote stands inside a footnote", "write one note")
            if not content:
                raise self.error(at, "the footnote is empty", "write its words between the brackets")
            return Span("footnote", content), end
        character = text[at]
        if character == "\\":
            return self.escape(at, words)
        if character == "\n":
            words.append(" ")
            return None, at + 1
        if character == "*" and self.opens(at):
            marker = "**" if text.startswith("**", at) else "*"
            content, end = self.inlines(at + len(marker), marker, depth + 1)
            return Span("strong" if marker == "**" else "emphasis", content), end
        if character == "[" and (label_end := self.labels.get(at)) is not None:
            return self.anchor(at, label_end, depth)
        if text.startswith(("{%", "{#"), at):
            raise self.error(at, "there are no statements or comments in texts", "use 'if' of the node, or write \\{")
        plain = _SPECIAL.search(text, at + 1)
        end = plain.start() if plain else len(text)
        words.append(text[at:end])
        return None, end

    def opens(self, at: int) -> bool:
        after = at + 2 if self.text.startswith("**", at) else at + 1
        return after < len(self.text) and not self.text[after].isspace()

    def escape(self, at: int, words: list[str]) -> tuple[MarkupNode | None, int]:
        following = self.text[at + 1 : at + 2]
        if following == "\n":
            return Break(), at + 2
        if following in _ESCAPABLE and following:
            words.append(following)
            return None, at + 2
        raise self.error(at, "a backslash stands before nothing it can escape", "write \\\\ for a backslash")

    def placeholder(self, at: int) -> tuple[Placeholder, int]:
        end = _placeholder_end(self.text, at)
        if end is None:
            raise self.error(at, "'{{' is never closed", "close it with }}, or write \\{\\{")
        expression = self.text[at + 2 : end - 2].strip()
        if not expression:
            raise self.error(at, "{{ }} is empty", "name the datum to show")
        return Placeholder(expression), end

    def anchor(self, at: int, end: int, depth: int) -> tuple[Anchor, int]:
        content, after = self.inlines(at + 1, "]", depth + 1)
        if any(isinstance(node, Anchor) for node in _below(content)):
            raise self.error(at, "a link stands inside a link", "write one after the other")
        if after != end + 1:
            raise self.error(at, "the brackets of the link do not match", "write \\[ and \\] for brackets")
        parts: list[Words | Placeholder] = []
        index = after + 1
        while index < len(self.text) and self.text[index] != ")":
            if self.text.startswith("{{", index):
                placeholder, index = self.placeholder(index)
                parts.append(placeholder)
                continue
            stop = index
            while stop < len(self.text) and self.text[stop] != ")" and not self.text.startswith("{{", stop):
                stop += 1
            if words := self.text[index:stop].strip():
                parts.append(Words(words))
            index = stop
        if index >= len(self.text):
            raise self.error(at, "the address of the link is never closed", "close it with )")
        if not content or not parts:
            raise self.error(at, "a link needs words and an address", "write [words](https://...)")
        return Anchor(content, tuple(parts)), index + 1

    def error(self, at: int, wrong: str, remedy: str) -> MarkupError:
        shown = self.text[at : at + 24].replace("\n", " ")
        return MarkupError(f"at character {at + 1} ({shown!r}): {wrong}; {remedy}")


def _placeholder_end(text: str, at: int) -> int | None:
    """The place after the ``}}`` of the placeholder that begins at `at`; braces in quotes do not count."""
    quote = ""
    index = at + 2
    while index < len(text):
        character = text[index]
        if quote:
            index += character == "\\"
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif text.startswith("}}", index):
            return index + 2
        index += 1
    return None


def _label_ends(text: str) -> dict[int, int]:
    """The brackets that open a link's label, and where each is closed by ``](``; found in one pass."""
    ends: dict[int, int] = {}
    if "](" not in text:
        return ends
    open_brackets: list[int] = []
    index = 0
    while index < len(text):
        if text[index] == "\\":
            index += 1
        elif text.startswith("{{", index):
            index = (_placeholder_end(text, index) or len(text)) - 1
        elif text[index] == "[":
            open_brackets.append(index)
        elif text[index] == "]" and open_brackets:
            start = open_brackets.pop()
            if text.startswith("](", index):
                ends[start] = index
        index += 1
    return ends


def _below(markup: Markup) -> Iterator[MarkupNode]:
    for node in markup:
        yield node
        if isinstance(node, Span | Anchor):
            yield from _below(node.content)


def _flush(words: list[str], nodes: list[MarkupNode]) -> None:
    if words:
        nodes.append(Words("".join(words)))
        words.clear()
