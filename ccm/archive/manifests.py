"""A manifest that somebody kept, as the archive knows it: by the digests of its two parts."""

from pathlib import Path

from ccm.archive.entry import digest_of, own_manifest_bytes
from ccm.manifest import MANIFEST, SURROUNDINGS, shared_bytes
from ccm.verify.manifest_file import read_manifest


def parts_of(path: Path) -> tuple[str, str, str]:
    """The template of the manifest at `path`, or in that folder, and the digests of its own and its shared part.

    Raises ManifestError when it is no manifest.
    """
    said = read_manifest(path / MANIFEST if path.is_dir() else path)
    shared = {name: said.plain[name] for name in ("release", *SURROUNDINGS)}
    own = {name: value for name, value in said.plain.items() if name not in shared}
    return said.says.release.template.key, digest_of(own_manifest_bytes(own)), digest_of(shared_bytes(shared))
