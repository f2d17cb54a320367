"""What a text reads and where its links lead: all of it that is no words.

Somebody who may change words may write a text anew, as long as it shows the same data and links to the same places.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from content_blocks.markup import (
    Anchor,
    Markup,
    MarkupError,
    Placeholder,
    Span,
    parse_markup,
    parse_plain,
    placeholders,
)
from templates_repo.expressions import ExpressionError, parse_expression

# The arguments of these filters are words that a reader gets to see.
_SPEAKING = frozenset(["plural", "default", "join"])


@dataclass(frozen=True)
class Signature:
    """A text without its words: the expressions of its placeholders and the addresses of its links, sorted.

    `plain` are the placeholders there would be if the text were no markup; subjects of mails are none.
    """

    shown: tuple[str, ...]
    addresses: tuple[str, ...]
    plain: tuple[str, ...]


def signature(text: str) -> Signature | None:
    """The signature of `text`; None when its placeholders cannot be told, and so nothing can be said about it."""
    try:
        plain = tuple(sorted(placeholders(parse_plain(text))))
    except MarkupError:
        return None
    try:
        markup = parse_markup(text)
    except MarkupError:  # then it is no markup, or it is and the check refuses it
        return Signature(plain, (), plain)
    return Signature(tuple(sorted(placeholders(markup))), tuple(sorted(_addresses(markup))), plain)


def translates(source: str, translated: str, before: str) -> bool:
    """Whether `translated` shows the data of `source` and links where it does, or where the translation `before` did.

    Words in placeholders (plural forms, defaults, the sides of an ``if``) are another language's own.
    """
    new, old, ours = signature(translated), signature(before), signature(source)
    if new is None or ours is None:
        return False
    if old is not None and new == old:
        return True
    linked = Counter(ours.addresses) | Counter(old.addresses if old else ())
    return (
        not Counter(new.addresses) - linked and _same_data(new.shown, ours.shown) and _same_data(new.plain, ours.plain)
    )


def _same_data(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    try:
        first, second = ([_shape(parse_expression(one).tree) for one in each] for each in (ones, others))
    except ExpressionError:
        return ones == others
    return set(map(repr, first)) == set(map(repr, second))


def _shape(node: object) -> object:
    """An expression as plain data, without the words in it."""
    if isinstance(node, nodes.CondExpr):
        return "if", _shape(node.test), *(_spoken(side) for side in (node.expr1, node.expr2))
    if isinstance(node, nodes.Filter) and node.name in _SPEAKING:
        given = [*node.args, *(argument.value for argument in node.kwargs)]
        return "filter", node.name, _shape(node.node), *sorted({repr(_spoken(argument)) for argument in given})
    if isinstance(node, nodes.Node):
        return type(node).__name__, *((name, _shape(value)) for name, value in node.iter_fields())
    if isinstance(node, list | tuple):
        return tuple(_shape(each) for each in node)
    return repr(node)


def _spoken(node: object) -> object:
    is_words = isinstance(node, nodes.Const) and isinstance(node.value, str)
    return "words" if is_words else _shape(node)


def _addresses(markup: Markup) -> Iterator[str]:
    for node in markup:
        if isinstance(node, Anchor):
            yield "".join(
                "{{ " + part.expression + " }}" if isinstance(part, Placeholder) else part.text for part in node.url
            )
        if isinstance(node, Span | Anchor):
            yield from _addresses(node.content)
