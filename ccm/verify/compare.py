"""A manifest, the files beside it, and the same record rendered again, held against each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccm.manifest import SURROUNDINGS
from ccm.record_file import RECORD
from ccm.verify.manifest_file import ManifestFile, Output
from ccm.verify.output_files import UnreadableFileError, read_beside
from ccm.verify.places import first_difference
from ccm.verify.verification import Difference
from content_blocks.digest import digest_bytes

_MAX_SHOWN = 80
# Compared by themselves: outputs byte for byte, the release by its lock, what rendered them as a reason.
_BY_THEMSELVES = {"outputs", "release", "data", *SURROUNDINGS}


@dataclass(frozen=True)
class Again:
    """A record rendered again: its files, and the manifest they would have."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]


def file_differences(said: ManifestFile, again: Again | None, *, need_record: bool) -> Iterator[Difference]:
    """Every output that is not as listed, or not rendered so again (where it was rendered again).

    The record beside the manifest may be missing where it is not needed.
    """
    rendered = dict(again.files) if again else {}
    for name, listed in said.says.outputs.items():
        now = rendered.pop(name, None)
        try:
            body = read_beside(said.path.parent, name)
        except UnreadableFileError as error:
            if name != RECORD or need_record:
                yield Difference(name, "missing", str(error))
            body = None
        if name == RECORD:  # the order of its fields is that of the file it came from, and shows in no rendering
            now = None
        elif again and now is None:
            yield Difference(name, "renders-otherwise", "is not rendered any more")
        yield from _one(name, listed, body, now)
    for name in rendered:
        yield Difference(name, "unlisted", "is rendered, and the manifest does not list it")


def _one(name: str, listed: Output, body: bytes | None, now: bytes | None) -> Iterator[Difference]:
    """One output as listed, as it lies there, and as rendered again."""
    as_rendered = now is not None and _is(listed, now)
    if body is not None and not _is(listed, body):
        if body == now:
            yield Difference(name, "manifest", "is what is rendered again, but not what the manifest lists")
            return
        where = f": as rendered, {first_difference(now, body)}" if now is not None and as_rendered else ""
        yield Difference(name, "altered", f"was altered since it was rendered{where}")
    if now is not None and not as_rendered:
        where = f": {first_difference(body, now)}" if body is not None else ""
        yield Difference(name, "renders-otherwise", f"is rendered otherwise now{where}")


def _is(listed: Output, body: bytes) -> bool:
    return len(body) == listed.bytes and digest_bytes(body) == listed.digest


def field_differences(said: ManifestFile, again: Again) -> Iterator[Difference]:
    """Every other field of the manifest that is not what rendering again gives."""
    for name, value in again.manifest.items():
        if name not in _BY_THEMSELVES:
            yield from _fields(name, said.plain[name], value)
    named, found = said.plain["release"]["name"], again.manifest["release"]["name"]
    yield from _fields("release.name", named, found)


def _fields(path: str, said: Any, found: Any) -> Iterator[Difference]:
    if isinstance(said, dict) and isinstance(found, dict):
        for key in sorted({*said, *found}):
            yield from _fields(f"{path}.{key}", said.get(key), found.get(key))
    elif said != found:
        yield Difference(path, "manifest", f"is {_shown(said)} in the manifest, and should be {_shown(found)}")


def _shown(value: Any) -> str:
    text = repr(value) if value is not None else "nothing"
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."
