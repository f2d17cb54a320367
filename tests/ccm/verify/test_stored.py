"""Approved releases: found by their digest in the store, and verified whatever has become of them since."""

import json
from pathlib import Path

import pytest

from ccm.db.session import Database
from ccm.outputs import write_record
from ccm.release import Release
from ccm.rendering import Rendering
from ccm.sending import release_in_force
from ccm.verify.manifest_file import ManifestFile
from ccm.verify.stored import approved_release
from ccm.verify.verify import verify
from tests.ccm.governance.office import MONDAY, Office, passed


@pytest.fixture
def office(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("ccm.governance.submitting.run_gates", passed)
    return Office(database, tmp_path)


def environment(office: Office) -> dict[str, str]:
    return {"CCM_DATABASE_URL": office.database.engine.url.render_as_string(hide_password=False)}


def sent(office: Office, place: Path) -> Path:
    """The folder of a record that was rendered from what is in force."""
    with office.database.reading() as session:
        rendering = Rendering(release_in_force(session, "order-letter", MONDAY.date()), ("sms",))
    record = rendering.release.template.samples["first"]
    return write_record(place, rendering.release, record, rendering.render(record))


def test_what_was_sent_is_verified_against_the_store(office: Office, tmp_path: Path) -> None:
    office.released()
    folder = sent(office, tmp_path / "out")
    said = json.loads((folder / "manifest.json").read_bytes())
    assert (said["release"]["name"], said["release"]["status"]) == ("order-letter#1", "approved")
    approved = {(one["kind"], one["key"]): one for one in said["release"]["approvals"]}
    assert [one["person"] for one in approved["template", "order-letter"]["approved_by"]] == ["dora"]

    def find(manifest: ManifestFile) -> Release:
        return approved_release(manifest, environment(office))

    found = verify(folder, find)
    assert found.identical
    assert found.title.startswith("record 'A-1042' of order-letter#1 (sha256:")

    said["release"]["approvals"][0]["approved_by"][0]["person"] = "emil"
    (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    [difference] = verify(folder, find).differences
    assert difference.code == "manifest"
    assert "approvals" in difference.message


def test_a_release_of_another_store_is_not_found(office: Office, tmp_path: Path) -> None:
    office.released()
    folder = sent(office, tmp_path / "out")
    said = json.loads((folder / "manifest.json").read_bytes())
    said["release"]["digest"] = "sha256:" + "0" * 64
    (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    found = verify(folder, lambda manifest: approved_release(manifest, environment(office)))
    assert [one.code for one in found.differences] == ["not-rendered"]
    assert "there is no release sha256:000" in found.differences[0].message

    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    found = verify(folder, lambda manifest: approved_release(manifest, {"CCM_HOME": str(nowhere)}))
    assert "there is no store at" in found.differences[0].message
    assert not list(nowhere.iterdir())
