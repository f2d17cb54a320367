import csv
import io
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccm.sources.record import Record, SourceOptions
from ccm.sources.registry import open_source
from tests.ccm.sources.reading import data_of, fault_of, read_all, written

cells = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cn"),
        exclude_characters=[chr(c) for c in [*range(9), 11, 12, *range(14, 32), *range(127, 160)]],
    ),
    max_size=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_what_is_written_is_read(rows: list[tuple[str, str, str]], delimiter: str, tmp_path: Path) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("id", "customer.name", "customer.email"), *rows])
    path = written(tmp_path / "data.csv", text.getvalue())
    expected = []
    for first, second, third in rows:
        inner = {name: cell for name, cell in (("name", second), ("email", third)) if cell}
        expected.append({**({"id": first} if first else {}), **({"customer": inner} if inner else {})})
    assert data_of(path, "csv") == expected


STATEMENTS = """\
id,customer.name,customer.address[],customer.address[],transactions[].description,transactions[].amount.amount
S1,Elena Ferraris,Via dei Ginepri 14,20121 Milano MI,Rent,-700.00
S1,Elena Ferraris,,,Salary,2100.50
,,,,Groceries,-8.850
S2,Marta Colombo,,,,
S1,Again,,,,
"""


def test_rows_of_one_key_are_one_record(tmp_path: Path) -> None:
    records, faults = read_all(written(tmp_path / "statements.csv", STATEMENTS))
    assert faults == []
    assert [(record.number, record.line) for record in records] == [(1, 2), (2, 5), (3, 6)]
    assert records[0].data == {
        "id": "S1",
        "customer": {"name": "Elena Ferraris", "address": ["Via dei Ginepri 14", "20121 Milano MI"]},
        "transactions": [
            {"description": "Rent", "amount": {"amount": "-700.00"}},
            {"description": "Salary", "amount": {"amount": "2100.50"}},
            {"description": "Groceries", "amount": {"amount": "-8.850"}},
        ],
    }
    assert records[1].data == {"id": "S2", "customer": {"name": "Marta Colombo", "address": []}, "transactions": []}


def test_the_key_can_be_named(tmp_path: Path) -> None:
    text = "line,number,month,items[].name\n1,A,x,one\n1,A,x,two\n1,B,x,three\n"
    path = written(tmp_path / "data.csv", text)
    found = data_of(path, options=SourceOptions(key=("number", "month")))
    assert [[data["number"], data["items"]] for data in found] == [
        ["A", [{"name": "one"}, {"name": "two"}]],
        ["B", [{"name": "three"}]],
    ]


def test_a_bad_row_spoils_its_record_and_no_other(tmp_path: Path) -> None:
    """A statement that lacks one of its rows must not be sent."""
    text = "id,items[].name\nA,one\nA,two,three\nA,four\nB,five\n"
    records, (fault,) = read_all(written(tmp_path / "data.csv", text))
    assert [record.data["id"] for record in records] == ["B"]
    assert (fault.number, fault.line) == (1, 3)
    assert "has 3 cells where the header has 2" in fault.message


def test_rows_of_one_record_must_agree(tmp_path: Path) -> None:
    fault = fault_of(written(tmp_path / "data.csv", "id,name,items[].x\nA,Elena,1\nA,Helena,2\n"))
    assert (fault.number, fault.line, fault.path) == (1, 3, "name")


def test_a_row_that_belongs_to_nobody_stops_the_file(tmp_path: Path) -> None:
    text = "name,id,items[].x\nElena,A,1\nElena\nMarta,B,1\n"
    records, (fault,) = read_all(written(tmp_path / "data.csv", text), options=SourceOptions(key=("id",)))
    assert records == []
    assert fault.line == 3


def test_a_row_that_is_no_csv_does_not_stop_the_others(tmp_path: Path) -> None:
    path = written(tmp_path / "data.csv", 'id,name\n1,"Elena" F\n2,Marta\n')
    records, (fault,) = read_all(path)
    assert [record.data for record in records] == [{"id": "2", "name": "Marta"}]
    assert (fault.number, fault.line) == (1, 2)
    assert "quotation mark" in fault.message


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("id,name,id", "names the column 'id' twice"),
        ("id,customer,customer.name", "'customer'"),
        ("id,items[],items[].name", "'items'"),
        ("id,items[].name,items", "'items'"),
        ("id,a[].b[].c", "names no field"),
        ("id,,name", "names no field"),
        ("id,customer..name", "names no field"),
        (",".join(["a" + ".a" * 20]), "at most 16"),
        ("items[].name,items[].sum", "names the record"),
        ("  ", "has no header"),
        ('id,"na', "not CSV"),
    ],
)
def test_a_header_that_cannot_be_is_refused(tmp_path: Path, header: str, problem: str) -> None:
    assert problem in fault_of(written(tmp_path / "data.csv", header + "\n1,2,3\n"), "csv").message


def test_the_spreadsheet_of_another_country(tmp_path: Path) -> None:
    path = written(tmp_path / "clienti.csv", "id;nome;totale\r\n1;Niccolò;1.234,50\r\n".encode("cp1252"))
    fault = fault_of(path)
    assert fault.line == 2
    assert "name its encoding" in fault.message
    assert data_of(path, options=SourceOptions(encoding="cp1252")) == [
        {"id": "1", "nome": "Niccolò", "totale": "1.234,50"}
    ]


def test_a_byte_order_mark_is_no_part_of_a_name(tmp_path: Path) -> None:
    assert data_of(written(tmp_path / "data.csv", b"\xef\xbb\xbfid\n1\n")) == [{"id": "1"}]


def test_an_encoding_that_does_not_exist(tmp_path: Path) -> None:
    path = written(tmp_path / "data.csv", "id\n1\n")
    assert "'klingon'" in fault_of(path, options=SourceOptions(encoding="klingon")).message


def test_control_characters_are_refused_and_named(tmp_path: Path) -> None:
    records, (fault,) = read_all(written(tmp_path / "data.csv", "id,name\n1,a\x00b\n2,Marta\n"))
    assert [record.number for record in records] == [2]
    assert (fault.number, fault.line, fault.path) == (1, 2, "name")


def test_a_long_cell_passes_and_an_endless_one_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "data.csv", f"id,name\n1,{'x' * 100_000}\n2,{'x' * 200_000}\n3,Marta\n")
    records, (fault,) = read_all(path)
    assert [record.number for record in records] == [1, 3]
    assert "field larger than field limit" in fault.message


def test_rows_are_read_as_records_are_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"{number},Elena\n" for number in range(20_000))
    path = written(tmp_path / "data.csv", f"id,name\n{rows}".encode() + b"9,caf\xe9\n")
    assert all(isinstance(item, Record) for item in islice(open_source(path), 100))
