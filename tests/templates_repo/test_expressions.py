from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes

from templates_repo.expressions import ExpressionError, parse_expression, references
from templates_repo.filters import FILTERS, FilterSignature


@pytest.mark.parametrize(
    "source",
    [
        "customer.name",
        "lines[0].amount | money",
        "a if b else 'c'",
        "a is defined and not (b or c)",
        "status in ['open', 'late', -1]",
        "price * 3 + fee - 1.50",
        "'no ' ~ number",
        "days | plural(one='# day', other='# days')",
        "x | default(-1)",
        "lines | where('kind', 'fee') | sum('amount') | money('plain')",
        "lines | sort('day', reverse=true) | map('text') | list(style='or')",
    ],
)
def test_the_language_is_read(source: str) -> None:
    assert parse_expression(source).source == source


ATTACKS = [
    "''.__class__",
    "''.__class__.__mro__[1].__subclasses__()",
    "a._private",
    "_name",
    "a['__class__']",
    "''|attr('__class__')",
    "'{0.__class__}'.format(a)",
    "'%s' % a",
    "range(10**9)",
    "range(10)",
    "lipsum(5)",
    "cycler.__init__.__globals__",
    "a()",
    "a.b()",
    "a | map(attribute='__class__')",
    "9 ** 9 ** 9",
    "'a' * 10 ** 9",
    "10 // 3",
    "a[1:2]",
    "a[-1]",
    "a['b']",
    "a[b]",
    "{'a': 1}",
    "(1, 2)",
    "[]",
    "[a]",
    "1 < a < 3",
    "1e400",
    "1e-999999999",
    "99999999999999999999",
    "0x" + "f" * 40,
    "'" + "a" * 600 + "'",
    "'\\x00'",
    "'\\ud800'",
    "not " * 60 + "a",
    "-" * 60 + "1",
    "(" * 40 + "a" + ")" * 40,
    "a + " * 400 + "a",
    "a if b else " * 60 + "c",
    "a | " + "upper | " * 120 + "upper",
    "a }} {{ b",
    "a; b",
    "{% import 'os' %}",
    "a is sameas b",
    "a is divisibleby(3)",
    "a | default(b)",
    "a | default(*b)",
    "a | default(**b)",
    "a | default",
    "a | date('tomorrow')",
    "a | date(style='long', style='short')",
    "a | round(1000000000)",
    "a | number(decimals=true)",
    "a | plural(one='x')",
    "caffè",
    "x" * 2_001,
    "",
    "   ",
]


@pytest.mark.parametrize("source", ATTACKS, ids=lambda source: repr(source[:30]))
def test_what_is_not_in_the_language_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse_expression(source)
    assert 10 < len(str(refused.value)) < 600


@given(st.text(max_size=60))
@settings(max_examples=100)
def test_arbitrary_text_is_read_or_refused(source: str) -> None:
    with suppress(ExpressionError):
        parse_expression(source)


LANGUAGE = "a .b [0] ( ) 't' 1.50 + ~ [ ] , if else not is defined in | money | default('x') | where('a',1)"
STRANGE = "{{ }} {% %} #} __class__ ** = \\ ' \" 🎉"


@given(st.lists(st.sampled_from([*LANGUAGE.split(), *STRANGE.split()]), max_size=24).map(" ".join))
@settings(max_examples=100)
def test_shuffled_pieces_of_the_language_are_read_or_refused(source: str) -> None:
    with suppress(ExpressionError):
        parse_expression(source)


@pytest.mark.parametrize("literal", ["0.1", "1.10", "12345678901234567.25", "0.00000000000000000001"])
def test_decimals_are_exact(literal: str) -> None:
    tree = parse_expression(literal).tree
    assert isinstance(tree, nodes.Const)
    assert isinstance(tree.value, Decimal)
    assert str(tree.value) == format(Decimal(literal))


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("customer.name", {("customer", "name")}),
        ("lines[0].text ~ id", {("lines", "0", "text"), ("id",)}),
        ("lines | where('kind', 'fee') | sum('amount')", {("lines", "kind")}),
        ("rows | sum('amount') | money", {("rows", "amount")}),
        ("a if b is defined else 'c'", {("a",), ("b",)}),
        ("1 + 2", set()),
    ],
)
def test_references_are_the_paths_read(source: str, paths: set[tuple[str, ...]]) -> None:
    assert references(parse_expression(source)) == paths


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("balance | mony", "did you mean 'money'?"),
        ("due | date('lang')", "did you mean 'long'?"),
        ("range(3)", "filters"),
        ("a.__class__", "underscore"),
        ("1 < a < 3", "join two with 'and'"),
        ("a is defind", "did you mean 'defined'?"),
        ("days | plural('day', 'days')", "write zero=..."),
    ],
)
def test_messages_name_the_remedy(source: str, remedy: str) -> None:
    with pytest.raises(ExpressionError, match=remedy.replace("?", r"\?").replace(".", r"\.")):
        parse_expression(source)


@pytest.mark.parametrize("signature", FILTERS.values(), ids=lambda signature: signature.name)
def test_the_examples_of_the_documentation_are_expressions(signature: FilterSignature) -> None:
    assert signature.name in parse_expression(signature.example).source
