import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from ccm.sources import parquet
from tests.ccm.sources.reading import data_of, fault_of, read_all, written

polars = pytest.importorskip("polars")


def test_columns_become_fields(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    polars.DataFrame(
        {
            "id": ["1", "2"],
            "customer.name": ["Elena", None],
            "total": [Decimal("8.850"), Decimal("-12.500")],
            "rate": [0.1, None],
            "issued_on": [date(2026, 11, 21), None],
            "at": [datetime(2026, 11, 21, 9, 30, tzinfo=UTC), None],
            "paid": [True, False],
            "tags": [["a", "b"], []],
            "account": [{"iban": "IT60"}, {"iban": None}],
        }
    ).write_parquet(path)
    first, second = data_of(path)
    assert first == {
        "id": "1",
        "customer": {"name": "Elena"},
        "total": Decimal("8.850"),
        "rate": Decimal("0.1"),
        "issued_on": "2026-11-21",
        "at": "2026-11-21T09:30:00+00:00",
        "paid": True,
        "tags": ["a", "b"],
        "account": {"iban": "IT60"},
    }
    assert second == {"id": "2", "total": Decimal("-12.500"), "paid": False, "tags": [], "account": {}}


def test_rows_are_grouped_and_read_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "BATCH", 2)
    path = tmp_path / "data.parquet"
    polars.DataFrame({"id": ["A", "A", "A", "B", "C"], "items[].n": [1, 2, 3, 4, 5]}).write_parquet(path)
    assert [data["items"] for data in data_of(path)] == [[{"n": 1}, {"n": 2}, {"n": 3}], [{"n": 4}], [{"n": 5}]]


def test_what_no_contract_can_judge_is_a_fault_of_its_record(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    polars.DataFrame({"id": ["1", "2"], "rate": [float("nan"), 1.5]}).write_parquet(path)
    records, (fault,) = read_all(path)
    assert [record.number for record in records] == [2]
    assert (fault.number, fault.path) == (1, "rate")


def test_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    polars.DataFrame({"id": ["1"], "photo": [b"\x00"]}).write_parquet(path)
    assert "is a bytes" in fault_of(path).message


@pytest.mark.parametrize("body", [b"PAR1", b"PAR1" + b"\x00" * 100 + b"PAR1"])
def test_a_broken_file_is_a_fault(tmp_path: Path, body: bytes) -> None:
    assert "is not Parquet" in fault_of(written(tmp_path / "data.parquet", body)).message


def test_without_polars_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    fault = fault_of(written(tmp_path / "data.parquet", b"PAR1"))
    assert "pip install ccm-engine[parquet]" in fault.message
