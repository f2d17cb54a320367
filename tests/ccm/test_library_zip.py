"""A library goes through a zip file without loss, and a zip file from outside does nothing but that."""

import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ccm.db.session import Database
from ccm.governance.editing import import_library
from ccm.library_base import BASE_FILE, Base, LostUpdateError
from ccm.library_zip import MAX_ENTRIES, export_zip, import_zip, unpack
from ccm.people.rights import ForbiddenError
from ccm.repository import RepositoryError, export_folder
from content_blocks.files import read_files
from tests.ccm.governance.studio import BRAND, TEMPLATE, Studio


@pytest.fixture
def studio(database: Database, tmp_path: Path) -> Studio:
    studio = Studio(database, tmp_path)
    with database.writing() as session:
        import_library(session, studio.by("fritz"), studio.shelf)
    return studio


def exported(studio: Studio) -> tuple[bytes, Base]:
    with studio.database.reading() as session:
        return export_zip(session)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return body.getvalue()


def contents(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(body)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_what_is_exported_is_what_a_folder_gets(studio: Studio, tmp_path: Path) -> None:
    body, base = exported(studio)
    assert exported(studio) == (body, base)
    with studio.database.reading() as session:
        export_folder(session, tmp_path / "folder")
    assert unpack(body, tmp_path / "unpacked") == base
    assert read_files(tmp_path / "unpacked") == read_files(tmp_path / "folder")


def test_an_import_is_on_top_of_what_was_exported(studio: Studio) -> None:
    body, base = exported(studio)
    files = contents(body)
    name = f"brands/{BRAND}/brand.yaml"
    changed = packed({**files, name: files[name] + b"# looked at\n"})
    with pytest.raises(ForbiddenError), studio.database.writing() as session:
        import_zip(session, studio.by("ida"), changed, exported=base.digest)
    with studio.database.writing() as session:
        edited = import_zip(session, studio.by("fritz"), changed, "Looked at", base.digest)
    assert [(one.version.name, one.version.message) for one in edited if one.new] == [(f"{BRAND}@2", "Looked at")]

    again = packed({**files, name: files[name] + b"# looked at twice\n"})
    without = packed({name: body for name, body in contents(again).items() if name != BASE_FILE})
    for lost, said in ((again, f"the brand {BRAND} was exported at version 1"), (without, "does not say what it was")):
        with pytest.raises(LostUpdateError, match=said), studio.database.writing() as session:
            import_zip(session, studio.by("fritz"), lost, exported=base.digest)
    _, now = exported(studio)
    with studio.database.writing() as session:
        edited = import_zip(session, studio.by("fritz"), without, exported=now.digest)
    assert [one.version.name for one in edited if one.new] == [f"{BRAND}@3"]


@pytest.mark.parametrize(
    "name",
    ["../templates/x/template.yaml", "/templates/x/y", "templates/../../x/y", "templates\\x\\y", "C:/templates/x/y",
     "templates/x//y", "templates/X/y", "templates/x/a\nb", "templates/x/" + "a" * 300, "templates/./x/y"],
)  # fmt: skip
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    body = packed({name.replace("\\", "/"): b"x"})
    if "\\" in name:  # the library that writes zip files mends this by itself
        body = body.replace(b"templates/x/y", b"templates\\x\\y")
    with pytest.raises(RepositoryError, match="zip file"):
        unpack(body, tmp_path / "in")
    assert not (tmp_path / "in").exists() or not list((tmp_path / "in").rglob("*.yaml"))
    assert [path.name for path in tmp_path.iterdir()] in ([], ["in"])


def test_links_twins_locks_and_unusual_packing_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("templates/x/template.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        file.writestr(link, "/etc/passwd")
    locked = bytearray(packed({"templates/x/y": b"x"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    twins = packed({"templates/x/y": b"1", "templates/x/z": b"2"}).replace(b"templates/x/z", b"templates/x/y")
    both = packed({"templates/x/y": b"1", "templates/x/y/z": b"2"})
    for bad, said in (
        (body.getvalue(), "a link"), (bytes(locked), "encrypted"), (twins, "twice"), (both, "a file and a folder"),
        (packed({"templates/x/y": b"x"}, zipfile.ZIP_BZIP2), "packed unusually"), (b"PK", "no zip file"),
        (packed({"templates/x/y": b"abc" * 99})[:-90] + b"\0" * 90, "no zip file"),
    ):  # fmt: skip
        with pytest.raises(RepositoryError, match=said):
            unpack(bad, tmp_path / "in")


def test_a_bomb_is_stopped_while_it_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccm.library_zip.MAX_UNPACKED", 3_000_000)
    bomb = packed({f"templates/x/{number}": bytes(1_000_000) for number in range(4)})
    assert len(bomb) < 10_000
    with pytest.raises(RepositoryError, match="unpacks to more than 3 MB"):
        unpack(bomb, tmp_path / "in")
    with pytest.raises(RepositoryError, match="more than 20000 files"):
        unpack(b"PK\x01\x02" * (MAX_ENTRIES + 1), tmp_path / "in")


def test_what_is_hidden_or_elsewhere_is_left_out(tmp_path: Path) -> None:
    body = packed({"README.md": b"x", "__MACOSX/templates/x/y": b"x", "templates/x/.DS_Store": b"x", "blocks/a/b": b"x",
                   "templates/": b"", "templates/stray": b""})  # fmt: skip
    assert unpack(body, tmp_path) is None
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == ["blocks/a/b"]


def test_what_is_wrong_is_named_by_its_place_in_the_file(studio: Studio) -> None:
    body, base = exported(studio)
    files = {**contents(body), f"templates/{TEMPLATE}/contract.yaml": b"type: ["}
    with pytest.raises(RepositoryError) as raised, studio.database.writing() as session:
        import_zip(session, studio.by("fritz"), packed(files), exported=base.digest)
    assert str(raised.value).startswith(f"templates/{TEMPLATE}/contract.yaml:")
