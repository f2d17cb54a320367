"""Two versions compared as a reviewer sees them: words, rules, and what readers get to see."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ccm.db.session import Database, database_url
from ccm.diff.compare import compare
from ccm.diff.subject import DiffError
from ccm.library import STARTER
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore
from ccm.repository import import_folder
from content_blocks.changes import Change
from content_blocks.files import read_files
from content_blocks.folders import FolderError
from content_blocks.store import BlockStore
from content_blocks.subject_rows import StoreError
from templates_repo.store import TemplateStore

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KEY = "appointment-reminder"
SAMPLE = "torino-technician"
ENGLISH_SAMPLE = "trieste-greek"
BLOCK = "privacy-notice"
OLD_WORDS, NEW_WORDS = b"meet our legal obligations", b"fulfil our duties by law"
DAY = timedelta(days=1)


def edited(folder: Path, old: str, new: str) -> None:
    text = folder.read_text(encoding="utf-8")
    assert old in text
    folder.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A template of one's own, the same as that of the starter library."""
    return Path(shutil.copytree(STARTER.templates / KEY, tmp_path / "templates" / KEY))


def test_a_changed_word_is_seen_at_its_node_and_in_every_channel(copy: Path) -> None:
    edited(copy / "locales/it.po", "Buono a sapersi", "Da sapere")
    comparison = compare(str(STARTER.templates / KEY), str(copy), SAMPLE)
    words = comparison.in_view("text")
    assert all(change.place.startswith("it: ") and change.what == "changed" for change in words)
    assert comparison.in_view("rules") == ()
    seen = comparison.in_view("rendered")
    assert {change.place for change in seen} >= {f"{SAMPLE}, email", f"{SAMPLE}, mobile"}
    assert all("Buono a sapersi" in (change.before or "") and "Da sapere" in (change.after or "") for change in seen)


def test_a_contract_that_refuses_the_sample_says_so_in_place_of_the_rendering(copy: Path) -> None:
    edited(copy / "contract.yaml", "properties:", "properties:\n  pager: {type: string, maxLength: 5}")
    edited(copy / "contract.yaml", "required: [", "required: [pager, ")
    comparison = compare(str(STARTER.templates / KEY), str(copy), SAMPLE)
    assert comparison.in_view("rules") == (Change("rules", "added", "contract.pager", after="required string"),)
    assert "cannot be rendered" in str(comparison.in_view("rendered"))


def test_what_is_the_same_has_no_changes(copy: Path) -> None:
    comparison = compare(str(STARTER.templates / KEY), str(copy), SAMPLE)
    assert comparison.changes == ()
    assert len(set(comparison.digests)) == 1


def test_blocks_and_brands_are_compared_too(tmp_path: Path) -> None:
    block = Path(shutil.copytree(STARTER.blocks / "tax-note", tmp_path / "blocks/tax-note"))
    edited(block / "block.yaml", "owner: Tax", "owner: Legal")
    assert compare(str(STARTER.blocks / "tax-note"), str(block)).changes == (
        Change("rules", "changed", "owner", "Tax", "Legal"),
    )
    brand = Path(shutil.copytree(STARTER.brands / "ginepro", tmp_path / "brands/ginepro"))
    edited(brand / "brand.yaml", "name: Banca Ginepro", "name: Banca Ginestra")
    assert compare(str(STARTER.brands / "ginepro"), str(brand)).changes == (
        Change("text", "changed", "name", "Banca Ginepro", "Banca Ginestra"),
    )


def test_stored_versions_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    files = read_files(STARTER.templates / KEY)
    changed = files["template.yaml"].replace(b"tags: [", b"tags: [urgent, ")
    assert changed != files["template.yaml"]
    database = Database(database_url({"CCM_HOME": str(tmp_path)}))
    database.upgrade()
    with database.writing() as session:
        import_folder(session, STARTER, "anna", NOW)
        PeopleStore(session).add_person("anna", at=NOW)
        PeopleStore(session).grant("anna", "author", at=NOW)
        TemplateStore(session).add(KEY, {**files, "template.yaml": changed}, "anna", NOW)
    database.close()
    found = [change.place for change in compare(f"{KEY}@1", KEY, SAMPLE, viewer="anna").changes]
    assert found == ["tags"]
    found = [
        change.place
        for change in compare(str(STARTER.templates / KEY), f"template:{KEY}@2", SAMPLE, viewer="anna").changes
    ]
    assert found == ["tags"]
    with pytest.raises(ForbiddenError, match="eve cannot view"):
        compare(f"{KEY}@1", KEY, SAMPLE, viewer="eve")
    with pytest.raises(StoreError, match="@7"):
        compare(f"{KEY}@7", KEY, viewer="anna")
    with pytest.raises(DiffError, match="nothing in the store"):
        compare("nothing", KEY, viewer="anna")
    with pytest.raises(DiffError, match="two kinds"):
        compare("block:tax-note", KEY, viewer="anna")
    with pytest.raises(DiffError, match=r"no such folder, and .* is no name"):
        compare("../no/such", KEY, viewer="anna")


def test_a_stored_version_is_rendered_with_the_blocks_of_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    template, block = read_files(STARTER.templates / KEY), read_files(STARTER.blocks / BLOCK)
    database = Database(database_url({"CCM_HOME": str(tmp_path)}))
    database.upgrade()
    with database.writing() as session:
        import_folder(session, STARTER, "anna", NOW)
        PeopleStore(session).add_person("anna", at=NOW)
        PeopleStore(session).grant("anna", "author", at=NOW)
    with database.writing() as session:
        reworded = block["block.yaml"].replace(b"version: 1", b"version: 2").replace(OLD_WORDS, NEW_WORDS)
        assert (reworded.count(NEW_WORDS), reworded.count(b"version: 2")) == (1, 1)
        BlockStore(session).add(BLOCK, {**block, "block.yaml": reworded}, "anna", NOW + DAY)
        changed = template["template.yaml"].replace(b"tags: [", b"tags: [urgent, ")
        TemplateStore(session).add(KEY, {**template, "template.yaml": changed}, "anna", NOW + DAY)
    database.close()
    comparison = compare(f"{KEY}@1", KEY, ENGLISH_SAMPLE, viewer="anna")
    rest = ("supply-emergency@1", "solvento@1")
    assert comparison.made_of == ((f"{BLOCK}@1", *rest), (f"{BLOCK}@2", *rest))
    seen = comparison.in_view("rendered")
    assert any(OLD_WORDS.decode() in (change.before or "") for change in seen)
    assert any(NEW_WORDS.decode() in (change.after or "") for change in seen)
    assert comparison.as_data()["after"]["rendered_with"] == [f"{BLOCK}@2", *rest]
    assert compare(f"{KEY}@1", f"{KEY}@2", render=False, viewer="anna").made_of == ((), ())


def test_a_folder_that_cannot_be_read_or_is_none_is_refused(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(DiffError, match=r"no template.yaml"):
        compare(str(tmp_path), str(copy))
    (copy / "contract.yaml").write_text("type: [", encoding="utf-8")
    with pytest.raises(FolderError, match=r"contract.yaml"):
        compare(str(copy), str(copy))
