"""The straight way gives what the careful way gives, or nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.binding.evaluate import EvaluationError, Scope, condition, evaluator, text_evaluator
from ccm.binding.formats import formats_for
from templates_repo.expressions import parse_expression

FORMATS = formats_for("en-GB")

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.text(max_size=3) | st.integers() | st.booleans(),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3) | st.lists(inner, max_size=2),
    max_leaves=6,
)
scopes = st.dictionaries(st.sampled_from("abc"), values, max_size=3)

EXPRESSIONS = (
    "a",
    "a.b",
    "a.b.c",
    "'x'",
    "a.b | upper",
    "a | number",
    "a if a is defined else 'none'",
    "a.b if a.b is defined else a",
    "(a.b | trim) if a is defined and a.b is not none else ''",
    "'y' if not (a is undefined or b.c is defined) else 'n'",
    "a.b is defined",
    "a is undefined and b is defined",
    "not (a is none)",
    "a ~ b",
    "a | default('x')",
    "a.b == b",
    "a.b == 'x'",
    "a != 'x' and a.b is not empty",
    "a in ['x', 'y'] or b.c not in ['x']",
    "'(' ~ a ~ (' ' ~ b if b is defined else '') ~ ')'",
)


def outcome(run: Any, scope: Scope) -> tuple[str, Any]:
    try:
        return "value", run(scope)
    except EvaluationError as error:
        return "error", str(error)


@pytest.mark.parametrize("source", EXPRESSIONS)
@given(scope=scopes)
@settings(max_examples=60)
def test_texts_and_conditions_are_those_of_the_careful_way(source: str, scope: Scope) -> None:
    expression = parse_expression(source)
    kind, careful = outcome(evaluator(expression, FORMATS), scope)
    for compiled, wanted in ((text_evaluator(expression, FORMATS), str), (condition(expression, FORMATS), bool)):
        if kind == "error" or isinstance(careful, wanted):
            assert outcome(compiled, scope) == (kind, careful)
        else:
            assert outcome(compiled, scope)[0] == "error"
