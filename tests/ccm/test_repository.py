"""Libraries go into the store and out again without loss."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ccm.db.session import Database
from ccm.library import STARTER, Shelf
from ccm.library_base import BASE_FILE, BaseError, read_base
from ccm.repository import Moved, RepositoryError, export_folder, import_folder, newest_base, stores
from content_blocks.files import read_files

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def put(database: Database, shelf: Shelf) -> tuple[Moved, ...]:
    with database.writing() as session:
        return import_folder(session, shelf, "anna", NOW, "first")


def get(database: Database, folder: Path, *, replace: bool = False) -> tuple[Moved, ...]:
    with database.reading() as session:
        return export_folder(session, folder, replace=replace)


def test_a_library_comes_out_as_it_went_in(database: Database, tmp_path: Path) -> None:
    imported = put(database, STARTER)
    assert all(one.new for one in imported)
    get(database, tmp_path / "first")
    for name in ("templates", "blocks", "brands"):
        written = {path.name: read_files(path) for path in (tmp_path / "first" / name).iterdir()}
        assert written == {path.name: read_files(path) for path in getattr(STARTER, name).iterdir() if path.is_dir()}

    again = put(database, Shelf.at(tmp_path / "first"))
    assert [(one.new, one.version) for one in again] == [(False, one.version) for one in imported]

    get(database, tmp_path / "second")
    assert read_files(tmp_path / "second") == read_files(tmp_path / "first")


def test_the_digests_of_the_store_are_those_of_the_folders(database: Database) -> None:
    put(database, STARTER)
    with database.reading() as session:
        for name, store in stores(session):
            for key in store.subjects():
                version = store.version(key)
                assert version.digest == store.read(getattr(STARTER, name) / key).digest
                assert store.content(version).digest == version.digest


def test_everything_wrong_is_said_and_nothing_is_imported(database: Database, tmp_path: Path) -> None:
    put(database, STARTER)
    get(database, tmp_path)
    (tmp_path / "templates/invoice/contract.yaml").write_text("type: [", encoding="utf-8")
    (tmp_path / "blocks/tax-note/block.yaml").write_text("block: tax-note\n", encoding="utf-8")
    (tmp_path / "brands/ginepro/notes.txt").write_text("new", encoding="utf-8")
    with pytest.raises(RepositoryError) as raised:
        put(database, Shelf.at(tmp_path))
    assert f"{tmp_path}/templates/invoice/contract.yaml:" in str(raised.value)
    assert f"{tmp_path}/blocks/tax-note/block.yaml" in str(raised.value)
    with database.reading() as session:
        assert all(store.version(key).number == 1 for _, store in stores(session) for key in store.subjects())


def test_an_export_overwrites_nothing_unless_it_is_told_to(database: Database, tmp_path: Path) -> None:
    put(database, STARTER)
    get(database, tmp_path)
    edited = tmp_path / "brands/ginepro/brand.yaml"
    original = edited.read_bytes()
    edited.write_bytes(original + b"# mine\n")
    (tmp_path / "templates/mine").mkdir()
    with pytest.raises(RepositoryError, match="ginepro"):
        get(database, tmp_path)
    assert edited.read_bytes() != original
    changed = [one.version.key for one in get(database, tmp_path, replace=True) if one.new]
    assert changed == ["ginepro"]
    assert edited.read_bytes() == original
    assert (tmp_path / "templates/mine").is_dir()


def test_an_export_says_what_it_is_of(database: Database, tmp_path: Path) -> None:
    put(database, STARTER)
    get(database, tmp_path / "first")
    base = read_base(tmp_path / "first")
    assert base is not None
    with database.reading() as session:
        assert base == newest_base(session)
    assert read_base(STARTER.brands.parent) is None
    get(database, tmp_path / "second")
    assert (tmp_path / "second" / BASE_FILE).read_bytes() == (tmp_path / "first" / BASE_FILE).read_bytes() == base.body


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[" * 100_000, b'{"base": 2}', b'{"base": 1, "subjects": {"x": 1}}', b"\xff"]
)
def test_a_base_that_is_none_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / BASE_FILE).write_bytes(body)
    with pytest.raises(BaseError, match="export anew"):
        read_base(tmp_path)
