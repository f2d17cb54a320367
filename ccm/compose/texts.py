"""Texts as functions: inline markup, compiled for a locale, makes the inline nodes of a record.

This is where data becomes text. Line ends and tabs in data become blanks; characters that could hide, reorder
or break text (controls, direction overrides, lone surrogates, non-characters) are shown as U+FFFD.
"""

import re
from collections.abc import Callable
from urllib.parse import quote

from ccm.binding.evaluate import EvaluationError, Evaluator, Scope, evaluator, text_evaluator, text_ways
from ccm.binding.formats import Formats
from ccm.compose.errors import CompileError
from content_blocks.catalog import Catalog
from content_blocks.inline import Emphasis, Field, Footnote, Inline, Inlines, LineBreak, Link, Strong, Text
from content_blocks.markup import (
    Break,
    Markup,
    MarkupError,
    MarkupNode,
    Placeholder,
    Span,
    Words,
    parse_markup,
    parse_plain,
)
from content_blocks.texts import TextUnit, has_words
from content_blocks.urls import UrlError, checked_url
from templates_repo.expressions import ExpressionError, parse_expression

InlineMaker = Callable[[Scope], Inlines]
PlainMaker = Callable[[Scope], str]

_BLANKS = re.compile(
    r"[ \t\r\n\x0b\x0c\x85\u2028\u2029]*[\t\r\n\x0b\x0c\x85\u2028\u2029][ \t\r\n\x0b\x0c\x85\u2028\u2029]*"
)
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SUSPECT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPANS: dict[str, Callable[[Inlines], Inline]] = {"strong": Strong, "emphasis": Emphasis, "footnote": Footnote}


def safe_text(data: str) -> str:
    """Return `data` as one line of visible text."""
    if _SUSPECT.search(data) is None:
        return data
    return _UNSAFE.sub("\ufffd", _BLANKS.sub(" ", data))


class Texts:
    """The words of one template or block in one locale; `catalog` is None for its source language.

    `untranslated` collects the contexts for which the source text had to stand in; for a locked block that is
    a CompileError at once.
    """

    def __init__(self, owner: str, catalog: Catalog | None, formats: Formats, *, locked: bool = False) -> None:
        self.owner = owner
        self.formats = formats
        self.untranslated: list[str] = []
        self._catalog = catalog
        self._locked = locked

    def words(self, context: str, text: str) -> str:
        """The text of a unit in the locale."""
        if self._catalog is None or not has_words(text):
            return text
        unit = TextUnit(context, text)
        translation = self._catalog.text(unit)
        if translation is not None:
            return translation
        state = self._catalog.state(unit)
        if self._locked:
            raise CompileError(
                f"{self.owner}: the text {context!r} of a locked block is {state} in {self._catalog.locale}; "
                "have it translated and approved"
            )
        self.untranslated.append(context)
        return text

    def inlines(self, context: str, text: str) -> InlineMaker:
        """Compile a unit's markup. Raises CompileError."""
        try:
            return _compile(parse_markup(self.words(context, text).strip()), self.formats)
        except (MarkupError, ExpressionError, EvaluationError) as error:
            raise CompileError(f"{self.owner}: {context}: {error}") from error

    def optional(self, context: str, text: str | None) -> InlineMaker | None:
        return None if text is None else self.inlines(context, text)

    def plain(self, context: str, text: str) -> PlainMaker:
        """Compile a unit in which placeholders are all there is, translated where it has words."""
        return self.literal(context, self.words(context, text))

    def literal(self, context: str, text: str) -> PlainMaker:
        """Compile a text that is not translated: an address, a payload, a line of the recipient's."""
        try:
            parts = [
                part.text if isinstance(part, Words) else _placeholder(part, self.formats) for part in parse_plain(text)
            ]
        except (MarkupError, ExpressionError, EvaluationError) as error:
            raise CompileError(f"{self.owner}: {context}: {error}") from error
        return lambda scope: "".join(part if isinstance(part, str) else safe_text(part(scope)) for part in parts)

    def url(self, context: str, text: str) -> PlainMaker:
        """Compile an address; what data puts into it is percent-encoded, and the whole is checked."""
        try:
            return _url(parse_plain(text), self.formats)
        except (MarkupError, ExpressionError, EvaluationError) as error:
            raise CompileError(f"{self.owner}: {context}: {error}") from error

    def evaluator(self, context: str, expression: str, *, optional: bool = False) -> Evaluator:
        try:
            return evaluator(parse_expression(expression), self.formats, optional=optional)
        except (ExpressionError, EvaluationError) as error:
            raise CompileError(f"{self.owner}: {context}: {error}") from error


def inlines_text(inlines: Inlines) -> str:
    """The words of `inlines` without their form, for places that hold plain text."""
    if len(inlines) == 1 and type(inlines[0]) is Field:
        return inlines[0].text
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text | Field):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append(" ")
        elif not isinstance(inline, Footnote):
            parts.append(inlines_text(inline.content))
    return "".join(parts)


def _compile(markup: Markup, formats: Formats) -> InlineMaker:
    """Data that is empty leaves no node, and no line break behind."""
    parts = [_node(node, formats) for node in markup]
    fixed = tuple(part for part in parts if not callable(part))
    if len(fixed) == len(parts):
        return lambda scope: fixed
    if len(parts) == 1 and callable(parts[0]):
        return _single(parts[0])

    steps = [(None, part) if callable(part) else (part, None) for part in parts]

    def make(scope: Scope) -> Inlines:
        made: list[Inline] = []
        for node, maker in steps:
            if maker is not None:
                node = maker(scope)
            if node is not None:
                made.append(node)
        while made and type(made[-1]) is LineBreak:
            made.pop()
        return tuple(made)

    return make


def _single(part: Callable[[Scope], Inline | None]) -> InlineMaker:
    def make(scope: Scope) -> Inlines:
        node = part(scope)
        return () if node is None else (node,)

    return make


def _node(node: MarkupNode, formats: Formats) -> Inline | Callable[[Scope], Inline | None]:
    """The inline node itself where no data is in it, else a function that makes it, or None for no node."""
    if isinstance(node, Words):
        return Text(node.text)
    if isinstance(node, Break):
        return LineBreak()
    if isinstance(node, Placeholder):
        return _field(node, formats)
    content = _compile(node.content, formats)
    if isinstance(node, Span):
        return _span(_SPANS[node.kind], content)
    url = _url(node.url, formats)
    return lambda scope: Link(content(scope), url(scope))


def _span(span: Callable[[Inlines], Inline], content: InlineMaker) -> Callable[[Scope], Inline | None]:
    def make(scope: Scope) -> Inline | None:
        inner = content(scope)
        return span(inner) if inner else None

    return make


def _field(node: Placeholder, formats: Formats) -> Callable[[Scope], Inline | None]:
    quick, careful = text_ways(parse_expression(node.expression), formats)
    suspect, source = _SUSPECT.search, node.expression

    def make(scope: Scope) -> Inline | None:
        try:
            text = quick(scope)
        except Exception:  # the careful way knows the text or the message
            text = careful(scope)
        if type(text) is not str:
            text = careful(scope)
        if not text:
            return None
        return Field(text if suspect(text) is None else safe_text(text), source)

    return make


def _placeholder(node: Placeholder, formats: Formats) -> PlainMaker:
    return text_evaluator(parse_expression(node.expression), formats)


def _url(parts: tuple[Words | Placeholder, ...], formats: Formats) -> PlainMaker:
    makers: list[str | PlainMaker] = []
    for index, part in enumerate(parts):
        if isinstance(part, Words):
            makers.append(part.text)
        elif index == 0:
            makers.append(_placeholder(part, formats))
        else:
            makers.append(_quoted(_placeholder(part, formats), _plain_in(parts[0])))

    def make(scope: Scope) -> str:
        url = "".join(maker if isinstance(maker, str) else maker(scope) for maker in makers)
        try:
            return checked_url(url)
        except UrlError as error:
            raise EvaluationError(url[:60], f"cannot be linked to: it {error}") from error

    if all(isinstance(part, Words) for part in parts):
        fixed = make({})
        return lambda scope: fixed
    return make


def _plain_in(start: Words | Placeholder) -> str:
    """What data may bring into an address as it stands: a mailbox has its @, a telephone number its plus."""
    scheme = start.text.partition(":")[0].lower() if isinstance(start, Words) else ""
    return {"mailto": "@+", "tel": "+"}.get(scheme, "")


def _quoted(value: PlainMaker, safe: str) -> PlainMaker:
    return lambda scope: quote(value(scope), safe=safe, errors="replace")
