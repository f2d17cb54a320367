"""The manifest: what a rendered communication is made of and what came out, for every record.

docs/provenance.md explains every field. There is no time in it and nothing of the machine but what shows in the
outputs, so that the same rendering has the same manifest, byte for byte.
"""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from ccm.provenance.libraries import engine_versions
from ccm.provenance.surroundings import surroundings
from ccm.release import Release
from ccm.rendering import Rendered
from content_blocks.digest import digest, digest_bytes
from renderers.base import Finding
from renderers.registry import CHANNELS

__all__ = [
    "FORMAT", "MANIFEST", "SURROUNDINGS", "Section",
    "engine_versions", "finding_data", "joined", "manifest", "manifest_bytes", "own_manifest", "release_data",
    "shared_bytes", "shared_manifest",
]  # fmt: skip

FORMAT = 2
MANIFEST = "manifest.json"
# The sections of what rendered the record; the others say what was rendered, and what came out.
SURROUNDINGS = ("engine", "libraries", "system", "fonts")

_ORDER = (
    "format", "record", "locale", "issued", "release", "data", "channels", "failures", "notes", "choice", "outputs",
    *SURROUNDINGS,
)  # fmt: skip

_KEPT = 64

Key = TypeVar("Key")
Value = TypeVar("Value")


class Section(dict[str, object]):
    """A part of the manifest that many records have in common. Its text is written once, so it must not change."""

    @cached_property
    def text(self) -> str:
        return _indented(dict(self))


def manifest(
    release: Release,
    record: object,
    rendered: Rendered,
    files: Mapping[str, bytes],
    choice: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """The manifest of one record as plain data.

    `files` are the outputs by name, ``data.json`` among them. Personal data is not in it; the digest of the record is.
    """
    channels = tuple(sorted({*rendered.artifacts, *rendered.failures}))
    return joined(own_manifest(record, rendered, files, choice), shared_manifest(release, channels))


def own_manifest(
    record: object,
    rendered: Rendered,
    files: Mapping[str, bytes],
    choice: Mapping[str, object] | None = None,
    record_digest: str | None = None,
) -> dict[str, object]:
    """What the manifest of one record says of that record alone.

    `choice` is why it got these channels, where something chose them (`ccm.plans.choice.Choice.data`).
    `record_digest` is the record's, where it is known already.
    """
    document = rendered.document
    return {
        "format": FORMAT,
        "record": rendered.key,
        "locale": rendered.locale,
        "issued": document.issued.isoformat() if document else None,
        "data": {"digest": record_digest or digest(record)},
        "channels": {
            channel: {
                "parts": [part.name for part in artifact.parts],
                "facts": dict(artifact.facts),
                "findings": [_finding(finding) for finding in artifact.findings],
            }
            for channel, artifact in rendered.artifacts.items()
        },
        "failures": {
            channel: [_finding(finding) for finding in findings] for channel, findings in rendered.failures.items()
        },
        "notes": [_finding(finding) for finding in rendered.notes],
        **({} if choice is None else {"choice": choice}),
        "outputs": {name: {"digest": digest_bytes(body), "bytes": len(body)} for name, body in sorted(files.items())},
    }


def shared_manifest(release: Release, channels: tuple[str, ...]) -> dict[str, Section]:
    """What the manifests of all records rendered from `release` in `channels` have in common: the release, and what
    rendered them."""
    return {"release": _release(release), **_surroundings(release, channels)}


def joined(own: Mapping[str, object], shared: Mapping[str, object]) -> dict[str, object]:
    """The whole manifest of a record, in the order people read it."""
    content = {**own, **shared}
    return {name: content[name] for name in _ORDER if name in content}


def shared_bytes(shared: Mapping[str, object]) -> bytes:
    """The shared sections as bytes to be kept once for many records, under their digest.

    Joined with a record's own part again, they give the manifest to the byte: the order of fields is theirs.
    """
    return json.dumps(shared, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def manifest_bytes(content: Mapping[str, object]) -> bytes:
    """A manifest as the bytes of ``manifest.json``: readable, and the same for the same content."""
    texts = {name: value.text if isinstance(value, Section) else _indented(value) for name, value in content.items()}
    lines = ",\n".join(f"  {json.dumps(name)}: {text}" for name, text in texts.items())
    return ("{\n" + lines + "\n}\n").encode("utf-8", "backslashreplace")


def finding_data(finding: Finding) -> dict[str, str]:
    """A finding as plain data, its sentence too, which may quote the record."""
    return {**_finding(finding), "message": finding.message}


def _finding(finding: Finding) -> dict[str, str]:
    """Where and what. The sentence is left out: it may quote the record, such as an address that is none."""
    return {"path": finding.path, "code": finding.code, "severity": finding.severity}


def release_data(release: Release) -> dict[str, object]:
    """Name and digest of a release, and its lock; a draft has no name. The digest is that of the lock."""
    return {"name": release.name or None, "digest": release.digest, **release.lock}


_releases: dict[str, Section] = {}
_around: dict[tuple[str, tuple[str, ...]], dict[str, Section]] = {}


def _release(release: Release) -> Section:
    """The section of `release`, kept by what is in it: two releases of one digest may have two names."""
    key = f"{release.digest} {release.name}"
    if key not in _releases:
        _make_room(_releases)
        _releases[key] = Section(release_data(release))
    return _releases[key]


def _surroundings(release: Release, channels: tuple[str, ...]) -> dict[str, Section]:
    key = (release.brand.digest, tuple(channel for channel in channels if channel not in CHANNELS))
    if key not in _around:
        _make_room(_around)
        _around[key] = {name: Section(part) for name, part in surroundings(release.brand.brand, key[1]).items()}
    return _around[key]


def _make_room(kept: dict[Key, Value]) -> None:
    """Records choose neither release nor brand, but a server renders many; keep the newest."""
    while len(kept) >= _KEPT:
        kept.pop(next(iter(kept)))


def _indented(value: object) -> str:
    """`value` as JSON, as it stands one level inside."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
