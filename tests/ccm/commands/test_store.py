"""The commands of the store, as they are typed."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ccm.library import STARTER
from cli import app
from content_blocks.files import read_files

KEY = "appointment-reminder"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own, which is made when it is asked for."""
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CCM_USER", "otto")
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)


def ccm(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_a_library_in_and_out_by_command(tmp_path: Path) -> None:
    library = tmp_path / "library"
    shutil.copytree(STARTER.templates / KEY, library / "templates" / KEY)
    ccm("user", "add", "otto", "--role", "administrator")
    ccm("user", "add", "fritz", "--role", "designer")
    first = ccm("import", library, "--message", "First", "--as", "fritz")
    assert f"template {KEY}@1  sha256:" in first
    assert "1 new, 0 unchanged" in first
    assert ccm("import", library, "--as", "fritz") == "0 new, 1 unchanged\n"
    assert "1 written, 0 there already" in ccm("export", tmp_path / "out")
    assert "0 written, 1 there already" in ccm("export", tmp_path / "out")
    assert read_files(tmp_path / "out") == read_files(library)

    notes = tmp_path / "out/templates" / KEY / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    assert "--replace" in ccm("export", tmp_path / "out", code=2)
    assert notes.exists()
    assert "1 written" in ccm("export", tmp_path / "out", "--replace")
    assert not notes.exists()


def test_the_database_is_upgraded_once() -> None:
    assert ccm("db", "upgrade").startswith("upgraded from empty to ")
    assert ccm("db", "upgrade").startswith("up to date at ")


def test_a_difference_in_words_and_as_json(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(STARTER.templates / KEY, tmp_path / "templates" / KEY))
    text = (copy / "template.yaml").read_text(encoding="utf-8")
    (copy / "template.yaml").write_text(text.replace("\ntitle: ", "\ntitle: New ", 1), encoding="utf-8")
    shown = ccm("diff", STARTER.templates / KEY, copy, "--no-render")
    assert "Text and structure" in shown
    assert "~ title  changed" in shown
    assert "+ New " in shown
    data = json.loads(ccm("diff", STARTER.templates / KEY, copy, "--no-render", "--json"))
    (change,) = data["changes"]["text"]
    assert (change["what"], change["place"]) == ("changed", "title")
    assert "are the same" in ccm("diff", copy, copy, "--no-render")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("import", "no-such-folder"), "nothing to import"), (("diff", "no-such", "thing"), "nothing in the store")],
)
def test_what_goes_wrong_is_said_in_a_sentence(arguments: tuple[str, ...], message: str) -> None:
    ccm("user", "add", "otto", "--role", "administrator")
    assert message in " ".join(ccm(*arguments, code=2).split())
