"""Manifests from anybody: one that is not exactly a manifest is refused, and none leads anywhere."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ccm.verify.manifest_file import ManifestError, read_manifest
from ccm.verify.output_files import UnreadableFileError, read_beside
from tests.ccm.verify.communications import Communication, communication


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Communication:
    return communication(tmp_path_factory.mktemp("rendered"), ("sms",))


def test_what_was_written_is_read(rendered: Communication) -> None:
    read = read_manifest(rendered.folder / "manifest.json")
    assert read.plain == rendered.manifest
    assert json.loads(read.says.model_dump_json(exclude_unset=True)) == rendered.manifest


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is no manifest"),
        (b"\xff", "is no manifest"),
        (b"[]", "the whole: Input should be"),
        (b"{}", "is of format None, and format 2 is verified here"),
        (b'{"format": 1}', "is of format 1, and format 2 is verified here; render the record anew"),
        (b'{"format": 2}', "record: Field required"),
        (b'{"format": 2, "format": 2}', "names 'format' twice"),
        (b'{"format": 2.0}', "2.0 is no whole number"),
        (b'{"format": NaN}', "NaN is no whole number"),
        (b'{"format": ' + b"9" * 10_000 + b"}", "a number has 10000 digits"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b" " * 4_194_305, "larger than 4194304 bytes"),
    ],
)
def test_what_is_no_manifest_is_refused(body: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(body)
    with pytest.raises(ManifestError, match=words):
        read_manifest(tmp_path / "manifest.json")


def test_a_manifest_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"gone/manifest.json: cannot be read: No such file"):
        read_manifest(tmp_path / "gone" / "manifest.json")
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path)


CHOICE = {
    "channels": ["sms"], "why": "fallback", "before": [{"channels": ["email"], "why": "nothing-to-send-to"}],
}  # fmt: skip


def test_why_a_record_got_its_channels_is_read_and_verified(rendered: Communication, tmp_path: Path) -> None:
    one = rendered.copy(tmp_path)
    one.say(lambda said: said.update(choice=CHOICE))
    assert read_manifest(one.folder / "manifest.json").says.choice is not None
    assert one.verify().identical


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a way up": lambda said: said["outputs"].update({"../secret": {"digest": "sha256:" + "0" * 64, "bytes": 1}}),
    "a path": lambda said: said["outputs"].update({"/etc/passwd": {"digest": "sha256:" + "0" * 64, "bytes": 1}}),
    "a hidden file": lambda said: said["outputs"].update({".x": {"digest": "sha256:" + "0" * 64, "bytes": 1}}),
    "a name with an end": lambda said: said["outputs"].update({"x\n": {"digest": "sha256:" + "0" * 64, "bytes": 1}}),
    "a part elsewhere": lambda said: said["channels"]["sms"].update(parts=["../sms.txt"]),
    "a template elsewhere": lambda said: said["release"]["template"].update(key="../../templates/x"),
    "a locale elsewhere": lambda said: said.update(locale="../it"),
    "a digest of another kind": lambda said: said["data"].update(digest="md5:0"),
    "a digest in capitals": lambda said: said["data"].update(digest="sha256:" + "A" * 64),
    "a negative size": lambda said: said["outputs"]["sms.txt"].update(bytes=-1),
    "a size that is text": lambda said: said["outputs"]["sms.txt"].update(bytes="1"),
    "a true size": lambda said: said["outputs"]["sms.txt"].update(bytes=True),
    "a field too much": lambda said: said.update(signature="x"),
    "a field of the release too much": lambda said: said["release"].update(waived=True),
    "a field missing": lambda said: said.pop("fonts"),
    "another status": lambda said: said["release"].update(status="final"),
    "channels chosen that were not rendered": lambda said: said.update(choice={**CHOICE, "channels": ["pdf"]}),
    "a reason of its own": lambda said: said.update(choice={**CHOICE, "why": "because"}),
    "a long key": lambda said: said.update(record="x" * 10_001),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_manifest_is_refused(rendered: Communication, name: str, tmp_path: Path) -> None:
    one = rendered.copy(tmp_path)
    one.say(HOSTILE[name])
    with pytest.raises(ManifestError, match="is no manifest: "):
        read_manifest(one.folder / "manifest.json")


def test_a_link_is_not_followed(rendered: Communication, tmp_path: Path) -> None:
    one = rendered.copy(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_bytes((one.folder / "sms.txt").read_bytes())
    (one.folder / "sms.txt").unlink()
    (one.folder / "sms.txt").symlink_to(secret)
    assert one.codes() == {("sms.txt", "missing")}
    assert "is a link" in one.verify().lines[1]


@pytest.mark.parametrize("name", ["..", "a/b", "/etc/passwd", ""])
def test_only_plain_names_are_opened(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_beside(tmp_path, name)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(UnreadableFileError):
            read_beside(tmp_path, name)
