"""ccm verify, as people meet it: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.ccm.verify.communications import Communication, communication


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Communication:
    return communication(tmp_path_factory.mktemp("rendered"), ("sms",))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


def test_identical_ends_well(rendered: Communication) -> None:
    for target in (rendered.folder, rendered.folder / "manifest.json"):
        done = run(target, "--library", rendered.library)
        assert done.exit_code == 0
        assert done.output.startswith("identical: record 'A-1042' of a draft of order-letter")


def test_the_record_may_come_from_its_file(rendered: Communication, tmp_path: Path) -> None:
    one = rendered.copy(tmp_path)
    (one.folder / "data.json").unlink()
    assert run(one.folder, "--library", one.library).exit_code == 1
    assert run(one.folder, "--library", one.library, "--data", one.data, "--source", "json").exit_code == 0


def test_a_difference_ends_with_one(rendered: Communication, tmp_path: Path) -> None:
    one = rendered.copy(tmp_path)
    (one.folder / "sms.txt").write_text("Pay elsewhere", encoding="utf-8")
    done = run(one.folder, "--library", one.library)
    assert done.exit_code == 1
    assert "not identical: record 'A-1042'" in done.output
    assert "  sms.txt was altered since it was rendered: as rendered, line 1 was '" in done.output
    as_json = run(one.folder, "--library", one.library, "--json")
    assert as_json.exit_code == 1
    found = json.loads(as_json.output)
    assert found["identical"] is False
    assert [(one["what"], one["code"]) for one in found["differences"]] == [("sms.txt", "altered")]


def test_what_is_no_manifest_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert "is of format None" in " ".join(done.output.split())
