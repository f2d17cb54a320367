"""The manifest: what a rendered communication is made of and what came out, for every record."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

from ccm.release import Release
from ccm.rendering import Rendered
from content_blocks.digest import digest, digest_bytes
from renderers.base import Finding

FORMAT = 1
_LIBRARIES = ("babel", "jsonschema-rs", "pydyf", "vl-convert-python", "weasyprint", "zint-bindings")


def manifest(release: Release, record: object, rendered: Rendered, files: Mapping[str, bytes]) -> dict[str, object]:
    """The manifest of one record as plain data.

    `files` are the outputs by name. Personal data is not in it; the digest of the record is.
    """
    document = rendered.document
    return {
        "format": FORMAT,
        "record": rendered.key,
        "locale": rendered.locale,
        "issued": document.issued.isoformat() if document else None,
        "release": {"digest": release.digest, **release.lock},
        "data": {"digest": digest(record)},
        "channels": {
            channel: {
                "parts": [part.name for part in artifact.parts],
                "facts": dict(artifact.facts),
                "findings": [finding_data(finding) for finding in artifact.findings],
            }
            for channel, artifact in rendered.artifacts.items()
        },
        "failures": {
            channel: [finding_data(finding) for finding in findings] for channel, findings in rendered.failures.items()
        },
        "notes": [finding_data(finding) for finding in rendered.notes],
        "outputs": {name: {"digest": digest_bytes(body), "bytes": len(body)} for name, body in sorted(files.items())},
        "engine": engine_versions(),
    }


def manifest_bytes(content: Mapping[str, object]) -> bytes:
    """A manifest as the bytes of ``manifest.json``: readable, and the same for the same content."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def finding_data(finding: Finding) -> dict[str, str]:
    return {
        "path": finding.path,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
    }


@lru_cache(maxsize=1)
def engine_versions() -> dict[str, str]:
    """The versions of the engine and of the libraries whose work is in the outputs."""
    return {"ccm-engine": _version("ccm-engine"), **{name: _version(name) for name in _LIBRARIES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
