"""``ccm impact`` as somebody types it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from tests.ccm.impact.examples import FULL, FULL_IT, SHORT, SHORT_IT, block, library, template

runner = CliRunner()


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = library(tmp_path / "now")
    template(folder, "letter", "  - block: complaints\n    id: complaints", channels="sms, email")
    return folder


def run(*arguments: str | Path, code: int = 0) -> str:
    result = runner.invoke(app, ["impact", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def test_a_changed_word_is_told_and_the_page_written(shelf: Path, tmp_path: Path) -> None:
    proposed = block(tmp_path / "new", 2, f"{FULL} Always.", full_it=f"{FULL_IT} Sempre.")
    page = tmp_path / "out" / "impact.html"
    said = run(proposed, "--library", shelf, "--out", page, "--samples", "1")
    assert "block complaints: version 1 → version 2, owned by Compliance" in said
    assert "[Always.]" in said
    assert "card" in said
    assert "hello" not in said
    assert "Always." in page.read_text(encoding="utf-8")


def test_what_fails_is_an_exit_code_of_its_own_and_json_is_whole(shelf: Path, tmp_path: Path) -> None:
    long = f"{SHORT} {'You may also turn to the ombudsman. ' * 5}".strip()
    proposed = block(tmp_path / "new", 2, short=long, short_it=SHORT_IT)
    said = run(proposed, "--library", shelf, "--template", "letter", "--json", code=1)
    data = json.loads(said[said.index("{") :])
    assert data["counts"] == {"fails-after": 2, "unchanged": 6}
    assert [one["template"] for one in data["templates"]] == ["letter"]


def test_a_wrong_folder_is_said_plainly(tmp_path: Path) -> None:
    assert "it has no block.yaml or brand.yaml" in " ".join(run(tmp_path, code=2).split())
