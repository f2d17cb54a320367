"""Object stores: the same promises from a folder and from a service that speaks S3."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccm.objects.folder import FolderStore
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectNotFoundError, ObjectStore, ObjectStoreError, check_name
from tests.s3 import s3_server


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    if request.param == "folder":
        yield open_store(str(tmp_path / "objects"))
        return
    with s3_server(monkeypatch) as bucket:
        yield open_store(f"{bucket}/below/here")


def test_what_is_put_is_there(store: ObjectStore, tmp_path: Path) -> None:
    store.put("a/one.txt", b"first")
    store.put("a/one.txt", b"second")
    (tmp_path / "file").write_bytes(b"x" * 3_000_000)
    store.put_file("a/large.bin", tmp_path / "file")
    assert store.get("a/one.txt") == b"second"
    assert (store.size("a/large.bin"), store.get("a/large.bin")) == (3_000_000, b"x" * 3_000_000)
    assert store.get_range("a/one.txt", 2, 3) == b"con"
    assert store.get_range("a/one.txt", 4, 100) == b"nd"
    assert store.get_range("a/one.txt", 4, 0) == b""
    assert store.has("a/one.txt")


def test_what_is_not_there(store: ObjectStore) -> None:
    assert not store.has("a/one.txt")
    assert list(store.names()) == []
    for ask in (store.get, store.size, lambda name: store.get_range(name, 0, 1)):
        with pytest.raises(ObjectNotFoundError, match=r"a/one\.txt"):
            ask("a/one.txt")
    store.delete("a/one.txt")


def test_names_are_listed_by_any_beginning_and_in_order(store: ObjectStore) -> None:
    names = ["a-b/1", "a.txt", "a/1", "a/10", "a/2/x", "b/1", "b/11"]
    for name in reversed(names):
        store.put(name, b"")
    assert list(store.names()) == sorted(names)
    assert list(store.names("a/")) == ["a/1", "a/10", "a/2/x"]
    assert list(store.names("a/1")) == ["a/1", "a/10"]
    assert list(store.names("a")) == ["a-b/1", "a.txt", "a/1", "a/10", "a/2/x"]
    store.delete("a/1")
    assert list(store.names("a/1")) == ["a/10"]


@pytest.mark.parametrize(
    "name", ["", "/a", "a/", "a//b", "../a", "a/../b", ".hidden", "a/.b", "a b", "a\n", "ä", "a\\b"]
)
def test_a_name_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name of an object"):
        FolderStore(tmp_path).put(name, b"")


@given(st.text(max_size=30))
def test_a_name_that_is_taken_stays_below_the_folder(name: str) -> None:
    try:
        check_name(name)
    except ValueError:
        return
    assert Path("/store", name).resolve().is_relative_to("/store")


@pytest.mark.parametrize("address", ["gopher://x/y", "s3://", "s3://key:secret@bucket/x", "file://elsewhere/x"])
def test_an_address_of_no_known_kind(address: str) -> None:
    with pytest.raises(ObjectStoreError, match="give a folder") as told:
        open_store(address)
    assert "secret" not in str(told.value)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ObjectStoreError, match=r"taken.*cannot be read or written"):
        open_store(str(tmp_path / "taken")).put("a", b"")


def test_a_private_store_is_for_its_user_alone(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "private"), private=True)
    store.put("a/b", b"")
    modes = [path.stat().st_mode & 0o777 for path in (tmp_path / "private", tmp_path / "private/a/b")]
    assert modes == [0o700, 0o600]


_WRITER = """
import sys
from ccm.objects.opening import open_store
store = open_store(sys.argv[1])
for number in range(10**6):
    store.put(f"n{number % 7}", bytes([65 + number % 26]) * 200_000)
    print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_objects(tmp_path: Path) -> None:
    for lines in (1, 4, 9):
        command = [sys.executable, "-c", _WRITER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ}) as process:
            assert process.stdout is not None
            for _ in range(lines):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        store = open_store(str(tmp_path))
        for name in store.names():
            body = store.get(name)
            assert len(body) == 200_000
            assert len(set(body)) == 1


def test_a_store_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with s3_server(monkeypatch) as bucket:
        missing = open_store(bucket.replace("s3://letters", "s3://nowhere"))
        with pytest.raises(ObjectStoreError, match="s3://nowhere/a"):
            missing.put("a", b"")


def test_what_a_killed_put_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    for name in ("job/one.part", "job/in/two", "other/three"):
        store.put(name, b"whole")
    left = [tmp_path / "job" / "in" / ".x1.part", tmp_path / "job" / ".x2.part", tmp_path / "other" / ".x3.part"]
    for path in left:
        path.write_bytes(b"ha")
    store.sweep("job")
    assert [path.exists() for path in left] == [False, False, True]
    assert list(store.names()) == ["job/in/two", "job/one.part", "other/three"]
    store.sweep("nothing")
