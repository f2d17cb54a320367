"""Is everything in the archive that its rows say, to the byte?

Every pack is read once and held against its name, and every communication in it is opened and held against its
manifest. What was destroyed must be: without keys, and in a proof.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from ccm.archive.archive import Archive, ArchiveDamagedError
from ccm.archive.customers import open_index
from ccm.archive.master_key import ArchiveKeyError
from ccm.archive.pack import pack_object
from ccm.archive.store import ArchiveStore, Communication
from ccm.archive.tables import PackRow
from ccm.objects.store import ObjectNotFoundError


@dataclass
class Verified:
    """How many communications were read, and destroyed ones passed by, in how many packs; and what is wrong."""

    packs: int = 0
    read: int = 0
    destroyed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults


def verify_archive(session: Session, archive: Archive, job: str | None = None) -> Iterator[Verified]:
    """Read everything that was kept, or everything of one job; yields what was found so far, after every pack.

    Raises ArchiveKeyError before anything is read, when the master key is not that of the archive; ObjectStoreError.
    """
    found = Verified()
    open_index(session, archive.master)
    query = select(PackRow.id, PackRow.name, PackRow.shared).order_by(PackRow.id)
    rows = session.execute(query if job is None else query.where(PackRow.job == job)).all()
    shared: set[str] = set()
    for number, name, digest in rows:
        communications = ArchiveStore(session).in_pack(number)
        found.packs += 1
        _check_pack(archive, name, communications, found)
        if digest not in shared and any(one.readable for one in communications):
            shared.add(digest)
            _check_shared(archive, digest, found)
        yield found


def _check_pack(archive: Archive, name: str, communications: tuple[Communication, ...], found: Verified) -> None:
    readable = [one for one in communications if one.readable]
    found.destroyed += len(communications) - len(readable)
    if not readable:
        return  # what is left of it is swept away, or opens nothing
    try:
        pack = archive.store.get(pack_object(name))
    except ObjectNotFoundError as error:
        found.faults.append(f"{error}: {len(readable)} communications were in it")
        return
    if sha256(pack).hexdigest() != name:
        found.faults.append(f"{archive.store.address}/{pack_object(name)}: was altered; put it back from a backup")
    for one in readable:
        try:
            archive.read_from(one, lambda this: pack[this.start : this.start + this.length])
            found.read += 1
        except (ArchiveDamagedError, ArchiveKeyError) as error:
            found.faults.append(str(error))


def _check_shared(archive: Archive, digest: str, found: Verified) -> None:
    try:
        archive.shared(digest)
    except ArchiveDamagedError as error:
        found.faults.append(str(error))
