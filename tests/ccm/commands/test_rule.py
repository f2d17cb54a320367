"""The commands on rules of mandatory blocks, as they are typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ccm.db.session import open_database
from ccm.people.store import PeopleStore
from cli import app


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own, in which Emil is of Compliance and Anna writes."""
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CCM_USER", "emil")
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    with open_database() as database, database.writing() as session:
        people = PeopleStore(session)
        now = datetime(2026, 11, 23, tzinfo=UTC)
        for person, role in (("otto", "administrator"), ("emil", "compliance"), ("anna", "author")):
            people.add_person(person, person.title(), now)
            people.grant(person, role)


def ccm(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["rule", *arguments])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_a_rule_added_listed_and_dropped() -> None:
    added = ("add", "credit", "--tag", "consumer-credit", "--jurisdiction", "IT", "--block", "right-of-withdrawal",
             "--reason", "Article 125-ter TUB")  # fmt: skip
    assert ccm(*added).startswith("rule credit@1 sha256:")
    assert ccm(*added).endswith("unchanged")
    assert "credit right-of-withdrawal consumer-credit IT Article 125-ter TUB" in ccm("list")
    assert "anna cannot manage" in ccm("drop", "credit", "--as", "anna", code=2)
    assert ccm("drop", "credit", "--as", "otto") == "rule credit dropped"
    assert "there is no rule 'credit' in force" in ccm("drop", "credit", code=2)


def test_a_rule_for_nothing_in_particular_is_refused() -> None:
    assert "give a tag or a jurisdiction" in ccm("add", "all", "--block", "vat-note", "--reason", "x", code=2)
