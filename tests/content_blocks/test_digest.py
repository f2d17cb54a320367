import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_blocks.digest import DigestError, canonical_bytes, digest, digest_bytes

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_canonical_bytes_are_json_that_reads_back(content: object) -> None:
    assert json.loads(canonical_bytes(content).decode("utf-8", "surrogatepass")) == content


@given(st.dictionaries(st.text(), st.integers(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_matter(content: dict[str, int], random: Any) -> None:
    keys = list(content)
    random.shuffle(keys)
    assert digest({key: content[key] for key in keys}) == digest(content)


@given(plain, plain)
def test_different_contents_have_different_digests(first: object, second: object) -> None:
    same = canonical_bytes(first) == canonical_bytes(second)
    assert (digest(first) == digest(second)) is same
    assert same or first is not second


def test_a_digest_is_the_same_tomorrow() -> None:
    assert canonical_bytes({"b": [1, True, None], "a": "è"}) == '{"a":"è","b":[1,true,null]}'.encode()
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    assert digest({}) == digest_bytes(b"{}")


def test_decimals_keep_their_digits() -> None:
    assert canonical_bytes(Decimal("1.50")) == b'"1.50"'
    assert digest(Decimal("1.50")) != digest(Decimal("1.5"))


def test_tuples_are_lists_and_sets_are_sorted() -> None:
    assert digest(("a", "b")) == digest(["a", "b"])
    assert digest({"b", "a"}) == digest(["a", "b"])


@pytest.mark.parametrize("value", [1.5, float("nan"), date(2026, 11, 21), b"bytes", object(), {1: "a"}, {1, 2}])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(DigestError):
        digest({"here": [value]})
