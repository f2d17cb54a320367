"""docs/jobs.md: its commands are run, in the order of the page, and say what the page says."""

import json
import re
import shlex
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from ccm.db.session import Database, database_url
from ccm.settings import Settings
from tests.ccm.governance.office import Office, passed
from tests.ccm.jobs.shop import broken, order, write

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "jobs.md").read_text(encoding="utf-8")
LINES = [line.removeprefix("    ") for line in PAGE.splitlines() if re.match(r"    (?!checks)", line)]


@pytest.fixture
def _office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    monkeypatch.setenv("CCM_USER", "ida")
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    database = Database(database_url({"CCM_HOME": str(tmp_path)}))
    database.upgrade()
    office = Office(database, tmp_path)
    office.at = datetime.now(UTC) - timedelta(hours=1)
    office.released()
    database.close()
    write(tmp_path / "orders.jsonl", [order(1), broken(2), order(3)])
    write(tmp_path / "mended.jsonl", [order(2)])


@pytest.mark.usefixtures("_office")
def test_the_commands_of_the_page_say_what_the_page_says() -> None:
    said, job = "", ""
    for line in LINES:
        if line.startswith("$ ccm "):
            command = shlex.split(line.removeprefix("$ ccm ").replace("JOB", job))
            result = CliRunner().invoke(cli.app, command)
            assert result.exception is None or isinstance(result.exception, SystemExit), (line, result.exception)
            said = " ".join(result.output.split())
            job = job or said.partition(":")[0]
        else:
            told = " ".join(line.split())
            position = 0
            for piece in told.split("…"):
                position = said.find(piece.strip(), position)
                assert position >= 0, f"{piece!r} of {told!r} is not in {said!r}"
    counts = json.loads(Path("out", job, "job.json").read_bytes())["counts"]
    assert counts == {"input": 3, "delivered": 3, "rejected": 0, "unreadable": 0, "mended": 1}
    assert not Path("elsewhere").exists() or not list(Path("elsewhere").iterdir())
    listed = {re.split(r"[/]", name.strip("`"))[0] for name in re.findall(r"^\| (`[^|]*`) \|", PAGE, re.MULTILINE)}
    made = {path.name for path in Path("out", job).iterdir()}
    assert made <= {part.strip(" `") for name in listed for part in name.split(",")} | {
        "index.json", "rejected.jsonl", "report.md"
    }  # fmt: skip
    shutil.rmtree("out")


def test_the_page_names_every_command_and_place() -> None:
    commands = CliRunner().invoke(cli.app, ["batch", "--help"]).output
    for name in ("run", "list", "status", "resume", "cancel", "report", "mend"):
        assert f"ccm batch {name}" in PAGE
        assert re.search(rf"\b{name}\b", commands)
    assert {"archive", "spool", "jobs_out"} <= set(Settings.__dataclass_fields__)
