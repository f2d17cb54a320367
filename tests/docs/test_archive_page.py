"""docs/archive.md: its commands are run, in the order of the page, and do what it says."""

import json
import re
import shlex
from pathlib import Path

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner

from ccm.db.session import Database
from cli import app
from tests.ccm.governance.office import Office, passed

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    ccm (.*)$", PAGE, re.MULTILINE)
TERMS = "".join(re.findall(r"^    (archive:\n)    (  customer: .*\n)    (  period: .*\n)", PAGE, re.MULTILINE)[0])
EXAMPLE = "7c0e5d1a"


def ccm(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, (arguments, result.output)
    return " ".join(result.output.split())


def prepared(folder: Path) -> None:
    """A letter that was released, in the database of the folder; and an order of the customer C-1042."""
    database = Database(URL.create("sqlite", database=str(folder / "ccm.db")))
    database.upgrade()
    office = Office(database, folder)
    office.edit("fritz", "templates/order-letter/template.yaml", "subject:", f"{TERMS}subject:")
    office.edit("fritz", "templates/order-letter/contract.yaml", "      name: {type", (
        "      id: {type: string, title: Number, maxLength: 20, x-personal: true}\n      name: {type"
    ))  # fmt: skip
    office.released()
    database.close()
    sample = json.loads((office.shelf / "templates/order-letter/samples/first.json").read_text(encoding="utf-8"))
    sample["customer"]["id"] = "C-1042"
    sample["order"]["number"] = "A-1042"
    (folder / "orders.json").write_text(json.dumps(sample), encoding="utf-8")


def test_the_commands_of_the_page_can_be_typed_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CCM_DATABASE_URL", "CCM_HOME", "CCM_ARCHIVE", "CCM_ARCHIVE_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    prepared(tmp_path)
    shown: dict[int, tuple[str, str]] = {}
    name = EXAMPLE
    for number, command in enumerate(COMMANDS):
        arguments = [name if word == EXAMPLE else word for word in shlex.split(command)]
        if command.startswith("render "):
            arguments += ["--channel", "sms", "--channel", "email", "--on", "2027-03-05"]
        said = ccm(*arguments)
        shown[number] = (command, said)
        if command.startswith("archive find --customer"):
            name = re.findall(r"\b[0-9a-f]{12}\b", said)[0]
        if command.startswith("archive reprint"):
            assert files(tmp_path / "reprinted/A-1042") == files(tmp_path / "out/A-1042")
    told = [said for _, said in shown.values()]
    for wanted in (
        "C-1042", " files, as kept on", "identical: record 'A-1042'", "hold 1 on customer", "the case is closed",
        "order-letter is kept for 10y", "0 to be destroyed", "1 communications, proof sha256:", "Asked for on 3 May",
        "erased by dora", "The audit log is whole", "wraps the keys of 0 customers", "The archive is whole",
        "1 packs to be taken away", "1 packs taken away", "tell of the same acts",
    ):  # fmt: skip
        assert any(wanted.lower() in said.lower() for said in told), wanted
    assert (tmp_path / "archive.key").stat().st_mode & 0o777 == 0o600
    assert "C-1042" not in str([said for command, said in shown.values() if command.startswith("archive show")][-1])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
