"""Verifying: identical when nothing was touched, and otherwise exactly what differs, and why."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ccm.library import Library
from ccm.provenance import fonts
from ccm.release import Release
from ccm.verify.manifest_file import ManifestFile
from ccm.verify.sources import NotFoundAgainError, draft_of
from ccm.verify.verify import verify
from tests.ccm.verify.communications import TEMPLATE, Communication, communication

OTHER = "sha256:" + "0" * 64


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Communication:
    return communication(tmp_path_factory.mktemp("rendered"), ("sms", "email"))


@pytest.fixture
def one(rendered: Communication, tmp_path: Path) -> Communication:
    return rendered.copy(tmp_path)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Communication:
    return communication(tmp_path_factory.mktemp("printed"), ("pdf", "mobile"))


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_rendered_is_identical_and_nothing_is_written(one: Communication) -> None:
    before = listing(one.library.parent)
    found = one.verify()
    assert found.identical
    assert found.notes == ()
    assert found.lines[0].startswith("identical: record 'A-1042' of a draft of order-letter (sha256:")
    assert listing(one.library.parent) == before


def test_every_channel_is_rendered_again(printed: Communication) -> None:
    assert set(printed.manifest["outputs"]) == {"data.json", "document.pdf", "mobile.html"}
    assert printed.verify().identical


@pytest.mark.parametrize("name", ["sms.txt", "email.eml", "email.html", "email.txt", "data.json"])
def test_an_altered_output_is_named(one: Communication, name: str) -> None:
    path = one.folder / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert one.codes() == {(name, "altered")}
    path.unlink()
    assert (name, "missing") in one.codes()


def test_the_line_that_was_altered_is_shown(one: Communication) -> None:
    path = one.folder / "sms.txt"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(path.read_text(encoding="utf-8").replace(first, "Pay elsewhere", 1), encoding="utf-8")
    assert any("line 1 was" in line and "is 'Pay elsewhere'" in line for line in one.verify().lines)


def test_the_page_that_was_altered_is_shown(printed: Communication, tmp_path: Path) -> None:
    one = printed.copy(tmp_path)
    path = one.folder / "document.pdf"
    path.write_bytes(path.read_bytes().replace(b"/Creator", b"/Creador", 1) + b"\n")
    lines = one.verify().lines
    assert any("document.pdf was altered" in line and "every page reads and looks the same" in line for line in lines)


def test_a_record_that_is_gone_is_taken_from_its_file(one: Communication) -> None:
    (one.folder / "data.json").unlink()
    assert one.codes() == {("rendering it again", "not-rendered"), ("data.json", "missing")}
    assert one.verify(one.data).identical


def test_a_file_without_the_record_says_so(one: Communication, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text('[{"a": 1}, {"b": 2}]')
    [difference] = one.verify(other).differences
    assert "no record of" in difference.message
    assert one.manifest["data"]["digest"] in difference.message


def test_another_record_beside_the_manifest_is_not_rendered(one: Communication) -> None:
    record = json.loads((one.folder / "data.json").read_bytes())
    record["customer"]["name"] = "Somebody Else"
    (one.folder / "data.json").write_text(json.dumps(record), encoding="utf-8")
    assert one.codes() == {("rendering it again", "not-rendered"), ("data.json", "altered")}
    assert one.codes(one.data) == {("data.json", "altered")}


CLAIMS: dict[str, Callable[[dict[str, Any]], object]] = {
    "record": lambda said: said.update(record="A-1002"),
    "issued": lambda said: said.update(issued="2020-01-01"),
    "channels": lambda said: said["channels"]["sms"]["facts"].update(segments=0),
    "notes": lambda said: said.update(notes=[{"path": "x", "code": "y", "severity": "note"}]),
    "release.name": lambda said: said["release"].update(name="invoice#1"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_false_claim_of_the_manifest_is_found(one: Communication, name: str) -> None:
    one.say(CLAIMS[name])
    found = one.verify()
    assert {difference.code for difference in found.differences} == {"manifest"}
    assert all(difference.what.startswith(name) for difference in found.differences)


def test_a_false_locale_renders_otherwise_and_says_why(one: Communication) -> None:
    one.say(lambda said: said.update(locale="en-GB"))
    found = one.verify()
    assert ("sms.txt", "renders-otherwise") in {(item.what, item.code) for item in found.differences}
    assert found.reasons == ("the locale is en-GB in the manifest, and it by the record",)


def test_a_false_digest_of_an_output_is_the_manifest_s_own(one: Communication) -> None:
    one.say(lambda said: said["outputs"]["sms.txt"].update(digest=OTHER))
    assert one.codes() == {("sms.txt", "manifest")}


def test_an_output_the_manifest_hides_is_found(one: Communication) -> None:
    one.say(lambda said: said["outputs"].pop("email.txt"))
    assert one.codes() == {("email.txt", "unlisted")}


def test_a_channel_the_manifest_hides_is_found(one: Communication) -> None:
    one.say(lambda said: said["channels"].pop("sms"))
    assert ("sms.txt", "renders-otherwise") in one.codes()


def test_a_channel_that_failed_as_said_is_no_difference(one: Communication) -> None:
    one.say(lambda said: said["failures"].update(fax=[]))
    assert one.codes() == {("rendering it again", "not-rendered")}


def test_a_false_digest_of_the_record_is_found(one: Communication) -> None:
    one.say(lambda said: said["data"].update(digest=OTHER))
    assert one.codes() == {("rendering it again", "not-rendered")}


def _someone(said: dict[str, Any]) -> None:
    who = [{"person": "bruno", "on_behalf_of": None, "step": "legal", "at": "2027-01-01T00:00:00Z"}]
    said["release"]["approvals"] = [
        {"kind": "template", "key": TEMPLATE, "version": 1, "digest": OTHER, "submission": "1", "workflow": "any",
         "workflow_digest": OTHER, "approved_at": "2027-01-01T00:00:00Z", "approved_by": who, "gates": {"check": OTHER}}
    ]  # fmt: skip


LISTED: dict[str, Callable[[dict[str, Any]], object]] = {
    "template": lambda said: said["release"]["template"].update(digest=OTHER),
    "contract": lambda said: said["release"].update(contract=OTHER),
    "block": lambda said: said["release"]["blocks"]["privacy-notice"].update(version=9),
    "approvals": _someone,
}


@pytest.mark.parametrize("name", LISTED)
def test_a_release_that_is_not_as_listed_is_found(one: Communication, name: str) -> None:
    one.say(LISTED[name])
    found = one.verify()
    assert {(item.what, item.code) for item in found.differences} == {("release", "manifest")}
    assert name in found.differences[0].message


def test_a_false_digest_of_the_release_is_found(one: Communication) -> None:
    one.say(lambda said: said["release"].update(digest=OTHER))
    assert one.codes() == {("release", "manifest")}


def test_a_draft_that_claims_to_be_approved_is_not_found(one: Communication) -> None:
    one.say(lambda said: said["release"].update(status="approved"))
    [difference] = one.verify().differences
    assert "is an approved release" in difference.message


def test_a_block_that_was_changed_is_the_reason(one: Communication) -> None:
    block = one.library / "blocks" / "privacy-notice"
    shutil.copytree(Library().block_folders["privacy-notice"], block)
    assert one.verify().identical
    path = block / "block.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1), encoding="utf-8")
    found = one.verify()
    assert found.reasons == ("the block privacy-notice was version 1, is 2",)
    assert ("release", "release") in {(item.what, item.code) for item in found.differences}


def test_a_template_that_says_something_else_renders_otherwise(one: Communication) -> None:
    catalog = one.library / "templates" / TEMPLATE / "locales" / "it.po"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("Grazie", "Mille grazie"), encoding="utf-8")
    found = one.verify()
    codes = {(item.what, item.code) for item in found.differences}
    assert codes >= {("release", "release"), ("email.txt", "renders-otherwise")}
    assert any("is 'Mille grazie" in item.message and "was 'Grazie" in item.message for item in found.differences)
    assert found.reasons[0].startswith("the template order-letter was sha256:")
    assert found.reasons[1].startswith("the template's translation it was sha256:")


def test_a_template_that_is_gone_is_named(one: Communication) -> None:
    shutil.rmtree(one.library / "templates")
    [difference] = one.verify().differences
    assert "there is no template 'order-letter'" in difference.message


SURROUNDINGS: dict[str, Callable[[dict[str, Any]], object]] = {
    "the engine was version 0.0.1, is": lambda said: said["engine"].update(version="0.0.1"),
    "babel was sha256:000000000000..., is sha256:": lambda said: said["libraries"]["babel"].update(digest=OTHER),
    "weasyprint was version 1, is": lambda said: said["libraries"]["weasyprint"].update(version="1"),
    "babel is new": lambda said: said["libraries"].pop("babel"),
    "pango was 1.0, is": lambda said: said["system"].update(pango="1.0"),
    "Inter-Bold.otf was sha256:000000000000...": lambda said: said["fonts"]["families"]["Inter"].update(
        {"Inter-Bold.otf": OTHER}
    ),
    "the family Lost is gone": lambda said: said["fonts"]["families"].update(Lost={}),
    "other fonts are installed": lambda said: said["fonts"].update(installed=OTHER),
}


@pytest.mark.parametrize("words", SURROUNDINGS)
def test_other_surroundings_without_effect_are_noted(one: Communication, words: str) -> None:
    one.say(SURROUNDINGS[words])
    found = one.verify()
    assert found.identical
    assert len(found.notes) == 1
    assert words.removeprefix("babel was ") in found.notes[0].replace("version 2.18.0 ", "")


def test_other_surroundings_are_the_reason_when_something_renders_otherwise(one: Communication) -> None:
    def change(said: dict[str, Any]) -> None:
        said["outputs"]["sms.txt"]["digest"] = OTHER
        said["libraries"]["babel"]["version"] = "1.0"

    one.say(change)
    (one.folder / "sms.txt").write_bytes(b"as an earlier babel had it")
    found = one.verify()
    assert ("sms.txt", "renders-otherwise") in {(item.what, item.code) for item in found.differences}
    assert found.reasons[0].startswith("babel was version 1.0, is 2")


def test_a_font_that_is_another_here_is_noted(one: Communication, monkeypatch: pytest.MonkeyPatch) -> None:
    found = one.manifest["fonts"]
    families = {**found["families"], "Inter": {"Inter-Regular.otf": OTHER}}
    monkeypatch.setattr("ccm.manifest._around", {})
    monkeypatch.setattr(
        "ccm.provenance.surroundings.brand_fonts", lambda brand: fonts.Fonts(families, found["installed"])
    )
    notes = one.verify().notes
    assert any("the family Inter, its file Inter-Regular.otf was sha256:" in note for note in notes)


def test_releases_may_come_from_anywhere(one: Communication) -> None:
    """Approved releases are found by whoever keeps them; verifying only needs to be given one."""
    asked: list[str] = []

    def release_of(manifest: ManifestFile) -> Release:
        asked.append(manifest.says.release.digest)
        return draft_of(one.library)(manifest)

    assert verify(one.folder / "manifest.json", release_of).identical
    assert asked == [one.manifest["release"]["digest"]]


def test_a_release_that_nobody_has_leaves_the_files_verified(one: Communication) -> None:
    def release_of(manifest: ManifestFile) -> Release:
        raise NotFoundAgainError("it was in another store")

    (one.folder / "sms.txt").write_bytes(b"altered")
    found = verify(one.folder, release_of)
    assert [(item.what, item.code) for item in found.differences] == [
        ("rendering it again", "not-rendered"),
        ("sms.txt", "altered"),
    ]
    assert "it was in another store" in found.lines[1]


def test_a_library_of_the_right_version_that_was_altered_is_the_last_suspect(
    one: Communication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "ccm.verify.verify.altered_files", lambda name: ("babel/numbers.py",) if name == "babel" else ()
    )
    one.say(lambda said: said["outputs"]["sms.txt"].update(digest=OTHER))
    (one.folder / "sms.txt").write_bytes(b"as an altered babel had it")
    assert one.verify().reasons == ("babel was altered since it was installed: babel/numbers.py",)


def test_as_data_it_says_the_same(one: Communication) -> None:
    found = one.verify()
    assert found.as_data()["identical"] is True
    assert replace(found, reasons=("why",)).as_data()["reasons"] == ["why"]
