"""What is in the database is shown to those who may look at it, by every command that shows any of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from ccm.db.session import open_database
from ccm.people.store import PeopleStore

COMMANDS = (
    "versions invoice", "export out", "diff invoice@1 invoice@2", "submissions", "queue", "review invoice",
    "draft show invoice", "periods list invoice",
    "gates invoice", "releases", "lock invoice#1", "where-used vat-note", "impact block:vat-note", "user list",
    "user show anna", "group list", "folder show", "rights show invoice", "workflow list", "workflow show templates",
    "rule list",
)  # fmt: skip


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with an administrator, and a program that may do nothing but render."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    monkeypatch.delenv("CCM_HOME", raising=False)
    with open_database() as database, database.writing() as session:
        people = PeopleStore(session)
        people.add_person("otto", at=datetime.now(UTC))
        people.grant("otto", "administrator")
        people.add_person("portal")
        people.grant("portal", "api-client")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("person", ["nobody", "portal"])
def test_nothing_is_shown_to_those_who_may_not_look(command: str, person: str) -> None:
    result = CliRunner().invoke(cli.app, [*command.split(), "--as", person])
    assert result.exit_code == 2
    assert f"{person} cannot view" in result.output


def test_lists_are_shown_to_those_who_may() -> None:
    for command in ("submissions", "releases", "user list", "group list", "workflow list", "rule list"):
        result = CliRunner().invoke(cli.app, [*command.split(), "--as", "otto"])
        assert result.exit_code == 0, result.output
