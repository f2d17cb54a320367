"""Matching the arguments of a filter, as written, with the parameters it has."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import cast

from jinja2 import nodes

from templates_repo.filters import FILTERS, FilterSignature, Parameter, ParameterKind
from templates_repo.suggest import did_you_mean
from templates_repo.types import LiteralValue

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


class ArgumentError(ValueError):
    """An argument does not fit its filter; the message names the filter and the remedy."""


_KINDS: Mapping[ParameterKind, tuple[tuple[type, ...], str]] = {
    "text": ((str,), "a text in quotes"),
    "field": ((str,), "the name of a field in quotes"),
    "integer": ((int,), "a whole number"),
    "boolean": ((bool,), "true or false"),
    "literal": ((str, int, Decimal, bool), "a text, a number, true or false"),
}


def bind_arguments(node: nodes.Filter) -> dict[str, LiteralValue]:
    """The arguments of a filter by parameter name, defaults filled in.

    Raises ArgumentError when one is missing, unknown, not a literal, or of the wrong kind.
    """
    signature = FILTERS[node.name]
    given: dict[str, LiteralValue] = {}
    for name, value in _named(node, signature):
        if name in given:
            raise ArgumentError(f"the filter {node.name!r} is given {name!r} twice; keep one")
        given[name] = value
    return {
        parameter.name: _checked(node.name, parameter, given)
        for parameter in signature.parameters
        if parameter.required or parameter.name in given or not parameter.leave_out
    }


def _named(node: nodes.Filter, signature: FilterSignature) -> Iterator[tuple[str, LiteralValue]]:
    names = [parameter.name for parameter in signature.parameters]
    positional = names[: signature.positional]
    if len(node.args) > len(positional):
        takes = f"takes {len(positional)} at most" if positional else "takes none"
        by_name = f"; write {names[0]}=..." if names and not positional else ""
        raise ArgumentError(f"the filter {node.name!r} {takes} without a name{by_name}")
    for name, argument in zip(positional, node.args, strict=False):
        yield name, _literal(node.name, name, argument)
    for pair in cast(list[nodes.Keyword], node.kwargs):  # what Jinja2's parser puts there, whatever its types say
        if pair.key not in names:
            known = did_you_mean(pair.key, names) or "; it takes none"
            raise ArgumentError(f"the filter {node.name!r} has no argument {pair.key[:40]!r}{known}")
        yield pair.key, _literal(node.name, pair.key, pair.value)


def _literal(filter_name: str, name: str, node: nodes.Expr) -> LiteralValue:
    sign = 1
    if isinstance(node, nodes.Neg):
        sign, node = -1, node.node
    value = node.value if isinstance(node, nodes.Const) else None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return sign * value
    if value is None or sign == -1 or not isinstance(value, str | bool):
        raise ArgumentError(
            f"the argument {name!r} of the filter {filter_name!r} must be written out; fields are not allowed there"
        )
    return value


def _checked(filter_name: str, parameter: Parameter, given: Mapping[str, LiteralValue]) -> LiteralValue:
    if parameter.name not in given:
        if parameter.required:
            raise ArgumentError(f"the filter {filter_name!r} needs the argument {parameter.name!r}: {parameter.doc}")
        return parameter.default
    value = given[parameter.name]
    types, described = _KINDS[parameter.kind]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        raise ArgumentError(f"the argument {parameter.name!r} of the filter {filter_name!r} must be {described}")
    if parameter.kind == "field" and not FIELD_NAME.match(str(value)):
        raise ArgumentError(f"{str(value)[:40]!r}, given to the filter {filter_name!r}, is no name of a field")
    if parameter.choices and value not in parameter.choices:
        raise ArgumentError(
            f"the filter {filter_name!r} has no {parameter.name} {value!r}{did_you_mean(str(value), parameter.choices)}"
        )
    if parameter.bounds and not (isinstance(value, int) and parameter.bounds[0] <= value <= parameter.bounds[1]):
        low, high = parameter.bounds
        raise ArgumentError(f"the argument {parameter.name!r} of the filter {filter_name!r} must be {low} to {high}")
    return value
