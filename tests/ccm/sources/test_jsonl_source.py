import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.ccm.sources.reading import data_of, read_all, written
from tests.ccm.sources.strategies import records


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=records)
def test_what_is_written_is_read(listed: list[dict[str, object]], tmp_path: Path) -> None:
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in listed)
    assert data_of(written(tmp_path / "data.jsonl", "\n" + text), "jsonl") == listed


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"id": ', "is not JSON"),
        (b'{"id": "1"} {"id": "2"}', "Extra data"),
        (b'{"id": "caf\xe9"}', "is not UTF-8 at byte 12"),
        (b'{"sum": NaN}', "is NaN"),
        (b'{"id": "1", "id": "1"}', "twice"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "not an object"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(tmp_path: Path, line: bytes, problem: str) -> None:
    path = written(tmp_path / "data.jsonl", b'\xef\xbb\xbf{"id": "1"}\r\n\r\n' + line + b'\n{"id": "3"}')
    records, (fault,) = read_all(path, "jsonl")
    assert [(record.number, record.line) for record in records] == [(1, 1), (3, 4)]
    assert (fault.number, fault.line) == (2, 3)
    assert problem in fault.message
