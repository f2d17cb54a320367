"""Queries as data: of PostgreSQL and SQLite, read only, and refused at once when they are wrong."""

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, create_engine, text

from ccm.sources.data import open_data
from ccm.sources.record import Record, SourceError, SourceFault, SourceOptions
from ccm.sources.sql import open_query
from tests.databases import KINDS
from tests.postgresql import create_database

TABLES = """
CREATE TABLE customer (id integer, name text, email text, balance numeric(10, 2));
CREATE TABLE movement (customer integer, label text, amount text);
INSERT INTO customer VALUES (1, 'Ada Rossi', 'ada@example.org', 12.50), (2, 'Bruno Neri', NULL, 0.5);
INSERT INTO movement VALUES (1, 'Rent', '-800.00'), (1, 'Pay', '2100.00'), (2, 'Tea', '-3.20')
"""
GROUPED = """
SELECT c.id AS "id", c.name AS "customer.name", m.label AS "movements[].label", m.amount AS "movements[].amount"
FROM customer c JOIN movement m ON m.customer = c.id ORDER BY c.id, m.label
"""


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with two customers."""
    if request.param == "sqlite":
        url = URL.create("sqlite", database=str(tmp_path / "crm.db"))
        given = f"sqlite:///{tmp_path / 'crm.db'}"
    else:
        url = create_database(request.getfixturevalue("postgresql"))
        given = url.set(drivername="postgresql").render_as_string(hide_password=False)
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in TABLES.split(";"):
            connection.execute(text(statement))
    engine.dispose()
    return given


def _data(found: list[Record | SourceFault]) -> list[object]:
    assert all(isinstance(one, Record) for one in found), found
    return [one.data for one in found if isinstance(one, Record)]


def test_a_row_is_a_record_named_by_its_columns(address: str) -> None:
    records = list(open_query(address, 'SELECT id, name AS "customer.name", email FROM customer ORDER BY id'))
    assert _data(records) == [
        {"id": 1, "customer": {"name": "Ada Rossi"}, "email": "ada@example.org"},
        {"id": 2, "customer": {"name": "Bruno Neri"}},
    ]
    assert isinstance(records[1], Record)
    assert records[1].where == f"{records[1].file}, record 2"
    assert "@" not in records[1].file


def test_rows_with_one_key_are_one_record(address: str) -> None:
    first, second = _data(list(open_query(address, GROUPED)))
    assert first == {
        "id": 1,
        "customer": {"name": "Ada Rossi"},
        "movements": [{"label": "Pay", "amount": "2100.00"}, {"label": "Rent", "amount": "-800.00"}],
    }
    assert second == {"id": 2, "customer": {"name": "Bruno Neri"}, "movements": [{"label": "Tea", "amount": "-3.20"}]}
    by_name = list(open_data(address, GROUPED, "sql:key=customer.name"))
    assert len(by_name) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM customer",
        "UPDATE customer SET name = 'X'",
        "DROP TABLE movement",
        "INSERT INTO movement VALUES (1, 'x', '1') RETURNING label",
        "SELECT 1; DELETE FROM customer",
        "COMMIT",
        "ATTACH DATABASE 'other.db' AS other",
        "SELEC 1",
        "SELECT nothing FROM customer",
        "",
        "SELECT '\x00'",
    ],
)
def test_what_is_no_reading_statement_is_refused_before_anything(address: str, statement: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="statement"):
        list(open_query(address, statement))
    assert len(list(open_query(address, "SELECT id FROM customer"))) == 2
    assert not Path("other.db").exists()


def test_columns_that_name_no_field_are_refused_at_once(address: str) -> None:
    with pytest.raises(SourceError, match="names the column 'id' twice"):
        open_query(address, "SELECT id, id FROM customer")
    with pytest.raises(SourceError, match="has no column 'number' to group rows by"):
        list(open_query(address, "SELECT id FROM customer", SourceOptions(key=("number",))))


def test_a_cell_that_no_document_can_show_costs_its_own_record(address: str) -> None:
    made = "SELECT 1 AS id, 'a' AS name UNION ALL SELECT 2, 'b' || {} ORDER BY 1"
    bad = made.format("char(7)" if address.startswith("sqlite") else "chr(7)")
    first, second = open_query(address, bad)
    assert isinstance(first, Record)
    assert isinstance(second, SourceFault)
    assert (second.number, second.path) == (2, "name")


def test_a_connection_is_closed_when_nobody_reads_on(address: str) -> None:
    records = open_query(address, "SELECT id FROM customer ORDER BY id")
    next(records)
    del records  # an open connection would warn, and warnings are errors


def test_of_a_query_that_is_cut_short_nothing_is_taken_for_the_whole(postgresql: URL) -> None:
    url = create_database(postgresql)
    engine = create_engine(url)
    records = open_query(
        url.set(drivername="postgresql").render_as_string(hide_password=False),
        "SELECT generate_series(1, 5000) AS id, pg_backend_pid() AS pid",
    )
    first = next(records)
    assert isinstance(first, Record)
    _kill(engine, first.data["pid"])
    with pytest.raises(SourceError, match=r"record \d+: gives no more rows"):
        list(records)
    engine.dispose()


def _kill(engine: Engine, pid: object) -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})


def test_values_of_postgresql_are_exact_and_of_no_time_zone_of_the_server(postgresql: URL) -> None:
    url = create_database(postgresql)
    query = """SELECT 1.10::numeric AS amount, 0.1::float8 AS rate, DATE '2026-11-21' AS day, true AS yes,
        TIMESTAMPTZ '2026-11-21 10:00+02' AS at, '{"a": 1.50, "b": [null, "x"]}'::jsonb AS more,
        ARRAY['p', 'q'] AS lines, 'a3bb189e-8bf9-3888-9912-ace4e6543002'::uuid AS id, NULL AS nothing"""
    (record,) = _data(list(open_query(url.set(drivername="postgresql").render_as_string(hide_password=False), query)))
    assert record == {
        "amount": Decimal("1.10"),
        "rate": Decimal("0.1"),
        "day": "2026-11-21",
        "yes": True,
        "at": "2026-11-21T08:00:00+00:00",
        "more": {"a": Decimal("1.50"), "b": [None, "x"]},
        "lines": ["p", "q"],
        "id": "a3bb189e-8bf9-3888-9912-ace4e6543002",
    }


def test_a_million_rows_are_not_read_to_see_the_first(postgresql: URL) -> None:
    url = create_database(postgresql).set(drivername="postgresql").render_as_string(hide_password=False)
    records = open_query(url, "SELECT generate_series(1, 100000000) AS id")
    assert [one.data for one, _ in zip(records, range(3), strict=False) if isinstance(one, Record)] == [
        {"id": 1},
        {"id": 2},
        {"id": 3},
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("sqlite:///gone/crm.db", "is no file; write sqlite:///file.db"),
        ("postgresql://ada:hush-hush@127.0.0.1:1/crm", "postgresql://127.0.0.1:1/crm: does not answer"),
        ("postgresql://ada:hush@hush@127.0.0.1:x/crm", "does not answer"),
        ("mysql://ada:hush@127.0.0.1/crm", "is no database that can be asked; give postgresql:// or sqlite://"),
    ],
)
def test_a_database_that_is_not_there_is_named_without_its_password(place: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_query(place, "SELECT 1")
    assert words in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_file_of_sqlite_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_bytes(b"Dear Ada, " * 100)
    with pytest.raises(SourceError, match="file is not a database"):
        open_query(f"sqlite:///{tmp_path / 'letter.db'}", "SELECT * FROM customer")


def test_a_database_needs_a_query_and_only_a_database_takes_one(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "crm.db").close()
    place = f"sqlite:///{tmp_path / 'crm.db'}"
    refusals: list[tuple[Callable[[], object], str]] = [
        (lambda: open_data(place), "is a database; say what to ask it: --query"),
        (lambda: open_data("customers.csv", "SELECT 1"), "is no database, and --query asks one"),
        (lambda: open_data(place, "SELECT 1 AS id", "csv"), "is a database, and no csv"),
        (lambda: open_data(place, "SELECT 1 AS id", "sql:colour=red"), "has the option 'colour=red'"),
    ]
    for refused, words in refusals:
        with pytest.raises(SourceError, match=words):
            refused()
    assert len(list(open_data(place, "SELECT 1 AS id"))) == 1
