"""docs/governance.md: the story of the page happens, command by command, and says what the page says."""

import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from ccm.db.session import Database
from tests.ccm.governance.office import Office, passed

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "governance.md").read_text(encoding="utf-8")
STORY = PAGE.partition("## A locked block is changed")[2].partition("\n## ")[0]
LINES = [line.removeprefix("    ") for line in STORY.splitlines() if line.startswith("    ")]
WORDS = (
    ("block.yaml", "version: 1", "version: 2"),
    ("block.yaml", "**Your data.**", "**Your personal data.**"),
    ("locales/it.po", "**Your data.**", "**Your personal data.**"),
    ("locales/de.po", "**Your data.**", "**Your personal data.**"),
    ("locales/it.po", "**I suoi dati.**", "**I suoi dati personali.**"),
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office whose letter was released an hour ago, and Dora's folder with other words in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCM_DATABASE_URL", f"sqlite:///{tmp_path / 'ccm.db'}")
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    from ccm.db.session import database_url

    database = Database(database_url({"CCM_DATABASE_URL": f"sqlite:///{tmp_path / 'ccm.db'}"}))
    database.upgrade()
    office = Office(database, tmp_path)
    office.at = datetime.now(UTC) - timedelta(hours=1)
    office.released()
    for name, before, after in WORDS:
        file = office.shelf / "blocks" / "privacy-notice" / name
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
    return office


def test_the_story_happens_as_it_is_told(office: Office) -> None:
    said = ""
    for line in LINES:
        if line.startswith("$ ccm "):
            result = CliRunner().invoke(cli.app, shlex.split(line.removeprefix("$ ccm ")))
            assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
            said = " ".join(result.output.split())
        else:
            told = " ".join(line.split())
            assert all(piece in said for piece in told.split("…")), f"{told!r} is not in {said!r}"
    assert (Path("impact.html")).is_file()
    assert (Path("review.html")).is_file()


def test_the_page_shows_both_what_is_done_and_what_is_refused() -> None:
    commands = [line for line in LINES if line.startswith("$ ccm ")]
    assert len(commands) == 18
    assert len([line for line in LINES if line.startswith("ccm: ")]) == 3


def test_every_command_of_the_page_is_one() -> None:
    named = set(re.findall(r"(?:^    (?:\$ )?|`)ccm ([a-z][a-z-]*)", PAGE, re.MULTILINE))
    help_text = CliRunner().invoke(cli.app, ["--help"]).output
    for name in named:
        assert re.search(rf"\b{name}\b", help_text), name
