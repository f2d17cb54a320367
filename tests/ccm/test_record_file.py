"""The record beside the outputs: what is read from it is what was written, to the last digit."""

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.demo.run import STATEMENTS
from ccm.library import Library
from ccm.record_file import (
    RecordFileError,
    read_record,
    read_written_record,
    record_bytes,
    source_record_bytes,
    source_record_digest,
)
from ccm.sources.record import Record, SourceError
from ccm.sources.registry import open_source
from content_blocks.digest import digest
from tests.corpora import CORPORA, needs_corpora

# A high surrogate with a low one behind it is two characters to Python and one to JSON.
texts = st.text(st.characters(exclude_categories=())).filter(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") == text
)
decimals = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False),
    st.builds(lambda digits, power: Decimal((0, (digits,), power)), st.integers(0, 9), st.integers(-9999, 9999)),
    st.integers().map(Decimal),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.integers(-(10**3000), 10**3000), decimals, texts)
records = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=30)


def kinds(value: object) -> object:
    """A record with the kind of every value beside it, which digests do not tell apart."""
    if isinstance(value, dict):
        return {key: kinds(item) for key, item in value.items()}
    if isinstance(value, list):
        return [kinds(item) for item in value]
    return type(value).__name__, str(value)


@given(records)
def test_what_is_read_is_what_was_written(record: object) -> None:
    read = read_record(record_bytes(record))
    assert kinds(read) == kinds(record)
    assert digest(read) == digest(record)
    assert record_bytes(read) == record_bytes(record)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (100, b"100\n"),
        (Decimal("100"), b"100e0\n"),
        (Decimal("1E+2"), b"1E+2\n"),
        (Decimal("1.50"), b"1.50\n"),
        (Decimal("-0"), b"-0e0\n"),
        (True, b"true\n"),
        ("\ud800 è", b'"\\ud800 \xc3\xa8"\n'),
        (("a", {"b", "a"}), b'["a", ["a", "b"]]\n'),
    ],
)
def test_numbers_keep_their_kind_and_text_stays_readable(value: object, written: bytes) -> None:
    assert record_bytes(value) == written
    assert digest(read_record(written)) == digest(value)


@pytest.mark.parametrize("template", Library().template_folders)
def test_samples_come_back(template: str) -> None:
    for sample in Library().template(template).samples.values():
        assert digest(read_record(record_bytes(sample))) == digest(sample)
        assert list(sample) == list(read_record(record_bytes(sample)))  # type: ignore[call-overload]


FILES = {
    "data.json": '[{"amount": 1.10, "whole": 5, "much": 1e3, "name": "\\ud800"}]',
    "data.jsonl": '{"amount": 0.10}\n{"amount": -0.0}\n',
    "data.csv": "key,amount,note\nA,1.50,Zoë\nB,2,\n",
}


@pytest.mark.parametrize("name", [*FILES, STATEMENTS.name])
def test_the_records_of_sources_come_back(name: str, tmp_path: Path) -> None:
    path = STATEMENTS
    if name in FILES:
        path = tmp_path / name
        path.write_text(FILES[name], encoding="utf-8")
    found = [record.data for record in open_source(path) if isinstance(record, Record)]
    assert found or "\\ud800" in FILES[name]
    for data in found:
        assert kinds(read_record(record_bytes(data))) == kinds(data)


@needs_corpora
def test_the_records_of_published_examples_come_back() -> None:
    found = 0
    for path in sorted(path for path in CORPORA.glob("*/**/*") if path.suffix.lower() == ".xml"):
        with suppress(SourceError):
            for record in open_source(path):
                if isinstance(record, Record):
                    found += 1
                    assert kinds(read_record(record_bytes(record.data))) == kinds(record.data), path
    assert found > 40


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.5, "a float cannot stand in a record"),
        (b"x", "a bytes cannot stand in a record"),
        ({1: "x"}, "names are text"),
        (Decimal("NaN"), "NaN is no number"),
        (10**4000, "more than 4000 digits"),
        ("\ud83d\ude00", "pair of surrogates"),
    ],
)
def test_what_could_not_be_read_again_is_not_written(value: object, words: str) -> None:
    with pytest.raises(RecordFileError, match=words):
        record_bytes(value)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"a": 1, "a": 2}', "names the field 'a' twice"),
        (b"NaN", "holds NaN"),
        (b"1" * 5000, "an integer of 5000 digits"),
        (b"1e99999999999999999999", "beyond all size"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff", "not UTF-8 at byte 1"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
    ],
)
def test_what_is_no_record_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(RecordFileError, match=words):
        read_record(body)


@given(records)
def test_the_quick_ways_give_what_the_careful_ones_give(record: object) -> None:
    try:
        written = record_bytes(record)
    except RecordFileError:
        with pytest.raises(RecordFileError):
            source_record_bytes(record)
        return
    assert source_record_bytes(record) == written
    assert read_written_record(written) == read_record(written)
    assert source_record_digest(record) == digest(record)


@pytest.mark.parametrize("value", [10**4_001, -(10**4_200), "\ud83d\ude00", Decimal("NaN")])
def test_the_quick_way_refuses_what_the_careful_one_refuses(value: object) -> None:
    with pytest.raises(RecordFileError):
        source_record_bytes({"value": value})
