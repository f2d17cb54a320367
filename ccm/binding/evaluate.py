"""Expressions as functions.

The tree of an expression (checked by `templates_repo.expressions` against its allow-list) is compiled once
into nested closures and then called on every record: nothing of Jinja2 runs, and there is nothing in reach of
an expression but its data. A scope maps names to bound values. `ccm.binding.straight` shortens the way of the
common shapes; what they give, and every message, is decided here.
"""

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import Any

from jinja2 import nodes

from ccm.binding.filters import Filter, FilterError, make_filter
from ccm.binding.formats import FormatError, Formats
from ccm.binding.straight import straight
from ccm.binding.values import Missing, Money, ValueCombinationError
from templates_repo.expressions import Expression

Scope = dict[str, Any]
Evaluator = Callable[[Scope], Any]

MAX_TEXT = 1_000_000

# What is compiled depends on the words of an expression and a locale alone, and who types in a template compiles nearly
# the same expressions again at every stroke.
_compiled_once = lru_cache(maxsize=8192)


class EvaluationError(ValueError):
    """An expression has no value on this record; the message names the expression, the datum and the remedy."""

    def __init__(self, expression: str, message: str) -> None:
        self.expression = expression
        self.reason = message
        super().__init__(f"{{{{ {expression} }}}}: {message}")


@_compiled_once
def evaluator(expression: Expression, formats: Formats, *, optional: bool = False) -> Evaluator:
    """Compile `expression` for a locale.

    The function raises EvaluationError where a value is missing; with `optional` it returns the Missing.
    """
    inner = _compile(expression.tree, formats)
    source = expression.source

    def evaluate(scope: Scope) -> Any:
        try:
            value = inner(scope)
        except (FilterError, FormatError, ValueCombinationError) as error:
            raise EvaluationError(source, str(error)) from error
        except (DivisionByZero, ZeroDivisionError, InvalidOperation) as error:
            raise EvaluationError(source, "divides by zero or is no number; guard it with a condition") from error
        except (TypeError, AttributeError) as error:
            raise EvaluationError(source, "combines values that do not go together; check their types") from error
        if type(value) is Missing and not optional:
            raise EvaluationError(source, str(_missing(value)))
        return value

    return evaluate


@_compiled_once
def text_evaluator(expression: Expression, formats: Formats) -> Callable[[Scope], str]:
    """Compile an expression that gives text. The function raises EvaluationError for anything else."""
    quick, careful = text_ways(expression, formats)

    def text(scope: Scope) -> str:
        try:
            value = quick(scope)
        except Exception:  # whatever it was, the careful way knows the value or the message
            return careful(scope)
        return value if type(value) is str else careful(scope)

    return text


@_compiled_once
def text_ways(expression: Expression, formats: Formats) -> tuple[Evaluator, Callable[[Scope], str]]:
    """The two ways of `text_evaluator`, for callers that cannot spare a call.

    The first may raise anything or give what is not text; then the second has the text, or raises EvaluationError.
    """
    evaluate = evaluator(expression, formats)

    def careful(scope: Scope) -> str:
        value = evaluate(scope)
        if type(value) is not str:
            raise EvaluationError(
                expression.source, "is not text; format it with a filter such as money, date or number"
            )
        return value

    return _quick(expression, formats), careful


@_compiled_once
def condition(expression: Expression, formats: Formats) -> Callable[[Scope], bool]:
    """Compile a condition. The function raises EvaluationError for anything but true and false."""
    careful = evaluator(expression, formats)
    quick = _quick(expression, formats)

    def decide(scope: Scope) -> bool:
        try:
            value = quick(scope)
        except Exception:  # as above
            value = None
        if value is True or value is False:
            return bool(value)
        value = careful(scope)
        if value is not True and value is not False:
            raise EvaluationError(
                expression.source, "is a condition and must be true or false; compare it to something"
            )
        return bool(value)

    return decide


def _quick(expression: Expression, formats: Formats) -> Evaluator:
    return straight(expression.tree, _CarefulParts(formats))


class _CarefulParts:
    """The parts that `straight` leaves to the closures of this module."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def filter(self, node: nodes.Filter) -> Filter:
        return _applied(node, self._formats)

    def value(self, node: nodes.Node) -> Evaluator:
        inner = _compile(node, self._formats)
        return lambda scope: _present(inner(scope))

    def condition(self, node: nodes.Node) -> Evaluator:
        inner = _compile(node, self._formats)
        return lambda scope: _truth(inner(scope))


def base_value(expression: Expression, formats: Formats) -> Evaluator:
    """The value an expression starts from, before its filters; Missing stays Missing (for sort keys)."""
    tree = expression.tree
    while isinstance(tree, nodes.Filter) and tree.node is not None:
        tree = tree.node
    return _compile(tree, formats)


def _compile(node: nodes.Node, formats: Formats) -> Evaluator:
    compile_node = _COMPILERS.get(type(node))
    if compile_node is None:
        raise EvaluationError(type(node).__name__, "is not part of the expression language")
    return compile_node(node, formats)


def _const(node: Any, formats: Formats) -> Evaluator:
    value = Decimal(str(node.value)) if isinstance(node.value, float) else node.value
    return lambda scope: value


def _name(node: Any, formats: Formats) -> Evaluator:
    name = node.name
    missing = Missing(name)

    def read(scope: Scope) -> Any:
        value = scope.get(name)
        return missing if value is None else value

    return read


def _getattr(node: Any, formats: Formats) -> Evaluator:
    name = node.attr
    missing = Missing(_path(node))
    if isinstance(node.node, nodes.Name):
        return _field(node.node.name, name, missing)
    base = _compile(node.node, formats)
    return lambda scope: _part(base(scope), name, missing)


def _field(base: str, name: str, missing: Missing) -> Evaluator:
    """``base.name``, by far the most common expression, in one step."""
    base_missing = Missing(base)

    def read(scope: Scope) -> Any:
        value = scope.get(base)
        if type(value) is dict:
            item = value.get(name)
            return missing if item is None else item
        return base_missing if value is None else _part(value, name, missing)

    return read


def _part(value: Any, name: str, missing: Missing) -> Any:
    if type(value) is dict:
        item = value.get(name)
        return missing if item is None else item
    if type(value) is Missing:
        return value
    if type(value) is Money and name in ("amount", "currency"):
        return getattr(value, name)
    raise FilterError(f"{missing.path.rpartition('.')[0]} has no parts, so there is no {name!r} in it")


def _getitem(node: Any, formats: Formats) -> Evaluator:
    base = _compile(node.node, formats)
    key = _compile(node.arg, formats)

    def read(scope: Scope) -> Any:
        value, at = base(scope), key(scope)
        if type(value) is Missing:
            return value
        if type(value) is list and type(at) is int:
            return value[at] if -len(value) <= at < len(value) else Missing(f"{_path(node.node)}[{at}]")
        if type(value) is dict and type(at) is str:
            item = value.get(at)
            return Missing(f"{_path(node.node)}.{at}") if item is None else item
        raise FilterError(f"{_path(node.node)} cannot be indexed like this")

    return read


def _path(node: Any) -> str:
    """The dotted path of a datum, for messages."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_path(node.node)}[]"
    return "the value"


def _missing(value: Missing) -> FilterError:
    return FilterError(f"{value.path} is missing in the data; give it, or guard it with '{value.path} is defined'")


def _present(value: Any) -> Any:
    if type(value) is Missing:
        raise _missing(value)
    return value


def _filter(node: Any, formats: Formats) -> Evaluator:
    base = _compile(node.node, formats)
    if node.name == "default":
        arguments = [_literal(argument) for argument in node.args]
        options = {option.key: _literal(option.value) for option in node.kwargs}
        fallback = arguments[0] if arguments else options.get("value", "")
        return lambda scope: fallback if type(value := base(scope)) is Missing else value
    apply = _applied(node, formats)
    name = node.name

    def run(scope: Scope) -> Any:
        value = base(scope)
        if type(value) is Missing:
            raise _missing(value)
        try:
            return apply(value)
        except FilterError as error:
            raise FilterError(f"the filter {name} {error}") from error

    return run


def _applied(node: Any, formats: Formats) -> Filter:
    """The function of a filter, with the literal arguments it has in this place."""
    arguments = tuple(_literal(argument) for argument in node.args)
    options = {option.key: _literal(option.value) for option in node.kwargs}
    return make_filter(node.name, arguments, options, formats)


def _literal(node: Any) -> Any:
    """The value of a filter's argument; `templates_repo.expressions` lets only literals through."""
    if isinstance(node, nodes.List):
        return [_literal(item) for item in node.items]
    return -_literal(node.node) if isinstance(node, nodes.Neg) else node.value


def _test(node: Any, formats: Formats) -> Evaluator:
    base = _compile(node.node, formats)
    if node.name in ("defined", "undefined", "none"):
        wanted = node.name != "defined"
        return lambda scope: (type(base(scope)) is Missing) is wanted
    check = _TESTS[node.name]
    return lambda scope: check(_present(base(scope)))


_TESTS: dict[str, Callable[[Any], bool]] = {
    "empty": lambda value: len(value) == 0,
    "even": lambda value: value % 2 == 0,
    "odd": lambda value: value % 2 == 1,
}


def _binary(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Formats], Evaluator]:
    def compile_node(node: Any, formats: Formats) -> Evaluator:
        left, right = _compile(node.left, formats), _compile(node.right, formats)
        return lambda scope: operation(_number(left(scope)), _number(right(scope)))

    return compile_node


def _number(value: Any) -> Any:
    value = _present(value)
    if not isinstance(value, int | Decimal | Money) or isinstance(value, bool):
        raise FilterError("arithmetic needs numbers or amounts of money; join texts with ~")
    return value


def _divide(left: Any, right: Any) -> Any:
    return Decimal(left) / Decimal(right)


def _negative(node: Any, formats: Formats) -> Evaluator:
    inner = _compile(node.node, formats)
    return lambda scope: -_number(inner(scope))


def _and(node: Any, formats: Formats) -> Evaluator:
    left, right = _compile(node.left, formats), _compile(node.right, formats)
    return lambda scope: _truth(left(scope)) and _truth(right(scope))


def _or(node: Any, formats: Formats) -> Evaluator:
    left, right = _compile(node.left, formats), _compile(node.right, formats)
    return lambda scope: _truth(left(scope)) or _truth(right(scope))


def _not(node: Any, formats: Formats) -> Evaluator:
    inner = _compile(node.node, formats)
    return lambda scope: not _truth(inner(scope))


def _truth(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    _present(value)
    raise FilterError("'and', 'or' and 'not' join conditions; compare the value to something")


def _choice(node: Any, formats: Formats) -> Evaluator:
    test, yes = _compile(node.test, formats), _compile(node.expr1, formats)
    no: Evaluator = _compile(node.expr2, formats) if node.expr2 is not None else lambda scope: ""

    def choose(scope: Scope) -> Any:
        decided = test(scope)
        if decided is True:
            return yes(scope)
        return no(scope) if decided is False else _truth(decided)

    return choose


def _concat(node: Any, formats: Formats) -> Evaluator:
    parts = [_compile(part, formats) for part in node.nodes]

    def join(scope: Scope) -> str:
        texts = [_present(part(scope)) for part in parts]
        if not all(isinstance(text, str) for text in texts):
            raise FilterError("~ joins texts; format numbers, dates and amounts with a filter first")
        if sum(map(len, texts)) > MAX_TEXT:
            raise FilterError("the joined text is longer than a million characters")
        return "".join(texts)

    return join


def _list(node: Any, formats: Formats) -> Evaluator:
    items = [_compile(item, formats) for item in node.items]
    return lambda scope: [_present(item(scope)) for item in items]


def _compare(node: Any, formats: Formats) -> Evaluator:
    [step] = node.ops  # comparisons in a chain are not part of the language
    left_of, right_of = _compile(node.expr, formats), _compile(step.expr, formats)
    operation = _COMPARISONS[step.op]

    def compare(scope: Scope) -> bool:
        return operation(*_comparable(_present(left_of(scope)), _present(right_of(scope))))

    return compare


def _comparable(left: Any, right: Any) -> tuple[Any, Any]:
    """An amount of money is compared with a number by its amount (``balance < 0``), a date with a day that is written
    out (``due < '2026-11-21'``)."""
    if type(left) is Money and isinstance(right, int | Decimal):
        return left.amount, right
    if type(right) is Money and isinstance(left, int | Decimal):
        return left, right.amount
    if type(left) is date and type(right) is str:
        return left, _day(right)
    if type(right) is date and type(left) is str:
        return _day(left), right
    return left, right


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FilterError(f"compares a date with {text[:40]!r}; write a day as 2026-11-21") from error


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda left, right: left in right,
    "notin": lambda left, right: left not in right,
}

_COMPILERS: dict[type[nodes.Node], Callable[[Any, Formats], Evaluator]] = {
    nodes.Const: _const,
    nodes.TemplateData: _const,
    nodes.Name: _name,
    nodes.Getattr: _getattr,
    nodes.Getitem: _getitem,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.Compare: _compare,
    nodes.And: _and,
    nodes.Or: _or,
    nodes.Not: _not,
    nodes.CondExpr: _choice,
    nodes.Concat: _concat,
    nodes.List: _list,
    nodes.Add: _binary(operator.add),
    nodes.Sub: _binary(operator.sub),
    nodes.Mul: _binary(operator.mul),
    nodes.Div: _binary(_divide),
    nodes.Neg: _negative,
}
