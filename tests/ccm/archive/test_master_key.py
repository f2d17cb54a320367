"""The key file: made once, for its user alone; whatever else it is, is said before anything is read or written."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ccm.archive.master_key import ArchiveKeyError, MasterKey, unwrapped


def test_a_key_is_made_once_and_only_for_its_user(tmp_path: Path) -> None:
    path = tmp_path / "keys/archive.key"
    with pytest.raises(ArchiveKeyError, match="is not there"):
        _ = MasterKey(path).id
    with ThreadPoolExecutor(8) as threads:
        names = set(threads.map(lambda _: MasterKey(path).make(), range(16)))
    assert len(names) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["archive.key"]


NO_KEYS = (
    "", "ccm-archive-key 1\n", "ccm-archive-key 2\n" + "0" * 64, "0" * 64, "ccm-archive-key 1\n" + "0" * 63,
    "ccm-archive-key 1\n" + "0" * 64 + "\nmore", "\0é",
)  # fmt: skip


@pytest.mark.parametrize("body", NO_KEYS)
def test_what_is_no_key_is_none(tmp_path: Path, body: str) -> None:
    path = tmp_path / "archive.key"
    path.write_text(body, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(ArchiveKeyError, match="is no master key"):
        MasterKey(path).make()
    assert path.read_text(encoding="utf-8") == body


def test_a_key_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.key"
    MasterKey(path).make()
    path.chmod(0o644)
    with pytest.raises(ArchiveKeyError, match="chmod 600"):
        _ = MasterKey(path).id


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is forbidden to root")
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ArchiveKeyError, match="cannot be written"):
        MasterKey(tmp_path / "archive.key").make()


def test_what_another_owner_wrapped_is_not_opened(tmp_path: Path) -> None:
    master = MasterKey(tmp_path / "archive.key")
    seal = master.seal(master.make())
    wrapped = seal.close(b"k" * 32, b"key of customer a-1")
    assert unwrapped(seal, wrapped, b"key of customer a-1", "a") == b"k" * 32
    for body, owner in ((wrapped, b"key of customer a-2"), (wrapped[:-1], b"key of customer a-1"), (b"", b"")):
        with pytest.raises(ArchiveKeyError, match="is not what was stored"):
            unwrapped(seal, body, owner, "a")
