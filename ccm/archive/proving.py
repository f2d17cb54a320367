"""Proving one communication: rendered again from what its manifest names, every byte against what was kept."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ccm.archive.archive import Archive
from ccm.archive.looking import require_look, told
from ccm.archive.reprinting import whole_manifest
from ccm.archive.store import ArchiveStore
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.manifest import MANIFEST
from ccm.people.store import PeopleStore
from ccm.verify.stored import release_among
from ccm.verify.verification import Verification
from ccm.verify.verify import verify


def render_again(database: Database, archive: Archive, acting: Acting, name: str) -> Verification:
    """Whether the communication `name` comes out the same when it is rendered once more. Nothing is kept of that, and
    nobody waits for the database meanwhile.

    Raises CommunicationNotFoundError, ForbiddenError, ErasedError, ArchiveDamagedError, ArchiveKeyError,
    ObjectStoreError, ManifestError.
    """
    with TemporaryDirectory(prefix="ccm-verify-") as folder:
        with database.writing() as session:
            PeopleStore(session).require_anywhere(acting.person, "view")
            communication = ArchiveStore(session).communication(name)
            require_look(PeopleStore(session), acting.person, communication.template)
            entry = archive.read(communication)
            told(session, acting, "archive-show", communication, "rendered again")
        for file, body in entry.files.items():
            Path(folder, file).write_bytes(body)
        Path(folder, MANIFEST).write_bytes(whole_manifest(archive, entry.own_manifest, entry.shared))
        with database.reading() as session:
            return verify(Path(folder), lambda manifest: release_among(session, manifest))
