"""The commands on workflows, as they are typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from approval.audit_store import entries
from ccm.db.session import open_database
from ccm.people.store import PeopleStore
from cli import app


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own, in which Otto manages and Anna writes."""
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CCM_USER", "otto")
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    with open_database() as database, database.writing() as session:
        people = PeopleStore(session)
        now = datetime(2026, 11, 23, tzinfo=UTC)
        for person, role in (("otto", "administrator"), ("anna", "author")):
            people.add_person(person, person.title(), now)
            people.grant(person, role)


def ccm(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["workflow", *(str(argument) for argument in arguments)])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split()) if code else result.output


def test_a_workflow_in_and_out_by_command(tmp_path: Path) -> None:
    assert "workflow blocks@1  sha256:" in ccm("add", "--starter")
    assert ccm("add", "--starter").count("unchanged") == 4
    listed = ccm("list")
    assert "product-owners, then compliance and legal" in listed

    shown = tmp_path / "shown.yaml"
    shown.write_text(ccm("show", "blocks"), encoding="utf-8")
    assert "unchanged" in ccm("add", shown)
    shown.write_text(shown.read_text(encoding="utf-8").replace("quorum: any", "quorum: all"), encoding="utf-8")
    assert "workflow blocks@2  sha256:" in ccm("add", shown)

    assert ccm("drop", "blocks") == "workflow blocks dropped\n"
    assert "no workflow blocks in use" in ccm("show", "blocks", code=2)
    assert "no workflow blocks in use" in ccm("drop", "blocks", code=2)
    with open_database() as database, database.engine.connect() as connection:
        acts = [(row.act, row.key, row.version, row.origin) for row in entries(connection)]
    assert acts[-2:] == [("workflow-add", "blocks", 2, "cli"), ("workflow-drop", "blocks", 2, "cli")]


def test_it_is_all_or_nothing(tmp_path: Path) -> None:
    ccm("add", "--starter")
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(ccm("show", "blocks").replace("workflow: blocks", "workflow: letters"), encoding="utf-8")
    other.write_text("workflow: others\n", encoding="utf-8")
    assert "other.yaml: workflow: 'title' is missing" in ccm("add", one, other, code=2)
    assert "letters" not in ccm("list")


def test_what_goes_wrong_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "name the files to add, or give --starter" in ccm("add", code=2)
    assert "cannot be read" in ccm("add", tmp_path / "nowhere.yaml", code=2)
    assert "anna cannot manage" in ccm("add", "--starter", "--as", "anna", code=2)
    assert "there is no active user eve" in ccm("drop", "blocks", "--as", "Eve", code=2)
