"""What a manifest names, found again: the release, and the record."""

from collections.abc import Callable
from pathlib import Path

from ccm.library import Library
from ccm.record_file import RECORD, RecordFileError, read_record
from ccm.release import Release, seal_draft
from ccm.sources.record import Record
from ccm.sources.registry import open_source
from ccm.verify.manifest_file import ManifestFile
from ccm.verify.output_files import UnreadableFileError, read_beside
from content_blocks.digest import DigestError, digest

ReleaseOf = Callable[[ManifestFile], Release]
"""Finds the release of a manifest. Raises NotFoundAgainError, and what `ccm.release.seal_draft` raises."""


class NotFoundAgainError(LookupError):
    """What a manifest names is not at hand; the message says what, and what to do."""


def draft_of(library: Path) -> ReleaseOf:
    """Drafts sealed anew from the folder `library` and the starter library; there are no approved releases in it."""

    def find(manifest: ManifestFile) -> Release:
        said = manifest.says.release
        if said.status != "draft":
            raise NotFoundAgainError(f"{said.name or said.digest} is an approved release, and those are in the store")
        shelf = Library(library)
        return seal_draft(shelf.template(said.template.key), shelf)

    return find


def record_of(manifest: ManifestFile, data: Path | None, kind: str | None) -> object:
    """The record whose digest the manifest has: in the file `data`, or beside the manifest when None.

    Raises NotFoundAgainError when it is not there, SourceError when `data` cannot be read.
    """
    wanted = manifest.says.data.digest
    if data is not None:
        for record in open_source(data, kind):
            if isinstance(record, Record) and digest(record.data) == wanted:
                return record.data
        raise NotFoundAgainError(
            f"no record of {data} has the digest {wanted}; name the file that it was rendered from"
        )
    remedy = "name the file that it was rendered from by --data"
    try:
        found = read_record(read_beside(manifest.path.parent, RECORD))
        same = digest(found) == wanted
    except (UnreadableFileError, RecordFileError, DigestError) as error:
        raise NotFoundAgainError(f"{RECORD} {error}; {remedy}") from None
    if not same:
        raise NotFoundAgainError(
            f"{RECORD} holds another record, of the digest {digest(found)}, not {wanted}; {remedy}"
        )
    return found
