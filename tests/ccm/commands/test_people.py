"""The commands about people and rights, as they are typed."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    monkeypatch.setenv("CCM_USER", "Otto")  # taken in small letters
    ccm("user", "add", "otto", "--name", "Otto Ohm", "--role", "administrator")


def ccm(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_users_groups_and_their_roles_are_listed() -> None:
    ccm("user", "add", "anna", "--name", "Anna Arens", "--role", "author", "--folder", "retail")
    ccm("group", "add", "legal")
    ccm("group", "join", "legal", "anna")
    ccm("user", "grant", "legal", "approver")
    ccm("user", "add", "bruno")
    ccm("user", "deactivate", "bruno")
    users = ccm("user", "list")
    assert "anna Anna Arens active legal author in retail, approver everywhere" in users
    assert "bruno bruno left" in users
    assert "legal anna approver everywhere" in ccm("group", "list")
    assert "has-member anna" in ccm("user", "show", "legal")
    assert "anna author" in ccm("folder", "show", "retail")
    ccm("group", "leave", "legal", "anna")
    assert "legal approver everywhere" in ccm("group", "list")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("user grant otto author", "nobody does so for themselves"),
        ("user add anna --as mallory", "there is no active user mallory; an administrator (otto) can add them"),
        ("user add Anna@example.com", "and no email address"),
        ("user add anna --role superuser", "there is no role 'superuser'"),
        ("user add anna --name A --role author --folder ../x", "is no folder"),
        ("user show nobody", "there is no user 'nobody'"),
        ("user delegate anna", "give the last day with --until, or --end"),
        ("user delegate anna --until 2020-01-01 --end", "give the last day with --until, or --end"),
        ("folder place nothing retail", "there is nothing in the store by the name 'nothing'"),
        ("folder place workflow:letters retail", "a workflow stands in no folder of its own"),
        ("rights set nothing --holder otto --edit all", "there is no kind of edit 'all'"),
        ("rights set nothing --holder legal --edit text", "there is no template nothing in the store"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence_and_nothing_is_done(arguments: str, message: str) -> None:
    ccm("group", "add", "legal")
    before = ccm("audit", "head")
    assert message in ccm(*arguments.split(), code=2)
    assert ccm("audit", "head") == before


def test_who_stands_in_for_somebody_from_the_first_day_to_the_last() -> None:
    for user in ("anna", "bruno"):
        ccm("user", "add", user)
    year = datetime.now(UTC).year + 1
    ccm("user", "delegate", "bruno", "--from", f"{year}-08-01", "--until", f"{year}-08-14", "--as", "anna")
    assert f"stands-in-for anna {year}-08-01 00:00 {year}-08-15 00:00" in ccm("user", "show", "bruno")
    ccm("user", "delegate", "bruno", "--end", "--as", "anna")
    assert "does not stand in for anna" in ccm("user", "delegate", "bruno", "--end", "--as", "anna", code=2)


def test_no_name_comes_into_the_log(tmp_path: Path) -> None:
    ccm("user", "add", "anna", "--name", "Anna Arens", "--role", "author")
    ccm("user", "deactivate", "anna")
    ccm("user", "add", "anna", "--name", "Anna Arens")
    with closing(sqlite3.connect(tmp_path / "home" / "ccm.db")) as database:
        log = database.execute("SELECT * FROM audit_log").fetchall()
        assert len(log) == 6
        assert "Arens" not in str(log)
        assert database.execute("SELECT name FROM person WHERE key = 'anna'").fetchall() == [("Anna Arens",)]
