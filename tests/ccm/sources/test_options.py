from pathlib import Path

import pytest

from ccm.sources.options import parse_kind
from ccm.sources.record import SourceError, SourceOptions
from ccm.sources.registry import open_source
from tests.ccm.sources.reading import data_of, written


def test_options_stand_behind_the_kind() -> None:
    assert parse_kind("json") == ("json", SourceOptions())
    assert parse_kind("csv:delimiter=bar,key=number+month,encoding=cp1252") == (
        "csv",
        SourceOptions(key=("number", "month"), delimiter="|", encoding="cp1252"),
    )
    assert parse_kind("parquet:key=id") == ("parquet", SourceOptions(key=("id",)))


def test_they_reach_the_reader(tmp_path: Path) -> None:
    path = written(tmp_path / "data.csv", "id;a,b\n1;Niccolò\n".encode("cp1252"))
    assert data_of(path, "csv:encoding=cp1252,delimiter=semicolon") == [{"id": "1", "a,b": "Niccolò"}]


@pytest.mark.parametrize(
    "kind", ["csv:color=red", "json:key=id", "csv:key", "csv:key=a,key=b", "csv:delimiter=;", "parquet:encoding=utf-8"]
)
def test_what_is_no_option_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(written(tmp_path / "data", "{}"), kind)
    assert str(caught.value).startswith(f"--source {kind}: has the ")
