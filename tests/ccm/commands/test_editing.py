"""The commands of editing, as they are typed."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ccm.db.session import open_database
from ccm.library import STARTER
from cli import app
from content_blocks.store import BlockStore

TEMPLATE, BLOCK = "appointment-reminder", "privacy-notice"


def ccm(*arguments: str | Path | int, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split()) if code else result.output


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library on disk; Otto manages, Fritz designs, Anna writes."""
    monkeypatch.setenv("CCM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CCM_USER", "otto")
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    shutil.copytree(STARTER.templates / TEMPLATE, tmp_path / "templates" / TEMPLATE)
    for block in (BLOCK, "supply-emergency"):
        shutil.copytree(STARTER.blocks / block, tmp_path / "blocks" / block)
    shutil.copytree(STARTER.brands / "solvento", tmp_path / "brands/solvento")
    ccm("user", "add", "otto", "--role", "administrator")
    ccm("user", "add", "fritz", "--role", "designer")
    ccm("user", "add", "anna", "--role", "author")
    return tmp_path


def reword(library: Path, number: int) -> None:
    file = library / "blocks" / BLOCK / "block.yaml"
    text = file.read_text(encoding="utf-8").replace(f"version: {number - 1}", f"version: {number}")
    file.write_text(text.replace("How we use", f"{number}: how we use"), encoding="utf-8")


def test_versions_are_made_listed_and_gone_back_to(library: Path) -> None:
    assert "4 new, 0 unchanged" in ccm("import", library, "--as", "fritz", "-m", "First")
    reword(library, 2)
    assert "1 new, 3 unchanged" in ccm("import", library, "--as", "FRITZ", "-m", "Reworded")
    assert f"block {BLOCK}@3  sha256:" in ccm("roll-back", f"{BLOCK}@1", "--as", "fritz", "-m", "Wrong words")
    listed = ccm("versions", BLOCK)
    for words in (f"{BLOCK}@1", "Reworded", "fritz", "Wrong words", "not-approved"):
        assert words in listed
    assert listed.index("@1") < listed.index("@2") < listed.index("@3")
    assert f"{BLOCK}@3" in ccm("versions", f"translation:{BLOCK}/it")
    assert "not-approved" in ccm("versions", f"template:{TEMPLATE}")


def test_an_import_undoes_nothing_that_came_since_the_export(library: Path, tmp_path: Path) -> None:
    ccm("import", library, "--as", "fritz")
    mine, yours = tmp_path / "mine", tmp_path / "yours"
    for folder in (mine, yours):
        ccm("export", folder)
    reword(mine, 2)
    brand = yours / "brands" / "solvento" / "brand.yaml"
    brand.write_bytes(brand.read_bytes() + b"# looked at\n")
    assert "1 new, 3 unchanged\n" in ccm("import", mine, "--as", "fritz")
    reword(mine, 3)
    assert "1 new, 3 unchanged\n" in ccm("import", mine, "--as", "fritz")
    # Yours has the block as it was exported, and the brand in another version.
    assert "1 new, 3 unchanged, 1 of them newer in the store" in ccm("import", yours, "--as", "fritz")
    assert f"{BLOCK}@3" in ccm("versions", BLOCK)
    reword(yours, 2)
    lost = ccm("import", yours, "--as", "fritz", code=2)
    assert f"the block {BLOCK} was exported at version 1, and {BLOCK}@3 by fritz has come since" in lost
    brand = mine / "brands" / "solvento" / "brand.yaml"
    brand.write_bytes(brand.read_bytes() + b"# mine\n")
    assert "the brand solvento was exported at version 1" in ccm("import", mine, "--as", "fritz", code=2)
    assert "1 new, 3 unchanged" in ccm("import", mine, "--as-it-stands", "--as", "fritz")


def test_a_retired_template_says_so(library: Path) -> None:
    ccm("import", library, "--as", "fritz")
    assert ccm("retire", TEMPLATE, "--on", "2027-01-01", "--as", "fritz") == (
        f"template {TEMPLATE} is retired from 2027-01-01\n"
    )
    assert f"The template {TEMPLATE} is retired from 2027-01-01" in ccm("versions", TEMPLATE)


def test_a_draft_is_named(library: Path) -> None:
    ccm("import", library, "--as", "fritz")
    with open_database() as database, database.writing() as session:
        store = BlockStore(session)
        store.save_draft(BLOCK, {}, 0, "fritz", store.version(BLOCK).created_at, base=1)
    assert "There is a draft: revision 1, saved by fritz, made from version 1" in ccm("versions", BLOCK)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", ".", "--as", "nobody"), "there is no active user nobody"),
        (("import", ".", "--as", "otto"), "otto is an administrator"),
        (("import", ".", "--as", "anna"), "anna cannot make this edit of block privacy-notice"),
        (("roll-back", f"{BLOCK}@1", "--as", "otto"), "otto cannot edit block"),
        (("roll-back", BLOCK, "--as", "fritz"), f"such as {BLOCK}@1"),
        (("roll-back", f"{BLOCK}/it@1", "--as", "fritz"), f"write block:{BLOCK}@1"),
        (("roll-back", f"{BLOCK}@7", "--as", "fritz"), f"there is no block {BLOCK}@7"),
        (("retire", TEMPLATE, "--on", "2027-01-01", "--as", "anna"), "anna cannot make this edit"),
        (("retire", f"{TEMPLATE}@1", "--on", "2027-01-01", "--as", "fritz"), f"write template:{TEMPLATE}"),
        (("retire", TEMPLATE, "--on", "tomorrow", "--as", "fritz"), "tomorrow"),
        (("versions", "nothing"), "nothing in the store by the name 'nothing'"),
    ],
)
def test_what_is_refused_says_why(
    library: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    ccm("import", library, "--as", "fritz")
    reword(library, 2)
    monkeypatch.chdir(library)
    said = ccm(*arguments, code=2)
    assert message in said.replace("│ ", "").replace(" │", "")


def test_before_there_is_anybody_it_says_how_to_begin(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCM_HOME", str(library / "another"))
    assert "'ccm user add KEY --role administrator'" in ccm("import", library, "--as", "fritz", code=2)
