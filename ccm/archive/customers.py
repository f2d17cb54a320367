"""The keys of customers: made when a customer is first written to, wrapped by the master key, found by pseudonym.

A customer's pseudonym is a keyed digest of their number. The key of that digest is the archive's own, is the same for
good, and lies in the database under the master key; so rows and the audit log name customers without naming them.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Insert, Row, Table, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from ccm.archive.master_key import MasterKey, unwrapped
from ccm.archive.sealing import KEY_BYTES, Seal
from ccm.archive.tables import CustomerRow, MasterRow

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm archive master").
_POSTGRESQL_LOCK = 7127423446226937281
_AT_ONCE = 1000

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class CustomerKey:
    """A customer's key, ready to use: `name` is the pseudonym and generation that everything under it is bound to."""

    id: int
    name: str
    seal: Seal


@dataclass(frozen=True)
class Index:
    """What names customers: `master` is the name of the master key in use, `key` what pseudonyms are made with."""

    master: str
    key: bytes

    def pseudonym(self, holder: str) -> str:
        """The name of a holder of keys (`ccm.archive.entry.Entry.holder`) in rows and in the audit log."""
        return blake2b(holder.encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()


def open_index(session: Session, master: MasterKey, *, make: bool = False) -> Index | None:
    """What names customers in this archive, as its newest master key has it; None where the archive is empty still.

    With `make`, in a transaction that writes, an archive without one gets one; so does the key file.
    Raises ArchiveKeyError when the key file is missing, is none, or is another archive's.
    """
    row = _newest_master(session)
    if row is None and make:
        name, index_key = master.make(), new_key()
        wrapped = master.seal(name).close(index_key, _index_owner(1))
        first = {"number": 1, "name": name, "index_key": wrapped, "since": datetime.now(UTC)}
        session.execute(_insert_new(session, MasterRow), [first])
        row = _newest_master(session)
    if row is None:
        return None
    seal = master.seal(row.name)
    return Index(row.name, unwrapped(seal, row.index_key, _index_owner(row.number), "the archive's index"))


def add_master(session: Session, master: MasterKey, index: Index, at: datetime) -> str:
    """From now on the archive is under the master key that is in use; return its name."""
    number = session.execute(select(MasterRow.number).order_by(MasterRow.number.desc()).limit(1)).scalar_one() + 1
    wrapped = master.seal(master.id).close(index.key, _index_owner(number))
    session.execute(insert(MasterRow).values(number=number, name=master.id, index_key=wrapped, since=at))
    return master.id


def customer_keys(session: Session, master: MasterKey, holders: Iterable[str]) -> Mapping[str, CustomerKey]:
    """The key of every holder, made where there is none; in a transaction that writes, which the caller commits
    before anything is sealed with them.

    Of two that make the key of one customer at once, both use the same. Raises ArchiveKeyError.
    """
    share_master(session)
    index = open_index(session, master, make=True)
    assert index is not None  # noqa: S101 - it was made if it was not there
    wanted = {index.pseudonym(holder): holder for holder in holders}
    found = _found(session, master, wanted)
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        seal, now = master.seal(index.master), datetime.now(UTC)
        ended = _generations(session, missing)
        for batch in batches(missing):
            rows = [_new(seal, index.master, one, ended.get(one, 0) + 1, wanted[one], now) for one in batch]
            session.execute(_insert_new(session, CustomerRow), rows)
        found |= _found(session, master, missing)
    return {wanted[pseudonym]: key for pseudonym, key in found.items()}


def share_master(session: Session) -> None:
    """Let nobody rotate the master key until the transaction ends. On SQLite whoever writes is alone."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock_shared(:number)"), {"number": _POSTGRESQL_LOCK})


def own_master(session: Session) -> None:
    """Be the only one to use the master key until the transaction ends, once those who do are done."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _POSTGRESQL_LOCK})


def key_owner(name: str) -> bytes:
    """What a customer's key is bound to under the master key."""
    return f"key of customer {name}".encode()


def name_owner(name: str) -> bytes:
    """What a customer's number is bound to under the customer's key."""
    return f"number of customer {name}".encode()


def new_key() -> bytes:
    """A key that nobody can guess."""
    return os.urandom(KEY_BYTES)


def customer_name(pseudonym: str, generation: int) -> str:
    return f"{pseudonym}-{generation}"


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """`items`, so many at once as a statement takes."""
    rest = iter(items)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _newest_master(session: Session) -> Row[int, str, bytes] | None:
    columns = (MasterRow.number, MasterRow.name, MasterRow.index_key)
    return session.execute(select(*columns).order_by(MasterRow.number.desc()).limit(1)).first()


def _index_owner(number: int) -> bytes:
    return f"index of master {number}".encode()


def _found(session: Session, master: MasterKey, pseudonyms: Iterable[str]) -> dict[str, CustomerKey]:
    """The keys there are, by pseudonym."""
    columns = (CustomerRow.id, CustomerRow.pseudonym, CustomerRow.generation, CustomerRow.key, CustomerRow.master)
    keys: dict[str, CustomerKey] = {}
    for batch in batches(pseudonyms):
        query = select(*columns).where(CustomerRow.pseudonym.in_(batch), CustomerRow.ended_at.is_(None))
        for number, pseudonym, generation, wrapped, under in session.execute(query):
            name = customer_name(pseudonym, generation)
            key = unwrapped(master.seal(under or ""), wrapped or b"", key_owner(name), f"the customer {name}")
            keys[pseudonym] = CustomerKey(number, name, Seal(key))
    return keys


def _generations(session: Session, pseudonyms: Sequence[str]) -> dict[str, int]:
    """How often each of these was erased; those that never were are left out."""
    counted: dict[str, int] = {}
    for batch in batches(pseudonyms):
        query = select(CustomerRow.pseudonym, CustomerRow.generation).where(CustomerRow.pseudonym.in_(batch))
        for pseudonym, generation in session.execute(query):
            counted[pseudonym] = max(generation, counted.get(pseudonym, 0))
    return counted


def _new(seal: Seal, master: str, pseudonym: str, generation: int, holder: str, at: datetime) -> dict[str, Any]:
    key, name = new_key(), customer_name(pseudonym, generation)
    return {
        "pseudonym": pseudonym, "generation": generation, "key": seal.close(key, key_owner(name)), "master": master,
        "name": Seal(key).close(holder.encode("utf-8", "surrogatepass"), name_owner(name)), "started_at": at,
    }  # fmt: skip


def _insert_new(session: Session, row: type[MasterRow] | type[CustomerRow]) -> Insert:
    """An INSERT that leaves alone what is there already."""
    table = row.__table__
    assert isinstance(table, Table)  # noqa: S101 - it is mapped to one
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
