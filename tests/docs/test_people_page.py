"""docs/people.md: its commands are run, in the order of the page; its table of roles is the one that counts."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ccm.library import STARTER
from ccm.people.roles import ABILITIES, ROLES
from cli import app

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    ccm (.*)$", PAGE, re.MULTILINE)


def ccm(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, (arguments, result.output)
    return result.output


def test_the_commands_of_the_page_can_be_typed_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    shutil.copytree(STARTER.templates / "invoice", tmp_path / "library/templates/invoice")
    shown: dict[str, str] = {}
    for number, command in enumerate(COMMANDS):
        if command.startswith("rights set") and "invoice@" not in str(shown):
            shown["import"] = _import(tmp_path / "library")
        shown[f"{number} {command}"] = ccm(*shlex.split(command))
    assert len(COMMANDS) == 18
    told = " ".join("\n".join(shown.values()).split())
    for said in (
        "user otto added, administrator everywhere",
        "anna is author in retail",
        "template invoice stands in retail/credit",
        "anna everything set for this template",
        "carla stands in for anna up to and including 2099-12-31",
        "stood-in-for-by carla",
        "user anna has left",
    ):
        assert said in told, said
    assert ccm("audit", "verify").startswith("The audit log is whole: ")


def _import(library: Path) -> str:
    """Have a designer put the invoice into the store."""
    ccm("user", "add", "fritz", "--role", "designer", "--as", "otto")
    return ccm("import", str(library), "--as", "fritz")


def test_the_table_of_roles_is_the_one_that_counts() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([a-z, ]+) \|$", PAGE, re.MULTILINE))
    assert {role: set(rows[role].split(", ")) for role in ROLES} == {role: set(ABILITIES[role]) for role in ROLES}
