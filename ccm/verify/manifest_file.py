"""A manifest read back. It may come from anybody, so nothing in it is believed before it has the right shape.

The shape is that of docs/provenance.md, to the field: what is missing, too much, named twice, or of another kind makes
it no manifest. Names of files are plain names, so that nothing outside the manifest's own folder is ever opened.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ccm.manifest import FORMAT

MAX_BYTES = 4 * 1024 * 1024

_MAX_FAULTS = 5

Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9\-]*$", max_length=64)]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z0-9\-]{2,35}$")]
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]{0,99}$")]
Name = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=10_000)]
Number = Annotated[int, Field(ge=0, lt=2**53)]


class ManifestError(ValueError):
    """A file is no manifest that can be verified; the message names it, and what is wrong with it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Versioned(_Part):
    """A template or a brand; without a version it came from a folder."""

    key: Key
    version: Number | None
    digest: Digest


class Block(_Part):
    version: Number
    digest: Digest
    locked: bool
    translations: dict[Locale, Digest]


class Approver(_Part):
    person: Name
    on_behalf_of: Name | None
    step: Name
    at: Name


class Approval(_Part):
    """One subject's approval: what, by whom, when, after which gates."""

    kind: Name
    key: Name
    version: Number
    digest: Digest
    submission: Name
    workflow: Name
    workflow_digest: Digest
    approved_at: Name
    approved_by: list[Approver]
    gates: dict[Name, Digest]


class ReleaseSection(_Part):
    name: Name | None
    digest: Digest
    format: Literal[1]
    status: Literal["draft", "approved"]
    template: Versioned
    contract: Digest
    translations: dict[Locale, Digest]
    brand: Versioned
    blocks: dict[Key, Block]
    approvals: list[Approval]
    engine: dict[Name, Name] | None = None


class Data(_Part):
    digest: Digest


class Finding(_Part):
    path: Words
    code: Name
    severity: Literal["note", "warning", "error"]


class Channel(_Part):
    parts: list[FileName]
    facts: dict[Name, Number | Words]
    findings: list[Finding]


class PassedOver(_Part):
    """Channels that the record did not get; none is named where it asked for something that is no channel."""

    channels: list[Name]
    why: Literal["no-channel-here", "nothing-to-send-to", "cannot-be-rendered"]


class Chosen(_Part):
    """Why the record got its channels."""

    channels: list[Name]
    why: Literal["asked-for", "preferred", "fallback"]
    before: list[PassedOver]


class Output(_Part):
    digest: Digest
    bytes: Number


class Engine(_Part):
    version: Name
    digest: Digest


class Library(_Part):
    version: Name
    digest: Digest | None


class FontSection(_Part):
    families: dict[Name, dict[Name, Digest]]
    installed: Digest | None


class Manifest(_Part):
    """Everything a manifest says."""

    format: Literal[2]
    record: Words
    locale: Locale
    issued: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")] | None
    release: ReleaseSection
    data: Data
    channels: dict[Name, Channel]
    failures: dict[Name, list[Finding]]
    notes: list[Finding]
    choice: Chosen | None = None
    outputs: dict[FileName, Output]
    engine: Engine
    libraries: dict[Name, Library]
    system: dict[Name, Name]
    fonts: FontSection

    @model_validator(mode="after")
    def _chosen(self) -> Self:
        if self.choice is not None and set(self.choice.channels) != {*self.channels, *self.failures}:
            raise ValueError("choice.channels are not the channels that were rendered")
        return self


@dataclass(frozen=True)
class ManifestFile:
    """A manifest that was read: where from, what it says, and the same as plain data."""

    path: Path
    says: Manifest
    plain: dict[str, Any]

    @property
    def lock(self) -> dict[str, Any]:
        """The lock of the release, as the manifest has it."""
        return {name: value for name, value in self.plain["release"].items() if name not in ("name", "digest")}


def read_manifest(path: Path) -> ManifestFile:
    """Read the manifest at `path`. Raises ManifestError."""
    plain = _plain(path)
    if isinstance(plain, dict) and plain.get("format") != FORMAT:
        raise ManifestError(
            f"{path}: is of format {str(plain.get('format'))[:20]}, and format {FORMAT} is verified here; render the "
            "record anew, or take the version of ccm that wrote it"
        )
    try:
        return ManifestFile(path, Manifest.model_validate(plain), plain)
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc']))[:100] or 'the whole'}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)[:_MAX_FAULTS]
        ]
        raise ManifestError(f"{path}: is no manifest: {'; '.join(faults)}") from None


def _plain(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {error.strerror}; name a manifest.json") from None
    if len(body) > MAX_BYTES:
        raise ManifestError(f"{path}: is larger than {MAX_BYTES} bytes, which no manifest is")
    try:
        return json.loads(
            body, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number, parse_int=_integer
        )
    except (ValueError, RecursionError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is no manifest: {error}"
        raise ManifestError(f"{path}: {reason}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"it names {twice[:80]!r} twice")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text[:20]} is no whole number")


def _integer(text: str) -> int:
    if len(text) > 20:
        raise ValueError(f"a number has {len(text)} digits")
    return int(text)
