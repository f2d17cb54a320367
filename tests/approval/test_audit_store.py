"""The log in a database: in step with the act, whole under many writers, closed to all but adding."""

import multiprocessing
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from approval.audit import AuditEntry, AuditError, Head
from approval.audit_chain import verify
from approval.audit_store import NoTransactionError, append, entries, head
from approval.audit_tables import create_audit_log, guard_statements, missing_guards
from ccm.db.session import Database
from tests.approval.audit_logs import CLI, NOTICE, START


@pytest.fixture
def engine(database: Database) -> Engine:
    """Every table as the migrations make it, with the transactions that the product uses, and a table of acts."""
    run(database.engine, "CREATE TABLE acts (number INTEGER PRIMARY KEY, who TEXT)")
    return database.engine


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """SQLite with the transactions that its driver makes by itself."""
    engine = create_engine(f"sqlite:///{tmp_path / 'plain.db'}", connect_args={"timeout": 0})
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        create_audit_log(connection)
        connection.execute(text("CREATE TABLE acts (number INTEGER PRIMARY KEY, who TEXT)"))
    yield engine
    engine.dispose()


def add(engine: Engine, count: int = 1, who: str = "ada") -> None:
    """Append `count` rows, each in a transaction with an act."""
    for number in range(count):
        with engine.begin() as connection:
            entry = append(
                connection,
                at=START + timedelta(seconds=number),
                who=who,
                act="approve",
                subject=NOTICE,
                where=CLI,
                why=f"perché sì, {number}",
            )
            connection.execute(text("INSERT INTO acts VALUES (:number, :who)"), {"number": entry.sequence, "who": who})


def add_in_process(url: str, who: str, count: int) -> None:
    add(Database(make_url(url)).engine, count, who)


def die_between_append_and_commit(url: str) -> None:
    with Database(make_url(url)).engine.begin() as connection:
        connection.execute(text("INSERT INTO acts VALUES (2, 'bruno')"))
        append(connection, at=START, who="bruno", act="approve", subject=NOTICE, where=CLI)
        os._exit(9)


def fail_between_append_and_commit(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO acts VALUES (2, 'bruno')"))
        append(connection, at=START, who="bruno", act="approve", subject=NOTICE, where=CLI)
        raise ZeroDivisionError


def append_after_another(engine: Engine) -> None:
    """Begin by reading, let somebody else append, then append."""
    with engine.begin() as late:
        late.exec_driver_sql("BEGIN")
        late.execute(text("SELECT * FROM acts")).all()
        add(engine)
        append(late, at=START, who="bruno", act="approve", subject=NOTICE, where=CLI)


def address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def read(engine: Engine) -> list[AuditEntry]:
    with engine.connect() as connection:
        return list(entries(connection))


def tamper(engine: Engine, *statements: str) -> None:
    """Run statements with the guards out of the way, as somebody who owns the database can."""
    on = "" if engine.dialect.name == "sqlite" else " ON audit_log"
    run(engine, *(f"DROP TRIGGER {name}{on}" for name in guard_names(engine)), *statements)


def guard_names(engine: Engine) -> tuple[str, ...]:
    return {
        "sqlite": ("audit_log_no_update", "audit_log_no_delete", "audit_log_no_replace"),
        "postgresql": ("audit_log_append_only",),
    }[engine.dialect.name]


def test_rows_are_read_back_as_they_were_written(engine: Engine) -> None:
    assert read(engine) == []
    add(engine, 3)
    rows = read(engine)
    assert verify(rows) == ()
    assert [(row.sequence, row.who, row.why) for row in rows] == [(n + 1, "ada", f"perché sì, {n}") for n in range(3)]
    with engine.connect() as connection:
        assert head(connection) == rows[-1].head


def test_an_empty_log_has_the_empty_head(engine: Engine) -> None:
    with engine.connect() as connection:
        assert head(connection) == Head()


def test_a_row_is_lost_with_the_act_it_tells_of(engine: Engine) -> None:
    add(engine)
    with pytest.raises(ZeroDivisionError):
        fail_between_append_and_commit(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM acts")).scalar_one() == 1
    assert len(read(engine)) == 1


def test_a_crash_before_the_commit_leaves_neither_act_nor_row(engine: Engine) -> None:
    add(engine)
    process = multiprocessing.get_context("spawn").Process(
        target=die_between_append_and_commit, args=(address(engine),)
    )
    process.start()
    process.join()
    assert process.exitcode == 9
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM acts")).scalar_one() == 1
    add(engine)
    assert [row.who for row in read(engine)] == ["ada", "ada"]
    assert verify(read(engine)) == ()


def test_what_the_log_refuses_is_not_written(engine: Engine) -> None:
    with pytest.raises(AuditError), engine.begin() as connection:
        append(connection, at=START, who="ada@ginepro.example", act="approve", subject=NOTICE, where=CLI)
    assert read(engine) == []


def test_two_threads_make_one_chain(engine: Engine) -> None:
    threads = [threading.Thread(target=add, args=(engine, 25, who)) for who in ("ada", "bruno")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = read(engine)
    assert verify(rows) == ()
    assert sorted(row.who for row in rows) == ["ada"] * 25 + ["bruno"] * 25
    with engine.connect() as connection:
        acts = connection.execute(text("SELECT number, who FROM acts ORDER BY number")).all()
    assert [tuple(act) for act in acts] == [(row.sequence, row.who) for row in rows]


def test_two_processes_make_one_chain(engine: Engine) -> None:
    other = multiprocessing.get_context("spawn").Process(target=add_in_process, args=(address(engine), "bruno", 15))
    other.start()
    while other.is_alive() and not read(engine):
        other.join(0.01)
    add(engine, 15)
    other.join()
    rows = read(engine)
    assert other.exitcode == 0
    assert verify(rows) == ()
    assert sorted(row.who for row in rows) == ["ada"] * 15 + ["bruno"] * 15


def test_a_transaction_whose_view_is_old_fails_and_leaves_the_log_whole(sqlite_engine: Engine) -> None:
    with pytest.raises(DBAPIError, match="locked"):
        append_after_another(sqlite_engine)
    assert [row.who for row in read(sqlite_engine)] == ["ada"]


@pytest.mark.parametrize("empty_database", ["postgresql"], indirect=True)
def test_postgresql_in_autocommit_is_refused(engine: Engine) -> None:
    refuse_autocommit(engine)


def test_sqlite_in_autocommit_is_refused(sqlite_engine: Engine) -> None:
    refuse_autocommit(sqlite_engine)


def refuse_autocommit(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        with pytest.raises(NoTransactionError, match="autocommit"):
            append(connection, at=START, who="ada", act="approve", subject=NOTICE, where=CLI)
        assert head(connection) == Head()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET who = 'mallory' WHERE sequence = 2",
        "UPDATE audit_log SET sequence = 9 WHERE sequence = 2",
        "DELETE FROM audit_log WHERE sequence = 2",
        "DELETE FROM audit_log",
        "INSERT INTO audit_log SELECT * FROM audit_log WHERE true ON CONFLICT (sequence) DO UPDATE SET who = 'm'",
    ],
)
def test_the_database_refuses_to_change_or_remove_rows(engine: Engine, statement: str) -> None:
    add(engine, 3)
    before = read(engine)
    with pytest.raises(DBAPIError):
        run(engine, statement)
    assert read(engine) == before


def test_sqlite_refuses_to_replace_a_row(sqlite_engine: Engine) -> None:
    add(sqlite_engine)
    with pytest.raises(DBAPIError, match="append-only"):
        run(sqlite_engine, "INSERT OR REPLACE INTO audit_log SELECT * FROM audit_log")


@pytest.mark.parametrize("empty_database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", ["TRUNCATE audit_log", "DELETE FROM audit_log"])
def test_postgresql_refuses_to_empty_the_log_even_as_a_replica(engine: Engine, statement: str) -> None:
    add(engine)
    with pytest.raises(DBAPIError, match="append-only"):
        run(engine, "SET session_replication_role = replica", statement)
    assert len(read(engine)) == 1


@pytest.mark.parametrize(
    ("statement", "kind", "number"),
    [
        ("UPDATE audit_log SET who = 'mallory' WHERE sequence = 2", "altered", 2),
        ("UPDATE audit_log SET at = '2026-11-20T09:30:00.000000Z' WHERE sequence = 3", "altered", 3),
        ("UPDATE audit_log SET version = NULL WHERE sequence = 2", "altered", 2),
        ("UPDATE audit_log SET hash = previous WHERE sequence = 2", "altered", 2),
        ("DELETE FROM audit_log WHERE sequence = 2", "removed", 2),
        ("UPDATE audit_log SET sequence = 9 WHERE sequence = 2", "reordered", 9),
    ],
)
def test_a_row_changed_behind_dropped_guards_is_found(engine: Engine, statement: str, kind: str, number: int) -> None:
    add(engine, 4)
    tamper(engine, statement)
    assert [(fault.kind, fault.first) for fault in verify(read(engine))] == [(kind, number)]
    with engine.connect() as connection:
        assert missing_guards(connection) == guard_names(engine)


def test_two_rows_exchanged_behind_dropped_guards_are_found(engine: Engine) -> None:
    add(engine, 4)
    tamper(
        engine,
        "UPDATE audit_log SET sequence = 99 WHERE sequence = 2",
        "UPDATE audit_log SET sequence = 2 WHERE sequence = 3",
        "UPDATE audit_log SET sequence = 3 WHERE sequence = 99",
    )
    assert [(fault.kind, fault.first) for fault in verify(read(engine))] == [("reordered", 2), ("reordered", 3)]


def test_the_end_cut_off_is_found_with_a_head(engine: Engine) -> None:
    add(engine, 4)
    kept = read(engine)[-1].head
    tamper(engine, "DELETE FROM audit_log WHERE sequence > 2")
    assert verify(read(engine)) == ()
    assert [(fault.kind, fault.first, fault.last) for fault in verify(read(engine), [kept])] == [("truncated", 3, 4)]


def test_the_guards_are_there_from_the_start_and_created_once(engine: Engine) -> None:
    with engine.begin() as connection:
        create_audit_log(connection)
        assert missing_guards(connection) == ()


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="mysql"):
        guard_statements("mysql")


@pytest.mark.parametrize("value", ["CAST(x'ff00fe' AS TEXT)", "x'00ff'", "1.5", "NULL"])
def test_bytes_that_are_no_text_are_a_finding_not_a_failure(sqlite_engine: Engine, value: str) -> None:
    """SQLite keeps any value in any column, once the table is built without its rules."""
    add(sqlite_engine, 3)
    run(
        sqlite_engine,
        "CREATE TABLE copy AS SELECT * FROM audit_log",
        "DROP TABLE audit_log",
        "ALTER TABLE copy RENAME TO audit_log",
        "UPDATE audit_log SET sequence = 'third' WHERE sequence = 3",
        f"UPDATE audit_log SET why = {value} WHERE sequence = 2",  # noqa: S608 - one of the values above
    )
    assert [(fault.kind, fault.first) for fault in verify(read(sqlite_engine))] == [("reordered", 0), ("altered", 2)]
