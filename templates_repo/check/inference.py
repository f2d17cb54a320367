"""What an expression gives, worked out from the contract alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jinja2 import nodes

from templates_repo.check.operators import arithmetic, compared, either, literal_type
from templates_repo.check.problem import Fix, UnfitExpressionError
from templates_repo.check.scope import ITEMS, Scope, path_of, proven
from templates_repo.check.units import check_unit
from templates_repo.check.written import guard, unguarded, written
from templates_repo.expression_rules import dotted, filtered
from templates_repo.filter_arguments import bind_arguments
from templates_repo.filter_results import FilterTypeError
from templates_repo.filters import FILTERS, TESTS
from templates_repo.suggest import did_you_mean, nearest
from templates_repo.types import (
    BooleanType,
    DataType,
    DecimalType,
    FieldType,
    IntegerType,
    ListType,
    MoneyType,
    ObjectType,
    TextType,
    described,
)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value an expression can have.

    `missing` is the path that may have no value ("" when it surely has one); `personal` says that personal
    data is in it; `unbounded` names a text without maxLength that is in it.
    """

    type: DataType
    missing: str = ""
    personal: bool = False
    unbounded: str = ""


def infer(node: nodes.Node, scope: Scope) -> Inferred:
    """What `node` gives in `scope`; it may be missing. Raises UnfitExpressionError."""
    return _RULES[type(node)](node, scope)


def present(node: nodes.Node, scope: Scope) -> Inferred:
    """What `node` gives in `scope`, where a value is needed. Raises UnfitExpressionError."""
    inferred = infer(node, scope)
    if inferred.missing:
        raise UnfitExpressionError(
            "may-be-undefined", unguarded(inferred.missing), Fix("guard", "", guard(inferred.missing))
        )
    return inferred


def _constant(node: nodes.Const, _scope: Scope) -> Inferred:
    return Inferred(literal_type(node.value))


def _name(node: nodes.Name, scope: Scope) -> Inferred:
    field = scope.names.get(node.name)
    if field is None:
        raise UnfitExpressionError(
            "unknown-variable",
            f"there is no {node.name!r} in the data{did_you_mean(node.name, scope.names)}",
            _renamed("", node.name, scope.names),
        )
    return _field(field, node, scope, Inferred(field.type))


def _attribute(node: nodes.Getattr, scope: Scope) -> Inferred:
    base = infer(node.node, scope)
    if isinstance(base.type, MoneyType) and node.attr in ("amount", "currency"):
        money = base.type
        amount = DecimalType(money.minimum, money.maximum, money.decimals)
        return replace(base, type=amount if node.attr == "amount" else TextType("currency", 3))
    if not isinstance(base.type, ObjectType):
        hint = "; go through its items with repeat or table" if isinstance(base.type, ListType) else ""
        raise UnfitExpressionError(
            "unknown-variable", f"{written(node.node)} is {described(base.type.kind)} and has no {node.attr!r}{hint}"
        )
    field = base.type.fields.get(node.attr)
    if field is None:
        raise UnfitExpressionError(
            "unknown-variable",
            f"{written(node.node)} has no {node.attr!r}{did_you_mean(node.attr, base.type.fields)}",
            _renamed(f"{written(node.node)}.", node.attr, base.type.fields),
        )
    return _field(field, node, scope, base)


def _renamed(before: str, name: str, known: Iterable[str]) -> Fix | None:
    """The variable under the name that is nearest to the one that was written."""
    close = nearest(name, known)
    return None if close is None else Fix("replace", f"{before}{name}", f"{before}{close}")


def _field(field: FieldType, node: nodes.Node, scope: Scope, base: Inferred) -> Inferred:
    path = dotted(node)
    known = path in scope.defined
    missing = base.missing or (written(node) if field.optional else "")
    unbounded = isinstance(field.type, TextType) and field.type.max_length is None
    return Inferred(
        field.type,
        missing="" if known else missing,
        personal=base.personal or field.personal,
        unbounded=written(node) if unbounded else "",
    )


def _item(node: nodes.Getitem, scope: Scope) -> Inferred:
    base = infer(node.node, scope)
    if not isinstance(base.type, ListType):
        raise UnfitExpressionError(
            "unknown-variable", f"{written(node.node)} is {described(base.type.kind)}; brackets take an item of a list"
        )
    index = int(node.arg.value) if isinstance(node.arg, nodes.Const) else 0
    path = dotted(node)
    sure = index < base.type.min_items or path in scope.defined or (index == 0 and _has_items(node.node, scope))
    missing = base.missing or ("" if sure else written(node))
    return replace(base, type=base.type.item, missing=missing)


def _has_items(node: nodes.Node, scope: Scope) -> bool:
    path = path_of(node)
    return path is not None and (*path, ITEMS) in scope.defined


def _filter(node: nodes.Filter, scope: Scope) -> Inferred:
    behind = filtered(node)
    base = infer(behind, scope) if node.name == "default" else present(behind, scope)
    signature = FILTERS[node.name]
    if base.type.kind not in signature.accepts:
        wanted = " or ".join(described(kind) for kind in signature.accepts)
        raise UnfitExpressionError(
            "wrong-filter",
            f"the filter {node.name!r} takes {wanted}, and {written(behind)} is {described(base.type.kind)}"
            + _suitable(base.type, node.name),
        )
    arguments = bind_arguments(node)
    if node.name == "unit":
        check_unit(str(arguments["unit"]))
    shows_all = node.name in ("number", "percent", "unit") and arguments.get("decimals") is None
    if isinstance(behind, nodes.Div) and shows_all:
        raise UnfitExpressionError("unrounded", "a quotient may have no end; round it first, as in (a / b) | round(2)")
    try:
        result = signature.result(base.type, arguments)
    except FilterTypeError as error:
        raise UnfitExpressionError("wrong-filter", str(error)) from error
    bounded = isinstance(result, TextType) and result.max_length is not None
    unbounded = "" if bounded else base.unbounded or (written(behind) if isinstance(result, TextType) else "")
    return replace(base, type=result, unbounded=unbounded, missing=_missing_item(node, base, scope))


def _missing_item(node: nodes.Filter, base: Inferred, scope: Scope) -> str:
    """The filters that need an item of a list, where the list may be empty."""
    if node.name not in ("first", "last", "sum") or not isinstance(base.type, ListType):
        return ""
    sure = base.type.min_items > 0 or _has_items(_unmapped(filtered(node)), scope)
    if not sure and node.name == "sum":  # an empty list has no sum, not even a default one
        path = written(filtered(node)) + ITEMS
        raise UnfitExpressionError("may-be-undefined", unguarded(path), Fix("guard", "", guard(path)))
    return "" if sure else written(filtered(node)) + ITEMS


def _unmapped(node: nodes.Node) -> nodes.Node:
    """The list behind filters that keep its length: ``rows`` for ``rows | sort('day') | map('amount')``."""
    while isinstance(node, nodes.Filter) and node.name in ("map", "sort"):
        node = filtered(node)
    return node


def _suitable(given: DataType, name: str) -> str:
    names = [other for other in ("money", "number", "date", "time", "list") if given.kind in FILTERS[other].accepts]
    return f"; use the filter {names[0]!r}" if names and names[0] != name else ""


def _test(node: nodes.Test, scope: Scope) -> Inferred:
    signature = TESTS[node.name]
    base = infer(node.node, scope) if signature.may_be_undefined else present(node.node, scope)
    if base.type.kind not in signature.accepts:
        wanted = " or ".join(described(kind) for kind in signature.accepts)
        raise UnfitExpressionError(
            "wrong-test",
            f"'is {node.name}' asks about {wanted}, and {written(node.node)} is {described(base.type.kind)}",
        )
    return Inferred(BooleanType())


def condition(node: nodes.Node, scope: Scope) -> None:
    """Whether `node` is true or false in `scope`. Raises UnfitExpressionError."""
    kind = present(node, scope).type.kind
    if kind != "boolean":
        remedy = f"'{written(node)} is defined'" if dotted(node) else "a comparison"
        raise UnfitExpressionError(
            "not-a-condition", f"a condition is true or false, and {written(node)} is {described(kind)}; write {remedy}"
        )


def _both(node: nodes.And | nodes.Or, scope: Scope) -> Inferred:
    condition(node.left, scope)
    condition(node.right, scope.given(proven(node.left, isinstance(node, nodes.And))))
    return Inferred(BooleanType())


def _not(node: nodes.Not, scope: Scope) -> Inferred:
    condition(node.node, scope)
    return Inferred(BooleanType())


def _choice(node: nodes.CondExpr, scope: Scope) -> Inferred:
    condition(node.test, scope)
    yes = infer(node.expr1, scope.given(proven(node.test, True)))
    if node.expr2 is None:
        no = Inferred(TextType(max_length=0))
    else:
        no = infer(node.expr2, scope.given(proven(node.test, False)))
    return Inferred(
        either((yes.type, no.type)),
        missing=yes.missing or no.missing,
        personal=yes.personal or no.personal,
        unbounded=yes.unbounded or no.unbounded,
    )


def _compare(node: nodes.Compare, scope: Scope) -> Inferred:
    [step] = node.ops
    left, right = present(node.expr, scope), present(step.expr, scope)
    compared(step.op, left.type, right.type)
    return Inferred(BooleanType())


def _arithmetic(symbol: str) -> Callable[[Any, Scope], Inferred]:
    def rule(node: nodes.BinExpr, scope: Scope) -> Inferred:
        left, right = present(node.left, scope), present(node.right, scope)
        return Inferred(arithmetic(symbol, left.type, right.type), personal=left.personal or right.personal)

    return rule


def _negative(node: nodes.Neg, scope: Scope) -> Inferred:
    inner = present(node.node, scope)
    arithmetic("*", inner.type, IntegerType())
    negated = FILTERS["negate"].result(inner.type, {})
    return replace(inner, type=negated)


def _concat(node: nodes.Concat, scope: Scope) -> Inferred:
    parts = [present(part, scope) for part in node.nodes]
    length: int | None = 0
    for part, inferred in zip(node.nodes, parts, strict=True):
        if not isinstance(inferred.type, TextType):
            raise UnfitExpressionError(
                "not-text", f"~ joins texts, and {written(part)} is {described(inferred.type.kind)}; format it first"
            )
        part_length = inferred.type.max_length
        length = None if length is None or part_length is None else length + part_length
    return Inferred(
        TextType(max_length=length),
        personal=any(part.personal for part in parts),
        unbounded=next((part.unbounded for part in parts if part.unbounded), ""),
    )


def _list(node: nodes.List, scope: Scope) -> Inferred:
    items = [infer(item, scope).type for item in node.items]
    return Inferred(ListType(either(items), len(items), len(items)))


_RULES: Mapping[type[nodes.Node], Callable[[Any, Scope], Inferred]] = {
    nodes.Const: _constant,
    nodes.Name: _name,
    nodes.Getattr: _attribute,
    nodes.Getitem: _item,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.And: _both,
    nodes.Or: _both,
    nodes.Not: _not,
    nodes.CondExpr: _choice,
    nodes.Compare: _compare,
    nodes.Add: _arithmetic("+"),
    nodes.Sub: _arithmetic("-"),
    nodes.Mul: _arithmetic("*"),
    nodes.Div: _arithmetic("/"),
    nodes.Neg: _negative,
    nodes.Concat: _concat,
    nodes.List: _list,
}
