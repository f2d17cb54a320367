"""Expressions on data: values, guards, and messages that name the datum."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.binding.evaluate import EvaluationError, Scope, condition, evaluator
from ccm.binding.filters import filter_names
from ccm.binding.formats import formats_for
from ccm.binding.values import Money
from templates_repo.expressions import ExpressionError, parse_expression
from templates_repo.filters import FILTERS

SCOPE = {
    "name": "Ada",
    "days": 14,
    "rate": Decimal("0.22"),
    "balance": Money(Decimal("-12.50"), "EUR"),
    "due": date(2026, 11, 21),
    "flag": True,
    "lines": [
        {"kind": "a", "amount": Money(Decimal("0.10"), "EUR")},
        {"kind": "b", "amount": Money(Decimal("0.20"), "EUR")},
    ],
    "customer": {"name": "Ada", "tags": ["x"]},
}


def value(expression: str, scope: Scope | None = None) -> object:
    return evaluator(parse_expression(expression), formats_for("en-GB"))(SCOPE if scope is None else scope)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("customer.name", "Ada"),
        ("due == '2026-11-21'", True),
        ("due < '2026-11-21'", False),
        ("'2026-11-20' < due", True),
        ("lines[0].kind", "a"),
        ("lines | sum('amount') | money", "€0.30"),
        ("lines | where('kind', 'b') | count", 1),
        ("balance < 0", True),
        ("0 > balance", True),
        ("balance + balance", Money(Decimal("-25.00"), "EUR")),
        ("balance * 2", Money(Decimal("-25.00"), "EUR")),
        ("-balance | money", "€12.50"),
        ("balance | abs | money", "€12.50"),
        ("rate + 0.1", Decimal("0.32")),
        ("'a' ~ name ~ 'b'", "aAdab"),
        ("name if flag else 'nobody'", "Ada"),
        ("'x' in customer.tags", True),
        ("customer.phone is defined", False),
        ("customer.phone | default('none')", "none"),
        ("days | plural(one='# day', other='# days')", "14 days"),
        ("due | date('long')", "21 November 2026"),
        ("flag and not (days > 20)", True),
        ("1 < days and days <= 14", True),
        ("lines | map('kind') | list", "a and b"),
        ("lines | sort('kind', reverse=true) | map('kind') | join(', ')", "b, a"),
    ],
)
def test_values(expression: str, expected: object) -> None:
    assert value(expression) == expected


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("customer.phone", r"customer\.phone is missing in the data"),
        ("customer.phone | phone", r"customer\.phone is missing in the data"),
        ("nothing.at.all", r"nothing is missing"),
        ("lines[7].kind", r"lines\[7\] is missing"),
        ("name.first", r"name has no parts"),
        ("name | money", r"filter money needs an amount of money, and was given text"),
        ("days / 0", r"divides by zero"),
        ("name + 1", r"arithmetic needs numbers"),
        ("due < days", r"do not go together"),
        ("'a' ~ days", r"~ joins texts"),
    ],
)
def test_what_has_no_value_says_which_datum(expression: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        value(expression)


def test_amounts_in_two_currencies_are_never_added() -> None:
    scope = {"lines": [{"amount": Money(Decimal(1), "EUR")}, {"amount": Money(Decimal(1), "USD")}]}
    with pytest.raises(EvaluationError, match="EUR and USD are different currencies"):
        value("lines | sum('amount')", scope)


def test_a_condition_is_true_or_false_and_nothing_else() -> None:
    with pytest.raises(EvaluationError, match="must be true or false"):
        condition(parse_expression("name"), formats_for("en-GB"))(SCOPE)


def test_every_filter_that_templates_may_use_is_there() -> None:
    assert filter_names() | {"default"} == set(FILTERS)


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    """Whatever the parser lets through gives a value, or an EvaluationError; nothing else comes out."""
    with suppress(ExpressionError, EvaluationError):
        evaluator(parse_expression(text), formats_for("it"))(SCOPE)
