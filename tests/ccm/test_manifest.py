"""The manifest: what it says, that it says nothing personal, and that it can be written for a million records."""

import json
from dataclasses import replace
from typing import Any

import pytest

from ccm.library import Library
from ccm.manifest import (
    FORMAT,
    SURROUNDINGS,
    joined,
    manifest,
    manifest_bytes,
    own_manifest,
    shared_bytes,
    shared_manifest,
)
from ccm.outputs import output_files
from ccm.release import Release, seal_draft
from ccm.rendering import Rendered, Rendering
from content_blocks.digest import digest, digest_bytes
from renderers.base import Finding

CHANNELS = ("sms", "email", "mobile")


@pytest.fixture(scope="module")
def rendering() -> Rendering:
    library = Library()
    return Rendering(seal_draft(library.template("account-statement"), library), CHANNELS)


@pytest.fixture(scope="module")
def record(rendering: Rendering) -> Any:
    return rendering.release.template.samples["elena-october"]


def made(rendering: Rendering, record: object) -> tuple[Release, Rendered, dict[str, Any]]:
    rendered = rendering.render(record)
    return rendering.release, rendered, manifest(rendering.release, record, rendered, output_files(record, rendered))


def test_it_names_release_data_outputs_and_what_rendered_them(rendering: Rendering, record: Any) -> None:
    release, rendered, content = made(rendering, record)
    assert content["format"] == FORMAT
    assert content["record"] == rendered.key
    assert content["locale"] == "it-IT"
    assert content["release"]["digest"] == release.digest
    assert content["release"]["name"] is None
    assert content["release"]["status"] == "draft"
    assert content["release"]["approvals"] == []
    assert content["data"] == {"digest": digest(record)}
    for name, body in output_files(record, rendered).items():
        assert content["outputs"][name] == {"digest": digest_bytes(body), "bytes": len(body)}
    assert content["libraries"].keys() >= {"weasyprint", "babel", "vl-convert-python"}
    assert content["fonts"]["families"]["Inter"]["Inter-Regular.otf"].startswith("sha256:")


def test_a_release_section_without_name_and_digest_is_its_lock(rendering: Rendering, record: Any) -> None:
    section = made(rendering, record)[2]["release"]
    assert (
        digest({name: value for name, value in section.items() if name not in ("name", "digest")}) == section["digest"]
    )


def test_it_is_written_as_json_that_people_can_read(rendering: Rendering, record: Any) -> None:
    content = made(rendering, record)[2]
    body = manifest_bytes(content)
    assert json.loads(body) == content
    assert body.decode() == json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def test_what_records_share_is_made_once(rendering: Rendering, record: Any) -> None:
    first, second = (made(rendering, record)[2] for _ in range(2))
    assert first["release"] is second["release"]
    assert all(first[name] is second[name] for name in SURROUNDINGS)


def marked(value: object, path: str = "") -> object:
    """A record whose every free text holds a word that stands nowhere else."""
    if isinstance(value, dict):
        return {key: marked(item, f"{path}.{key}") for key, item in value.items()}
    if isinstance(value, list):
        return [marked(item, path) for item in value]
    return f"{value} Zyxwv" if isinstance(value, str) and " " in value else value


def test_nothing_personal_is_in_it(rendering: Rendering, record: Any) -> None:
    personal = marked(record)
    quoting = Finding("", "email.recipient-invalid", "error", "'Zyxwv' is not an email address; correct the record")
    rendered = replace(rendering.render(personal), failures={"email": (quoting,)})
    files = output_files(personal, rendered)
    assert rendered.artifacts.keys() == set(CHANNELS)
    assert b"Zyxwv" in files["data.json"]
    content = manifest(rendering.release, personal, rendered, files)
    assert content["failures"] == {"email": [{"path": "", "code": "email.recipient-invalid", "severity": "error"}]}
    assert b"Zyxwv" not in manifest_bytes(content)


def test_what_records_share_is_kept_apart_and_joined_again(rendering: Rendering, record: Any) -> None:
    release, rendered, content = made(rendering, record)
    files = output_files(record, rendered)
    own, shared = own_manifest(record, rendered, files), shared_manifest(release, CHANNELS)
    assert list(joined(own, shared)) == list(content)
    assert manifest_bytes(joined(own, shared)) == manifest_bytes(content)
    read_again = json.loads(shared_bytes(shared))
    assert manifest_bytes(joined(own, read_again)) == manifest_bytes(content)
    assert rendered.key.encode() not in shared_bytes(shared)
