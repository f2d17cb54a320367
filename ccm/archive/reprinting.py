"""Reprinting: the files of a communication once more, as they were given to the customer, to the byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ccm.archive.archive import Archive, ArchiveDamagedError
from ccm.archive.looking import require_look, told
from ccm.archive.store import ArchiveStore, Communication
from ccm.governance.acting import Acting
from ccm.manifest import joined, manifest_bytes
from ccm.people.store import PeopleStore


@dataclass(frozen=True)
class Reprint:
    """The files of a communication, and its manifest, as `ccm.outputs.write_folder` writes them."""

    communication: Communication
    key: str
    files: dict[str, bytes]
    manifest: bytes


def reprint(session: Session, archive: Archive, acting: Acting, name: str) -> Reprint:
    """Everything that was written when the communication was rendered, each byte held against its digest.

    Raises CommunicationNotFoundError, ForbiddenError, ErasedError, ArchiveDamagedError, ArchiveKeyError,
    ObjectStoreError.
    """
    communication = ArchiveStore(session).communication(name)
    people = PeopleStore(session)
    people.require(acting.person, "render", "template", communication.template)
    require_look(people, acting.person, communication.template)
    entry = archive.read(communication)
    made = Reprint(
        communication, entry.record_key, entry.files, whole_manifest(archive, entry.own_manifest, entry.shared)
    )
    told(session, acting, "archive-reprint", communication)
    return made


def whole_manifest(archive: Archive, own: Mapping[str, object], shared: str) -> bytes:
    """The bytes of ``manifest.json`` from its two parts. Raises ArchiveDamagedError, ObjectStoreError."""
    try:
        return manifest_bytes(joined(own, json.loads(archive.shared(shared))))
    except ValueError as error:
        raise ArchiveDamagedError(f"the shared part {shared} of a manifest is none") from error
