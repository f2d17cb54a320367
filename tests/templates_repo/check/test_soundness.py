"""What the static check lets pass, the evaluator can evaluate: tried on expressions and records made at random."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ccm.binding.bind import binder
from ccm.binding.evaluate import EvaluationError, evaluator
from ccm.binding.formats import formats_for
from templates_repo.check.inference import present
from templates_repo.check.problem import UnfitExpressionError
from templates_repo.check.scope import record_scope
from templates_repo.contract import parse_contract
from templates_repo.expressions import ExpressionError, parse_expression
from templates_repo.filters import FILTERS, TESTS

CONTRACT = parse_contract(
    {
        "type": "object",
        "required": ["id", "count", "lines", "balance", "day", "open"],
        "properties": {
            "id": {"type": "string", "maxLength": 8},
            "note": {"type": "string", "maxLength": 8},
            "count": {"type": "integer", "minimum": -5, "maximum": 9},
            "rate": {"type": ["number", "null"], "minimum": 0, "maximum": 9},
            "balance": {"format": "money", "maximum": 999},
            "day": {"format": "date"},
            "open": {"type": "boolean"},
            "country": {"format": "country"},
            "lines": {
                "type": "array",
                "maxItems": 3,
                "items": {
                    "type": "object",
                    "required": ["kind", "price"],
                    "properties": {
                        "kind": {"type": "string", "enum": ["a", "b"]},
                        "price": {"format": "money"},
                        "size": {"type": "integer"},
                    },
                },
            },
        },
    },
    "contract",
)
FORMATS = formats_for("de")
BIND = binder(CONTRACT.type)

ARGUMENTS = {
    "unit": "('day')",
    "default": "('-')",
    "sum": "('price')",
    "where": "('kind', 'a')",
    "sort": "('kind')",
    "map": "('kind')",
    "join": "(', ')",
    "plural": "(one='# day', other='# days')",
    "add_days": "(3)",
    "number": "(decimals=2)",
}

FIELDS = ("id", "note", "count", "rate", "balance", "day", "open", "country", "lines")
PARTS = ("lines[0].price", "lines[1].size", "balance.amount", "balance.currency")
_atoms = st.sampled_from((*FIELDS, *PARTS, "'a'", "2", "1.5", "true"))


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["+", "-", "*", "~", "==", "<", "in", "and", "or"])
    names = st.sampled_from(sorted(FILTERS))
    return (
        st.builds("({} {} {})".format, inner, operators, inner)
        | st.builds("({} if {} else {})".format, inner, inner, inner)
        | st.builds(lambda value, name: f"({value} | {name}{ARGUMENTS.get(name, '')})", inner, names)
        | st.builds("({} is {})".format, inner, st.sampled_from(sorted(TESTS)))
        | st.builds("({0} is defined and {0} == {1})".format, inner, inner)
        | st.builds("({0} | sum('price') if {0} is not empty else {1})".format, inner, inner)
        | st.builds("(not {})".format, inner)
        | st.builds("(- {})".format, inner)
    )


expressions = st.recursive(_atoms, _grown, max_leaves=5)

_money = st.fixed_dictionaries({"amount": st.decimals(-999, 999, places=2), "currency": st.just("EUR")})
_line = st.fixed_dictionaries(
    {"kind": st.sampled_from(["a", "b"]), "price": _money}, optional={"size": st.integers(0, 9)}
)
records = st.fixed_dictionaries(
    {
        "id": st.text("abc", max_size=8),
        "count": st.integers(-5, 9),
        "lines": st.lists(_line, max_size=3),
        "balance": _money,
        "day": st.dates().map(str),
        "open": st.booleans(),
    },
    optional={
        "note": st.text("abc", max_size=8),
        "rate": st.none() | st.decimals(0, 9, places=1) | st.just(Decimal("0.5")),
        "country": st.sampled_from(["IT", "DE"]),
    },
)


@given(expressions, st.lists(records, min_size=3, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_passes_the_check_has_a_value(source: str, data: list[dict[str, Any]]) -> None:
    try:
        expression = parse_expression(source)
        inferred = present(expression.tree, record_scope(CONTRACT.type))
    except (ExpressionError, UnfitExpressionError):
        assume(False)
    evaluate = evaluator(expression, FORMATS)
    limit = getattr(inferred.type, "max_length", None)
    for record in data:
        assert CONTRACT.validate(record) == ()
        try:
            value = evaluate(BIND(record))
        except EvaluationError as error:
            raise AssertionError(f"{source} on {record}: {error}") from error
        assert limit is None or len(value) <= limit, (source, record, value)
