"""The straight way through an expression: Python code for the case that nothing is missing or wrong.

Almost every expression is a path into the data, a filter and perhaps ``... if x is defined else ''``, and a
statement evaluates hundreds of them. For these shapes a Python function is built (as a syntax tree, never as
text), which does nothing but look up and call. It takes no care: where a datum is missing or of the wrong kind it
raises or gives None, and the caller then asks `ccm.binding.evaluate` for the value or for the message. What it
does give is what the careful way gives; `tests/ccm/binding/test_straight.py` holds the two to that.
"""

import ast
from collections.abc import Callable
from typing import Any, Protocol

from jinja2 import nodes

Scope = dict[str, Any]
Straight = Callable[[Scope], Any]


class Careful(Protocol):
    """What the straight way asks of the careful one."""

    def filter(self, node: nodes.Filter) -> Callable[[Any], Any]:
        """The function of a filter node, its arguments applied."""

    def value(self, node: nodes.Node) -> Straight:
        """The function of any node, for shapes that are not common; raises where the value is missing."""

    def condition(self, node: nodes.Node) -> Straight:
        """The same for a node that decides; gives true or false, or raises."""


def straight(tree: nodes.Node, careful: Careful) -> Straight:
    """Build the function for `tree`; parts of uncommon shape are left to `careful`."""
    builder = _Builder(careful)
    body = builder.value(tree)
    arguments = ast.arguments(posonlyargs=[], args=[ast.arg("scope")], kwonlyargs=[], kw_defaults=[], defaults=[])
    code = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, body)))
    function: Straight = eval(compile(code, "<expression>", "eval"), {"__builtins__": {}, **builder.names})  # noqa: S307
    return function


class _Builder:
    def __init__(self, careful: Careful) -> None:
        self.careful = careful
        self.names: dict[str, Any] = {}

    def value(self, node: nodes.Node) -> ast.expr:
        if isinstance(node, nodes.Const) and type(node.value) is str:
            return ast.Constant(node.value)
        if _is_path(node):
            return self.path(node)
        if isinstance(node, nodes.Filter) and node.node is not None and node.name != "default":
            return self.call(self.careful.filter(node), self.value(node.node))
        if isinstance(node, nodes.CondExpr):
            otherwise = ast.Constant("") if node.expr2 is None else self.value(node.expr2)
            return ast.IfExp(self.condition(node.test), self.value(node.expr1), otherwise)
        if isinstance(node, nodes.Concat):
            texts = ast.List([self.value(part) for part in node.nodes], ast.Load())
            return ast.Call(ast.Attribute(ast.Constant(""), "join", ast.Load()), [texts], [])
        if isinstance(node, nodes.Test | nodes.And | nodes.Or | nodes.Not | nodes.Compare):
            return self.condition(node)
        return self.call(self.careful.value(node), ast.Name("scope", ast.Load()))

    def path(self, node: nodes.Node) -> ast.expr:
        """``scope["row"]["amount"]``: a KeyError where something is missing."""
        if isinstance(node, nodes.Getattr):
            return ast.Subscript(self.path(node.node), ast.Constant(node.attr), ast.Load())
        return ast.Subscript(ast.Name("scope", ast.Load()), ast.Constant(node.name), ast.Load())  # type: ignore[attr-defined]

    def call(self, function: Callable[[Any], Any], argument: ast.expr) -> ast.expr:
        name = f"function_{len(self.names)}"
        self.names[name] = function
        return ast.Call(ast.Name(name, ast.Load()), [argument], [])

    def condition(self, node: nodes.Node) -> ast.expr:
        """Only what is true or false by its shape; the value of a path could be anything."""
        if isinstance(node, nodes.Test) and node.name in ("defined", "undefined", "none") and _is_path(node.node):
            return self.defined(node.node, ast.IsNot() if node.name == "defined" else ast.Is())
        if isinstance(node, nodes.Test) and node.name == "empty" and _is_path(node.node):
            return ast.Compare(self.call(len, self.path(node.node)), [ast.Eq()], [ast.Constant(0)])
        if isinstance(node, nodes.Compare) and (words := _compared_words(node)) is not None:
            return self.compare(node, words)
        if isinstance(node, nodes.And | nodes.Or):
            operation = ast.And() if isinstance(node, nodes.And) else ast.Or()
            return ast.BoolOp(operation, [self.condition(node.left), self.condition(node.right)])
        if isinstance(node, nodes.Not):
            return ast.UnaryOp(ast.Not(), self.condition(node.node))
        return self.call(self.careful.condition(node), ast.Name("scope", ast.Load()))

    def compare(self, node: nodes.Compare, words: ast.expr) -> ast.expr:
        """``scope["row"]["status"] == "INFO"``; a value that is missing must raise, so None may not compare."""
        path = self.call(_text, self.path(node.expr))
        return ast.Compare(path, [_WORD_COMPARISONS[node.ops[0].op]()], [words])

    def defined(self, node: nodes.Node, comparison: ast.cmpop) -> ast.expr:
        """``scope["row"].get("amount") is not None``; an unknown parent raises, and the careful way decides."""
        holder: ast.expr = ast.Name("scope", ast.Load())
        if isinstance(node, nodes.Getattr):
            holder, name = self.path(node.node), node.attr
        else:
            name = node.name  # type: ignore[attr-defined]
        found = ast.Call(ast.Attribute(holder, "get", ast.Load()), [ast.Constant(name)], [])
        return ast.Compare(found, [comparison], [ast.Constant(None)])


def _is_path(node: nodes.Node) -> bool:
    """Names and fields of objects; the parts of an amount of money are for the careful way."""
    while isinstance(node, nodes.Getattr) and node.attr not in ("amount", "currency"):
        node = node.node
    return isinstance(node, nodes.Name)


_WORD_COMPARISONS: dict[str, type[ast.cmpop]] = {"eq": ast.Eq, "ne": ast.NotEq, "in": ast.In, "notin": ast.NotIn}


def _compared_words(node: nodes.Compare) -> ast.expr | None:
    """The text, or list of texts, that a path is compared with; None for any other comparison."""
    [step] = node.ops
    if not _is_path(node.expr) or step.op not in _WORD_COMPARISONS:
        return None
    other = step.expr
    if isinstance(other, nodes.Const) and type(other.value) is str and step.op in ("eq", "ne"):
        return ast.Constant(other.value)
    if isinstance(other, nodes.List) and step.op in ("in", "notin"):
        texts = [item.value for item in other.items if isinstance(item, nodes.Const) and type(item.value) is str]
        return ast.Tuple([ast.Constant(text) for text in texts], ast.Load()) if len(texts) == len(other.items) else None
    return None


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError
    return value
