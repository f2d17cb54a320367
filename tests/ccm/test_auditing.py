"""What the audit of a database reports."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from approval.audit import Head, next_entry
from approval.audit_store import append
from approval.audit_tables import create_audit_log
from ccm.auditing import AuditLogError, here, log_head, read_heads, verify_log
from tests.approval.audit_logs import CLI, NOTICE, START


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'ccm.db'}")
    with engine.begin() as connection:
        create_audit_log(connection)
        for who in ("ada", "bruno", "chiara"):
            append(connection, at=START, who=who, act="approve", subject=NOTICE, where=CLI)
    yield engine
    engine.dispose()


def run(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_whole_log(engine: Engine) -> None:
    head = log_head(engine)
    report = verify_log(engine, [head])
    assert report.ok
    assert (report.rows, report.head) == (3, head)
    assert report.lines == ("The audit log is whole: 3 rows, with 1 kept head.",)


def test_a_tampered_log(engine: Engine) -> None:
    run(engine, "DROP TRIGGER audit_log_no_update", "UPDATE audit_log SET who = 'mallory' WHERE sequence = 2")
    report = verify_log(engine)
    assert not report.ok
    assert report.lines == (
        "row 2 was altered: its hash is another",
        "the guard audit_log_no_update is gone from the database, or is another",
        "The audit log cannot be trusted: 3 rows read.",
    )
    assert json.loads(json.dumps(report.as_data()))["faults"] == [
        {"kind": "altered", "first": 2, "last": 2, "message": "row 2 was altered: its hash is another"}
    ]


def test_a_guard_that_does_nothing_counts_as_gone(engine: Engine) -> None:
    run(
        engine,
        "DROP TRIGGER audit_log_no_delete",
        "CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT 1; END",
    )
    assert verify_log(engine).missing_guards == ("audit_log_no_delete",)


def test_an_emptied_log_is_found_with_a_head(engine: Engine) -> None:
    head = log_head(engine)
    run(engine, "DROP TABLE audit_log")
    with pytest.raises(AuditLogError, match="no audit log"):
        log_head(engine)
    with engine.begin() as connection:
        create_audit_log(connection)
    assert verify_log(engine).ok
    assert [fault.kind for fault in verify_log(engine, [head]).faults] == ["truncated"]


def test_heads_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "heads.txt"
    file.write_text(f"# kept by the company secretary\n{Head()}\n\n{Head(7)}\n", encoding="utf-8")
    assert read_heads(file) == (Head(), Head(7))


@pytest.mark.parametrize("body", [b"12:sha256:5a\n", b"\xff"])
def test_a_file_of_heads_that_cannot_be_read_says_so(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "heads.txt"
    file.write_bytes(body)
    with pytest.raises(AuditLogError, match=r"heads\.txt"):
        read_heads(file)


@pytest.mark.parametrize(
    ("host", "user", "kept"),
    [
        ("office-1", "anna", "office-1/anna"),
        ("büro 1", r"FIRMA\anna", "b-ro-1/FIRMA-anna"),
        ("", "", "unknown/unknown"),
        ("_" * 300, "x" * 300, f"unknown/{'x' * 99}"),
    ],
)
def test_any_machine_can_write_to_the_log(monkeypatch: pytest.MonkeyPatch, host: str, user: str, kept: str) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    monkeypatch.setattr("ccm.auditing._system_user", lambda: user)
    entry = next_entry(None, at=START, who="ada", act="approve", subject=NOTICE, where=here("cli"))
    assert (entry.origin, entry.host) == ("cli", kept)


def test_the_user_of_the_machine_is_told_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = here("cli").host
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "CCM_USER"):
        monkeypatch.setenv(name, "carla")
    assert here("cli").host == told
    assert not told.endswith("/carla")


def test_a_user_that_is_only_a_number_is_told_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 4_000_000_000)
    assert here("cli").host.endswith("/4000000000")
