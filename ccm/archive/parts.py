"""The bytes of one file of a communication, and its manifest: shown to who may see what was sent, on record."""

from sqlalchemy.orm import Session

from ccm.archive.archive import Archive
from ccm.archive.looking import require_look, told
from ccm.archive.reprinting import whole_manifest
from ccm.archive.store import ArchiveStore, CommunicationNotFoundError
from ccm.governance.acting import Acting
from ccm.people.store import PeopleStore
from ccm.record_file import RECORD
from renderers.base import Part


def show_part(session: Session, archive: Archive, acting: Acting, name: str, part: str) -> Part:
    """The file called `part` of the communication `name`; the record among them.

    Raises CommunicationNotFoundError, ForbiddenError, ErasedError, ArchiveDamagedError, ArchiveKeyError,
    ObjectStoreError.
    """
    communication = ArchiveStore(session).communication(name)
    require_look(PeopleStore(session), acting.person, communication.template)
    entry = archive.read(communication)
    found = next((one for _, one in entry.parts if one.name == part), None)
    if found is None and part == RECORD:
        found = Part(RECORD, "application/json", entry.record)
    if found is None:
        raise CommunicationNotFoundError(f"the communication {communication.id} has no file {part[:100]!r}")
    told(session, acting, "archive-show", communication, f"the file {part}")
    return found


def show_manifest(session: Session, archive: Archive, acting: Acting, name: str) -> bytes:
    """The manifest of the communication `name`, to the byte. Raises as `show_part`."""
    communication = ArchiveStore(session).communication(name)
    require_look(PeopleStore(session), acting.person, communication.template)
    entry = archive.read(communication)
    manifest = whole_manifest(archive, entry.own_manifest, entry.shared)
    told(session, acting, "archive-show", communication, "the manifest")
    return manifest
