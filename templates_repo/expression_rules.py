"""The allow-list expressions are held against: one rule for each kind of tree node, and none for the rest."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import singledispatch
from typing import cast

from jinja2 import nodes

from templates_repo.filter_arguments import ArgumentError, bind_arguments
from templates_repo.filters import FILTERS, TESTS
from templates_repo.suggest import did_you_mean

MAX_TEXT = 500
MAX_NUMBER = 10**18
MAX_DIGITS = 28
MAX_ITEMS = 50
MAX_DEPTH = 60
MAX_INDEX = 10_000

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_TOO_DEEP = "the expression is nested too deep; write it flatter"


class ExpressionError(ValueError):
    """The expression breaks a rule; the message says which, and the remedy."""


# What Jinja2 would read and this product does not do, and what to write in its place.
_REMEDIES: Mapping[type[nodes.Node], str] = {
    nodes.Call: "calls are not allowed; format values with filters, as in {{ balance | money }}",
    nodes.Slice: "slices are not allowed; use the filters first, last or where",
    nodes.Pow: "powers are not allowed; compute the number in the data",
    nodes.FloorDiv: "// is not allowed; use / and the filter round",
    nodes.Mod: "% is not allowed; use the tests 'is even' and 'is odd', or compute the value in the data",
    nodes.Dict: "mappings are not allowed; name a field of the data",
    nodes.Tuple: "tuples are not allowed; write a list in brackets, as in ['a', 'b']",
    nodes.Pos: "a plus sign before a value is not needed; take it out",
}


def dotted(node: nodes.Node) -> tuple[str, ...] | None:
    """``a.b[0]`` as ``("a", "b", "0")``; None when `node` is anything but a path into the data."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        path = dotted(node.node)
        return None if path is None else (*path, node.attr)
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        path = dotted(node.node)
        return None if path is None else (*path, str(node.arg.value))
    return None


def filtered(node: nodes.Filter) -> nodes.Expr:
    """What a filter is applied to; every filter the allow-list lets pass is applied to something."""
    return cast(nodes.Expr, node.node)


def check_tree(node: nodes.Node, depth: int = 0) -> None:
    """Hold `node` and everything below it against the allow-list. Raises ExpressionError."""
    if depth > MAX_DEPTH:
        raise ExpressionError(_TOO_DEEP)
    _check(node)
    for child in node.iter_child_nodes():
        check_tree(child, depth + 1)


@singledispatch
def _check(node: nodes.Node) -> None:
    raise ExpressionError(
        _REMEDIES.get(type(node), "an expression may use fields, literals, comparisons, arithmetic and filters only")
    )


@_check.register(nodes.Add)
@_check.register(nodes.Sub)
@_check.register(nodes.Mul)
@_check.register(nodes.Div)
@_check.register(nodes.Neg)
@_check.register(nodes.And)
@_check.register(nodes.Or)
@_check.register(nodes.Not)
@_check.register(nodes.Concat)
@_check.register(nodes.CondExpr)
@_check.register(nodes.Operand)
@_check.register(nodes.Keyword)
def _(node: nodes.Node) -> None:
    """Nothing to hold against the node itself; what it joins is looked at next."""


@_check.register
def _(node: nodes.Name) -> None:
    _check_name(node.name)


@_check.register
def _(node: nodes.Getattr) -> None:
    _check_name(node.attr)


def _check_name(name: str) -> None:
    if name.startswith("_"):
        raise ExpressionError(
            f"the name {name[:40]!r} begins with an underscore, which is not allowed; rename the field"
        )
    if not _NAME.match(name) or len(name) > 64:
        raise ExpressionError(
            f"{name[:40]!r} is no name; names have letters a to z, digits and underscores, at most 64"
        )


@_check.register
def _(node: nodes.Getitem) -> None:
    if isinstance(node.arg, nodes.Slice):
        raise ExpressionError(_REMEDIES[nodes.Slice])
    value = node.arg.value if isinstance(node.arg, nodes.Const) else None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_INDEX:
        raise ExpressionError("brackets take a place in a list, as in lines[0]; write fields with a point, as in a.b")


@_check.register
def _(node: nodes.Const) -> None:
    value = node.value
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise ExpressionError(f"a text in the expression is longer than {MAX_TEXT} characters; shorten it")
        if any(ord(character) < 32 or 0xD800 <= ord(character) < 0xE000 for character in value):
            raise ExpressionError("a text in the expression has a control character in it; take it out")
    elif isinstance(value, int | Decimal) and not _is_modest(value):
        raise ExpressionError("a number in the expression is too large; at most 18 digits before the point are allowed")


def _is_modest(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) < MAX_NUMBER
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -MAX_DIGITS <= exponent <= 0 and abs(number) < MAX_NUMBER


@_check.register
def _(node: nodes.List) -> None:
    if not node.items or len(node.items) > MAX_ITEMS:
        raise ExpressionError(f"a list in an expression has 1 to {MAX_ITEMS} values")
    if not all(isinstance(item.node if isinstance(item, nodes.Neg) else item, nodes.Const) for item in node.items):
        raise ExpressionError("a list in an expression holds texts and numbers only; compare the fields one by one")


@_check.register
def _(node: nodes.Compare) -> None:
    if len(node.ops) != 1:
        raise ExpressionError("one comparison at a time; join two with 'and', as in a < b and b < c")


@_check.register
def _(node: nodes.Filter) -> None:
    if node.name not in FILTERS:
        raise ExpressionError(f"there is no filter {node.name[:40]!r}{did_you_mean(node.name, FILTERS)}")
    if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise ExpressionError(f"the filter {node.name!r} takes its arguments one by one, without stars")
    try:
        bind_arguments(node)
    except ArgumentError as error:
        raise ExpressionError(str(error)) from error


@_check.register
def _(node: nodes.Test) -> None:
    if node.name not in TESTS:
        raise ExpressionError(f"there is no test 'is {node.name[:40]}'{did_you_mean(node.name, TESTS)}")
    if node.args or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise ExpressionError(f"the test 'is {node.name}' takes no arguments; take them out")
