"""The commands `ccm audit verify` and `ccm audit head`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from typer import Typer
from typer.testing import CliRunner

import cli
from approval.audit import AuditError, AuditSubject
from approval.audit_store import append
from approval.audit_tables import create_audit_log
from approval.gate import GATES
from ccm.commands.audit import audit_app
from ccm.db.session import open_database
from tests.approval.audit_logs import CLI, NOTICE, START
from tests.approval.examples import LEGAL_ANY, MONDAY, block, submitted
from tests.approval.stores import decide, drop_guards, keep


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{tmp_path / 'ccm.db'}")
    with engine.begin() as connection:
        create_audit_log(connection)
        append(connection, at=START, who="ada", act="approve", subject=NOTICE, where=CLI)
    yield engine
    engine.dispose()


@pytest.fixture
def app(engine: Engine) -> Typer:
    @contextmanager
    def opened() -> Iterator[Engine]:
        yield engine

    return audit_app(opened)


def test_a_head_that_was_printed_and_kept_is_accepted(app: Typer, tmp_path: Path) -> None:
    head = CliRunner().invoke(app, ["head"]).stdout
    file = tmp_path / "heads.txt"
    file.write_text(head, encoding="utf-8")
    result = CliRunner().invoke(app, ["verify", "--head", head.strip(), "--heads", str(file)])
    assert (result.exit_code, result.stdout) == (0, "The audit log is whole: 1 row, with 1 kept head.\n")


def test_a_tampered_row_ends_with_1_and_is_named(app: Typer, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql("UPDATE audit_log SET who = 'mallory'")
    result = CliRunner().invoke(app, ["verify"])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "row 1 was altered: its hash is another"
    data = json.loads(CliRunner().invoke(app, ["verify", "--json"]).stdout)
    assert (data["ok"], data["missing_guards"]) == (False, ["audit_log_no_update"])


def test_what_is_no_head_is_refused(app: Typer) -> None:
    result = CliRunner().invoke(app, ["verify", "--head", "yesterday"])
    assert isinstance(result.exception, AuditError)


def test_a_tampered_decision_ends_with_1_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    with open_database() as database:
        with database.writing() as session:
            keep(session, submitted(LEGAL_ANY))
            decide(session, "s1", "bruno")
            passed = ", ".join(f"{gate} passed" for gate in GATES["block"])
            for act, who, why in (("gates", "anna", passed), ("submit", "anna", ""), ("approve", "bruno", "")):
                digest = AuditSubject("block", "right-to-complain", 3, block().digest)
                append(session.connection(), at=MONDAY, who=who, act=act, subject=digest, where=CLI, why=why)
        whole = CliRunner().invoke(cli.app, ["audit", "verify"])
        assert (whole.exit_code, whole.stdout.splitlines()[1]) == (
            0,
            "The books of approval are whole, and tell of the same acts.",
        )
        drop_guards(database.engine)
        with database.writing() as session:
            session.execute(text("UPDATE decision SET person = 'carla'"))
    result = CliRunner().invoke(cli.app, ["audit", "verify"])
    assert result.exit_code == 1
    assert "the row of decision with submission 's1', number 1 was altered" in result.stdout
    assert result.stdout.endswith("The books of approval cannot be trusted.\n")
    data = json.loads(CliRunner().invoke(cli.app, ["audit", "verify", "--json"]).stdout)
    assert not data["ok"]
    assert data["faults"] == []
    assert len(data["books"]) == 3
