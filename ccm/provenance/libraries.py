"""The libraries whose work is in the outputs, by version and by digest of what was installed."""

import csv
import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, entry_points
from pathlib import Path

from ccm.provenance.engine import ENGINE, engine_version
from renderers.registry import GROUP

# Whatever reads a release, composes a document or renders one; not what stores, serves or prints tables.
LIBRARIES = (
    "babel",
    "brotli",
    "cffi",
    "cssselect2",
    "fonttools",
    "gsm0338",
    "jinja2",
    "jsonschema-rs",
    "lxml",
    "markupsafe",
    "phonenumbers",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pydyf",
    "pyphen",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "vl-convert-python",
    "weasyprint",
    "webencodings",
    "zint-bindings",
    "zopfli",
)


def library_digests(plugins: tuple[str, ...] = ()) -> dict[str, dict[str, str | None]]:
    """``{"babel": {"version": ..., "digest": ...}, ...}`` of the libraries and of the distributions `plugins`.

    A library that is not installed is left out; one without a record of its files has no digest.
    """
    found = {name: _installed(name) for name in sorted({*LIBRARIES, *plugins})}
    return {name: {"version": known[0], "digest": known[1]} for name, known in found.items() if known is not None}


@lru_cache(maxsize=1)
def engine_versions() -> dict[str, str]:
    """The versions of the engine and of the libraries whose work is in the outputs."""
    libraries = {name: str(known["version"]) for name, known in library_digests().items()}
    return {ENGINE: engine_version(), **libraries}


def plugin_distributions(channels: tuple[str, ...]) -> tuple[str, ...]:
    """The distributions that bring the renderers of those of `channels` that are not the engine's own."""
    found = {
        entry.dist.name.lower()
        for entry in entry_points(group=GROUP)
        if entry.name in channels and entry.dist is not None
    }
    return tuple(sorted(found - {ENGINE}))


@lru_cache(maxsize=256)
def _installed(name: str) -> tuple[str, str | None] | None:
    try:
        known = distribution(name)
    except PackageNotFoundError:
        return None
    record = known.read_text("RECORD")
    return known.version, record_digest(record) if record else None


def record_digest(record: str) -> str | None:
    """The digest of the files that a wheel brought, by a RECORD (Recording installed projects, PyPA).

    What an installer writes of its own (compiled files, scripts, notes about the installation) is left out, so that
    the same wheel has the same digest on every machine. None when no file has a hash, as in an editable install.
    """
    lines = sorted(f"{path} {mark}\n" for path, mark in _brought(record))
    return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest() if lines else None


def altered_files(name: str) -> tuple[str, ...]:
    """The files of an installed library that are not what its RECORD says, or gone. Reads all of them."""
    try:
        known = distribution(name)
    except PackageNotFoundError:
        return ()
    return tuple(path for path, mark in _brought(known.read_text("RECORD") or "") if _mark(known, path) != mark)


def _brought(record: str) -> Iterator[tuple[str, str]]:
    for path, mark, _ in csv.reader(record.splitlines()):
        by_installer = path.startswith("..") or path.partition("/")[0].endswith(".dist-info")
        if mark and not by_installer and not path.endswith((".pyc", ".pth")):
            yield path, mark


def _mark(known: Distribution, path: str) -> str:
    """The hash of a file as RECORD has it; empty when it cannot be read."""
    try:
        found = hashlib.sha256(Path(str(known.locate_file(path))).read_bytes()).digest()
    except OSError:
        return ""
    return "sha256=" + urlsafe_b64encode(found).rstrip(b"=").decode()
