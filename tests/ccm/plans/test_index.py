"""The index as a table: whatever stands in a key, no cell of it begins like a formula, however the line is cut."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccm.plans.index import COLUMNS, cell, json_lines, table_lines

ROW = {"record": 1, "channel": "sms", "why": "asked-for", "file": "x", "digest": "sha256:0", "bytes": 3}
HOSTILE = st.text(st.sampled_from("=+-@%;,\t\r\n|\"' aé＝\ud800"), max_size=12)


@pytest.mark.parametrize("key", ["A-1042", "2026/17 b", "Ünal; Ada", "a=b", "x-y,z"])
def test_a_harmless_key_stays_as_it_is(key: str) -> None:
    assert cell(key) == key


@given(HOSTILE)
@settings(max_examples=50)
def test_no_cell_begins_like_a_formula(key: str) -> None:
    text = table_lines([{**ROW, "key": key}], COLUMNS).decode()
    for delimiter in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert all(shown.strip(' "')[:1] not in ("=", "+", "-", "@", "%", "＝") for shown in row), row


@given(HOSTILE)
@settings(max_examples=50)
def test_the_json_has_the_key_itself(key: str) -> None:
    assert json.loads(json_lines([{**ROW, "key": key}], COLUMNS))["key"] == key


def test_rows_stand_in_lines_of_their_own() -> None:
    rows = [{**ROW, "key": 'say "hi"'}, {**ROW, "key": "B", "entry": "2"}]
    assert len(json.loads(b"[" + json_lines(rows, COLUMNS) + b"]")) == 2
    assert table_lines(rows, ("record", "key", "entry")) == b'1,"say ""hi""",\r\n1,B,2\r\n'
