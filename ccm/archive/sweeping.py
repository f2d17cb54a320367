"""Sweeping: taking away packs that nothing readable is in any more, and such as were written and never named by a row.

A job writes a pack first and its rows then. So a pack without rows is left alone while it is young, or of a job that is
not at its end; when it was made, and by which job, stands at its head.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.archive import Archive
from ccm.archive.pack import FOLDER, HEAD_BYTES, PackError, pack_object, read_head
from ccm.archive.tables import CommunicationRow, PackRow
from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.jobs.job import OVER
from ccm.jobs.tables import JobRow
from ccm.objects.store import ObjectNotFoundError
from ccm.people.store import PeopleStore

YOUNG = timedelta(days=1)


@dataclass(frozen=True)
class Swept:
    """The packs that were taken away, or would be; those left for being young or of a running job; how many bytes."""

    packs: tuple[str, ...]
    left: int
    size: int


def sweep(
    database: Database, archive: Archive, acting: Acting, running: Collection[str] = (), *, look_only: bool = False
) -> Swept:
    """Take away the packs in which nothing can be read any more. With `look_only`, only say which.

    `running` are the jobs that are not at their end. Raises ForbiddenError, ObjectStoreError.
    """
    with database.writing() as session:
        PeopleStore(session).require(acting.person, "archive")
    # The store is listed before the rows are read, so that a pack whose rows came meanwhile is seen to have them.
    stored = [name.rpartition("/")[2] for name in archive.store.names(FOLDER)]
    with database.reading() as session:
        named, read = _named(session), _readable(session)
    unread = [pack for pack in stored if pack not in read]
    old = [pack for pack in unread if pack in named or _is_old(archive, pack, acting.at, running)]
    size = 0
    for pack in old:
        size += archive.store.size(pack_object(pack))
        if not look_only:
            archive.store.delete(pack_object(pack))
    if old and not look_only:
        with database.writing() as session:
            record(session, acting, "archive-sweep", AuditSubject("archive", "packs"), f"{len(old)} packs taken away")
    return Swept(tuple(old), len(unread) - len(old), size)


def unfinished_jobs(session: Session) -> frozenset[str]:
    """The jobs that are not at their end, and may still name what they wrote."""
    return frozenset(session.scalars(select(JobRow.id).where(JobRow.state.not_in(OVER))))


def _named(session: Session) -> frozenset[str]:
    """The packs that rows name."""
    return frozenset(session.scalars(select(PackRow.name).execution_options(yield_per=1000)))


def _readable(session: Session) -> frozenset[str]:
    """The packs that hold something whose key is still there."""
    row = CommunicationRow
    query = select(PackRow.name).where(select(row.id).where(row.pack == PackRow.id, row.ended_at.is_(None)).exists())
    return frozenset(session.scalars(query.execution_options(yield_per=1000)))


def _is_old(archive: Archive, pack: str, now: datetime, running: Collection[str]) -> bool:
    """Whether nobody can be about to add the rows of a pack. What is no pack was not put there by the archive."""
    try:
        head = read_head(archive.store.get_range(pack_object(pack), 0, HEAD_BYTES))
    except (PackError, ObjectNotFoundError, ValueError):
        return False
    return now - head.made > YOUNG and (not head.job or head.job not in running)
