"""The commands of drafts, as they are typed."""

from pathlib import Path

import pytest

from content_blocks.files import read_files
from tests.ccm.commands.test_editing import BLOCK, TEMPLATE, ccm, library

__all__ = ["library"]

NEW = "template:second-reminder"


@pytest.fixture
def folder(library: Path) -> Path:
    """The library in the store, and a folder with other words of its template."""
    ccm("import", library, "--as", "fritz")
    file = library / "templates" / TEMPLATE / "template.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace('subject: "', 'subject: "Please note: ', 1), encoding="utf-8"
    )
    return file.parent


def test_a_draft_is_saved_shown_published_and_discarded(folder: Path, tmp_path: Path) -> None:
    saved = ccm("draft", "save", TEMPLATE, folder, "--base", 1, "--as", "anna")
    assert f"draft of the template {TEMPLATE}: revision 1, saved by anna, made from version 1" in saved
    assert "template.yaml" in ccm("draft", "show", TEMPLATE)
    ccm("draft", "show", TEMPLATE, "--out", tmp_path / "draft")
    assert read_files(tmp_path / "draft") == read_files(folder)
    assert "is there already" in ccm("draft", "show", TEMPLATE, "--out", tmp_path / "draft", code=2)
    assert "anna saved revision 1" in ccm("draft", "save", TEMPLATE, folder, "--as", "fritz", code=2)
    assert "has changed since revision 7" in ccm("draft", "publish", TEMPLATE, "--revision", 7, "--as", "anna", code=2)
    assert f"template {TEMPLATE}@2  sha256:" in ccm("draft", "publish", TEMPLATE, "--revision", 1, "--as", "anna")
    assert "says that already" in ccm("draft", "publish", TEMPLATE, "--revision", 2, "--as", "anna")
    assert "revision 2, is discarded" in ccm("draft", "discard", TEMPLATE, "--revision", 2, "--as", "anna")
    assert "there is no draft" in ccm("draft", "show", TEMPLATE, code=2)


def test_a_draft_may_be_of_something_new_and_half_written(folder: Path, tmp_path: Path) -> None:
    begun = tmp_path / "second-reminder"
    begun.mkdir()
    assert "there is no file in it" in ccm("draft", "save", NEW, begun, "--as", "fritz", code=2)
    (begun / "template.yaml").write_text("template: second-reminder\n", encoding="utf-8")
    assert "revision 1" in ccm("draft", "save", NEW, begun, "--as", "fritz")
    assert "half written" in ccm("draft", "save", NEW, begun, "--revision", 1, "--as", "anna", code=2)
    assert "second-reminder/template.yaml" in ccm("draft", "publish", NEW, "--revision", 1, "--as", "fritz", code=2)
    assert "which never changes" in ccm("draft", "show", f"{BLOCK}@1", code=2)
    assert "no such folder" in ccm("draft", "save", NEW, tmp_path / "nowhere", code=2)
