"""Expressions: Jinja2's grammar, read by Jinja2's parser, and nothing of Jinja2's runtime.

An expression is read once into a tree, and the tree is held against an allow-list: names, fields, literals,
comparisons, arithmetic, inline ``if``, and the filters and tests of `templates_repo.filters`. What is not on the
list does not exist: there are no calls, no slices, no powers and no names that begin with an underscore, so
whatever evaluates the tree has nothing dangerous to evaluate.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

from templates_repo.expression_rules import ExpressionError, check_tree, dotted

__all__ = ["Expression", "ExpressionError", "parse_expression", "references"]

MAX_SOURCE = 2_000
MAX_NESTING = 24

_ENVIRONMENT = Environment(autoescape=False)  # noqa: S701 - it parses; it never renders


@dataclass(frozen=True)
class Expression:
    """An expression that keeps the rules. `tree` is shared: read it, never change it."""

    source: str
    tree: nodes.Expr = field(compare=False, repr=False)


@lru_cache(maxsize=32_768)
def parse_expression(source: str) -> Expression:
    """Read `source`. Numbers with a point become Decimals; there are no floats.

    Raises ExpressionError, with a message that names the remedy, for anything the rules do not allow.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(
            f"the expression is longer than {MAX_SOURCE:,} characters; compute part of it in the data"
        )
    if not source.strip():
        raise ExpressionError("the expression is empty; name a field of the data")
    try:
        parser = Parser(_ENVIRONMENT, "", state="variable")
        parser.stream = TokenStream(_tokens(source), None, None)
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise ExpressionError(
                f"{str(parser.stream.current.value)!r} is left over after the expression; take it out"
            )
    except TemplateSyntaxError as error:
        raise ExpressionError(f"{_shown(source)} is no expression: {error.message}") from error
    except RecursionError as error:
        raise ExpressionError("the expression is nested too deep; write it flatter") from error
    check_tree(tree)
    return Expression(source, tree)


def references(expression: Expression) -> frozenset[tuple[str, ...]]:
    """Every path into the data that `expression` reads, such as ``("customer", "name")``.

    A path is as long as it is written: ``a[0].b`` is ``("a", "0", "b")``; the attribute a filter takes
    (``rows | sum('amount')``) ends the path of what it is applied to.
    """
    return frozenset(_paths(expression.tree))


def _paths(node: nodes.Node) -> Iterator[tuple[str, ...]]:
    path = dotted(node)
    if path is not None:
        yield path
        return
    if isinstance(node, nodes.Filter) and node.node is not None:
        inner = dotted(node.node)
        attribute = node.args[0] if node.args else None
        if inner and node.name in ("map", "sum", "where", "sort") and isinstance(attribute, nodes.Const):
            yield (*inner, str(attribute.value))
            return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _tokens(source: str) -> Iterator[Token]:
    """Jinja2's tokens, with exact decimals in place of binary floats and nesting kept within bounds."""
    lexer = _ENVIRONMENT.lexer
    depth = signs = 0
    for line, kind, value in lexer.tokeniter(source, None, None, "variable"):
        if kind == "float":
            yield Token(line, "float", cast(str, _decimal(value)))  # the parser takes the value as it is
            continue
        depth += (value in ("(", "[", "{")) - (value in (")", "]", "}"))
        signs += value in ("not", "-", "+", "if", "else")
        if depth > MAX_NESTING or signs > 2 * MAX_NESTING:
            raise ExpressionError("the expression is nested too deep; write it flatter")
        yield from lexer.wrap([(line, kind, value)])


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text.replace("_", ""))
    except InvalidOperation as error:
        raise ExpressionError(f"{_shown(text)} is too large a number; write a smaller one") from error


def _shown(source: str) -> str:
    return repr(source if len(source) <= 60 else source[:57] + "...")
