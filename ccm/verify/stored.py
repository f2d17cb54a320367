"""Approved releases, from the store that the environment names."""

import os
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from ccm.db.session import database_url, open_database
from ccm.release import Release
from ccm.release_store import ReleaseDamagedError, ReleaseNotFoundError
from ccm.sending import release_to_verify
from ccm.verify.manifest_file import ManifestFile
from ccm.verify.sources import NotFoundAgainError
from content_blocks.file_bodies import StoreDamagedError


def approved_release(manifest: ManifestFile, environment: Mapping[str, str] = os.environ) -> Release:
    """The release of the manifest's digest, whatever has become of it since. No store is made where there is none.

    Raises NotFoundAgainError when the store does not have it, or no longer has what was sealed; DatabaseError.
    """
    url = database_url(environment)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise NotFoundAgainError(f"there is no store at {url.database}; name the one it was released in: see ccm db")
    with open_database(environment) as database, database.reading() as session:
        return release_among(session, manifest)


def release_among(session: Session, manifest: ManifestFile) -> Release:
    """The release of the manifest's digest, of those in the store, where no draft is. Raises NotFoundAgainError."""
    said = manifest.says.release
    if said.status == "draft":
        raise NotFoundAgainError(f"it is a draft of {said.template.key}, and drafts are not in the store")
    try:
        return release_to_verify(session, said.digest)
    except (ReleaseNotFoundError, ReleaseDamagedError, StoreDamagedError) as error:
        raise NotFoundAgainError(f"{error}") from error
