"""Folders of records: named by data, and never led astray by it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.library import Library
from ccm.outputs import MANIFEST, OutputError, folder_name, write_record
from ccm.record_file import RECORD
from ccm.release import seal_draft
from ccm.rendering import Rendered
from content_blocks.digest import digest_bytes
from renderers.base import Artifact, Part


@given(st.text())
def test_a_folder_name_is_one_plain_name(key: str) -> None:
    name = folder_name(key)
    assert name
    assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
    assert not name.startswith(".")
    assert len(name) <= 100


@given(st.text(), st.text())
def test_two_keys_never_share_a_folder(one: str, other: str) -> None:
    assert (folder_name(one) == folder_name(other)) == (one == other)


@pytest.mark.parametrize("key", ["../../etc/passwd", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "con\0", "x" * 5000])
def test_hostile_keys_stay_inside(key: str, tmp_path: Path) -> None:
    assert (tmp_path / folder_name(key)).resolve().parent == tmp_path.resolve()


def test_a_key_of_plain_characters_is_its_folder() -> None:
    assert folder_name("ST-2026.10_0048213") == "ST-2026.10_0048213"


def _rendered(*parts: Part) -> Rendered:
    return Rendered("A-1", "it", artifacts={"sms": Artifact("sms", parts)})


def test_writing_again_leaves_only_what_the_manifest_lists(tmp_path: Path) -> None:
    library = Library()
    release = seal_draft(library.template("account-statement"), library)
    first = _rendered(Part("sms.txt", "text/plain", b"one"), Part("extra.txt", "text/plain", b"two"))
    folder = write_record(tmp_path, release, {}, first)
    assert {path.name for path in folder.iterdir()} == {RECORD, "sms.txt", "extra.txt", MANIFEST}
    write_record(tmp_path, release, {}, _rendered(Part("sms.txt", "text/plain", b"three")))
    assert {path.name for path in folder.iterdir()} == {RECORD, "sms.txt", MANIFEST}
    listed = json.loads((folder / MANIFEST).read_text())["outputs"]
    assert listed == {
        RECORD: {"digest": digest_bytes(b"{}\n"), "bytes": 3},
        "sms.txt": {"digest": digest_bytes(b"three"), "bytes": 5},
    }


@pytest.mark.parametrize("name", ["../x", "/x", "", ".x", "a/b", "a\\b", "a\n", MANIFEST, RECORD, "sms.txt", "x" * 101])
def test_a_part_needs_a_plain_name_of_its_own(name: str, tmp_path: Path) -> None:
    library = Library()
    release = seal_draft(library.template("account-statement"), library)
    rendered = _rendered(Part("sms.txt", "text/plain", b"one"), Part(name, "text/plain", b"two"))
    with pytest.raises(OutputError, match="the channel sms names a part"):
        write_record(tmp_path / "out", release, {}, rendered)
    assert not (tmp_path / "out").exists()


def test_a_record_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    library = Library()
    release = seal_draft(library.template("account-statement"), library)
    with pytest.raises(OutputError, match="A-1: a float cannot stand in a record"):
        write_record(tmp_path / "out", release, {"amount": 0.1}, _rendered(Part("sms.txt", "text/plain", b"x")))


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    library = Library()
    release = seal_draft(library.template("account-statement"), library)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match=r"file.*cannot be written"):
        write_record(tmp_path / "file", release, {}, _rendered(Part("sms.txt", "text/plain", b"x")))
