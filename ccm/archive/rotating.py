"""Rotating the master key: a new one wraps the keys of all customers, and the old one is no more.

The key file holds both while it is done, so that whatever stops in between can be done again; then the old key is taken
out of it. From then on, old copies of the database open nothing, also not what was erased since they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.archive import Archive
from ccm.archive.bulk import AT_ONCE
from ccm.archive.customers import add_master, customer_name, key_owner, own_master
from ccm.archive.looking import need_index
from ccm.archive.master_key import unwrapped
from ccm.archive.overwriting import empty_journal, overwrite
from ccm.archive.tables import CustomerRow
from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore


@dataclass(frozen=True)
class Rotated:
    """The name of the master key that is in use now, and how many customers' keys it wraps."""

    name: str
    customers: int


def rotate(database: Database, archive: Archive, acting: Acting) -> Rotated:
    """Put the archive under a new master key, in one transaction, and take the old one out of the key file.

    Done again after it was stopped, it goes on from there. Raises ForbiddenError, ArchiveKeyError.
    """
    with database.writing() as session:
        PeopleStore(session).require(acting.person, "archive")
        index = need_index(session, archive)
    in_use = index.masters[index.number]
    if archive.master.id == in_use:
        archive.master.add()
    with database.writing() as session:
        rotated = _rewrap(session, archive, acting)
    archive.master.keep_only(rotated.name)
    empty_journal(database)
    return rotated


def _rewrap(session: Session, archive: Archive, acting: Acting) -> Rotated:
    own_master(session)
    overwrite(session)
    index = need_index(session, archive)
    number = add_master(session, archive.master, index, acting.at)
    name = archive.master.id
    new, count, last = archive.master.seal(name), 0, 0
    wrap = update(CustomerRow).where(CustomerRow.id == bindparam("row")).values(key=bindparam("wrapped"), master=number)
    while rows := _alive(session, last):
        changed = []
        for row in rows:
            customer = customer_name(row.pseudonym, row.generation)
            old = archive.master.seal(index.masters.get(row.master or 0, ""))
            key = unwrapped(old, row.key or b"", key_owner(customer), f"the customer {customer}")
            changed.append({"row": row.id, "wrapped": new.close(key, key_owner(customer))})
        session.connection().execute(wrap, changed)
        count, last = count + len(rows), rows[-1].id
    record(session, acting, "archive-rotate-key", AuditSubject("archive-key", name, number), f"{count} customers")
    return Rotated(name, count)


def _alive(session: Session, after: int) -> Sequence[Row[int, str, int, int | None, bytes | None]]:
    """The next customers that were not erased, held until the transaction ends."""
    columns = (CustomerRow.id, CustomerRow.pseudonym, CustomerRow.generation, CustomerRow.master, CustomerRow.key)
    query = select(*columns).where(CustomerRow.ended_at.is_(None), CustomerRow.id > after).order_by(CustomerRow.id)
    return session.execute(query.limit(AT_ONCE).with_for_update()).all()
