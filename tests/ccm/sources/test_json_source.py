import json
from decimal import Decimal
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccm.sources import json_source
from ccm.sources.record import Record, SourceOptions
from ccm.sources.registry import open_source
from tests.ccm.sources.reading import data_of, fault_of, read_all, written
from tests.ccm.sources.strategies import records


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=records, chunk=st.integers(1, 50), indent=st.sampled_from([None, 2]))
def test_what_is_written_is_read(
    listed: list[dict[str, object]], chunk: int, indent: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the file is cut into pieces, in the middle of a word or of a character."""
    monkeypatch.setattr(json_source, "_CHUNK", chunk)
    path = written(tmp_path / "data.json", json.dumps(listed, ensure_ascii=False, indent=indent))
    assert data_of(path, "json") == listed


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    path = written(tmp_path / "data.json", '{"price": 8.850, "rate": 1e-3, "count": 12}')
    (data,) = data_of(path)
    assert [str(data["price"]), data["rate"], data["count"]] == ["8.850", Decimal("0.001"), 12]


def test_one_object_is_one_record(tmp_path: Path) -> None:
    (records, faults) = read_all(written(tmp_path / "one.json", '\ufeff\n {"id": "1"}\n'))
    assert [(record.number, record.line, record.data) for record in records] == [(1, 2, {"id": "1"})]
    assert faults == []


def test_an_empty_list_holds_no_record(tmp_path: Path) -> None:
    assert data_of(written(tmp_path / "none.json", " [ ] ")) == []


@pytest.mark.parametrize(
    ("bad", "path", "problem"),
    [
        ('{"id": "2", "id": "3"}', "", "names the field 'id' twice"),
        ('{"a": {"b": 1, "b": 2}}', "a", "names the field 'b' twice"),
        ('{"totals": [{"sum": NaN}]}', "totals[0].sum", "is NaN"),
        ('{"sum": -Infinity}', "sum", "is -Infinity"),
        ('{"sum": 1e999999999999999999999}', "sum", "exponent"),
        ('{"sum": 1e400}', "sum", "digits"),
        ('{"sum": ' + "9" * 5000 + "}", "sum", "digits"),
        ('{"name": "a\\u0000b"}', "name", "U+0000"),
        ('{"name": "\\ud800"}', "name", "U+D800"),
        ('{"a\\u0007": 1}', "", "U+0007"),
        ("17", "", "is a number, not an object"),
        ('["id"]', "", "is a list, not an object"),
        ("null", "", "is null, not an object"),
        ('{"a":' * 70 + "1" + "}" * 70, "a.a.a", "nested"),
    ],
)
def test_a_bad_record_does_not_stop_the_others(tmp_path: Path, bad: str, path: str, problem: str) -> None:
    file = written(tmp_path / "data.json", f'[{{"id": "1"}},\n{bad},\n{{"id": "9"}}]')
    records, (fault,) = read_all(file)
    assert [record.data["id"] for record in records] == ["1", "9"]
    assert (fault.number, fault.line) == (2, 2)
    assert fault.path.startswith(path)
    assert problem in fault.message
    assert str(file) in fault.message


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[{"id": "1"},\n{"id": }]', 2, "Expecting value"),
        ('[{"id": "1"}\n\n{"id": "2"}]', 3, "comma"),
        ('[{"id": "1"},\n', 2, "ends before"),
        ('[{"id": "1"}]\nx', 2, "goes on after its end"),
        ('[{"id": "1"},\n{"name": "a\x01"}]', 2, "control character"),
        ('[{"id": "1"},\n{"name": "never closed}]', 2, "Unterminated string"),
    ],
)
def test_where_a_file_stops_being_json(tmp_path: Path, text: str, line: int, problem: str) -> None:
    records, (fault,) = read_all(written(tmp_path / "data.json", text), "json")
    assert [record.data["id"] for record in records] == ["1"]
    assert fault.line == line
    assert problem in fault.problem


def test_brackets_without_end_are_no_danger(tmp_path: Path) -> None:
    fault = fault_of(written(tmp_path / "deep.json", '{"a":' * 200_000))
    assert "nested too deeply" in fault.message


@pytest.mark.parametrize("body", [b'[{"id": "caf\xe9"}]', '[{"id": "1"}]'.encode("utf-16-le")])
def test_another_encoding_is_named(tmp_path: Path, body: bytes) -> None:
    fault = fault_of(written(tmp_path / "data.json", body), "json")
    assert "UTF-8" in fault.message or "JSON" in fault.message


def test_a_long_text_passes(tmp_path: Path) -> None:
    (data,) = data_of(written(tmp_path / "data.json", json.dumps([{"name": "x" * 100_000}])))
    assert data == {"name": "x" * 100_000}


def test_the_list_is_read_as_records_are_asked_for(tmp_path: Path) -> None:
    """What follows the first records is not even looked at, however broken it is."""
    good = ",".join(json.dumps({"id": str(number), "text": "x" * 500}) for number in range(200))
    path = written(tmp_path / "data.json", f"[{good}, {{{{{{{{ broken")
    first = list(islice(open_source(path), 20))
    assert all(isinstance(item, Record) for item in first)


def test_a_record_beyond_all_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_source, "MAX_RECORD", 1000)
    monkeypatch.setattr(json_source, "_CHUNK", 100)
    path = written(tmp_path / "data.json", json.dumps([{"text": "x" * 5000}]))
    assert "larger than" in fault_of(path).message


def test_the_file_is_closed_when_reading_stops(tmp_path: Path) -> None:
    path = written(tmp_path / "data.json", '[{"id": 1}, {"id": 2}]')
    reading = json_source.read(path, SourceOptions())
    next(reading)
    path.unlink()
