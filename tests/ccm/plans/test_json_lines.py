"""Lines of JSON are what the standard library writes, with whatever stands in them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.plans.json_lines import line_bytes

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
@settings(max_examples=50)
def test_a_line_is_the_value(value: object) -> None:
    line = line_bytes(value)
    assert line == (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode(
        errors="backslashreplace"
    )
    assert line.count(b"\n") == 1
    assert json.loads(line) == value


def test_a_lone_surrogate_is_its_escape() -> None:
    assert line_bytes({"key": "a\ud800"}) == b'{"key":"a\\ud800"}\n'


@pytest.mark.parametrize("value", [b"x", {1.5j}, float("nan"), [object()]])
def test_what_is_no_json_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        line_bytes(value)
