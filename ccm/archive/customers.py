"""The keys of customers: made when a customer is first written to, wrapped by the master key, found by pseudonym.

A customer's pseudonym is a keyed digest of their number. The key of that digest is the archive's own, is the same for
good, and lies in the database under the master key; so rows and the audit log name customers without naming them.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from sqlalchemy import Row, insert, select, text
from sqlalchemy.orm import Session

from ccm.archive.bulk import insert_new, insert_one, select_in
from ccm.archive.master_key import MasterKey, unwrapped
from ccm.archive.sealing import KEY_BYTES, Seal
from ccm.archive.tables import CustomerRow, MasterRow

# Any number does that no other part of the product locks: the first eight bytes of SHA-256("ccm archive master").
_POSTGRESQL_LOCK = -7590166722458771926

_MASTERS = select(MasterRow.number, MasterRow.name, MasterRow.index_key).order_by(MasterRow.number)


@dataclass(frozen=True, slots=True)
class CustomerKey:
    """A customer's key, ready to use: `name` is the pseudonym and generation that everything under it is bound to."""

    pseudonym: str
    generation: int
    name: str
    seal: Seal


@dataclass(frozen=True)
class Index:
    """What names customers: `key` makes pseudonyms, and the master key in use is number `number` of `masters`."""

    number: int
    masters: Mapping[int, str]
    key: bytes

    def pseudonym(self, holder: str) -> str:
        """The name of a holder of keys (`ccm.archive.entry.Entry.holder`) in rows and in the audit log."""
        return blake2b(holder.encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()


def open_index(session: Session, master: MasterKey, *, make: bool = False) -> Index | None:
    """What names customers in this archive, as its newest master key has it; None where the archive is empty still.

    With `make`, in a transaction that writes, an archive without one gets one; so does the key file.
    Raises ArchiveKeyError when the key file is missing, is none, or is another archive's.
    """
    rows = _masters(session)
    if not rows and make:
        name = master.make()
        wrapped = master.seal(name).close(new_key(), _index_owner(1))
        # A master that two begin at once is that of the first.
        first = {"number": 1, "name": name, "index_key": wrapped, "since": datetime.now(UTC)}
        insert_one(session, MasterRow, first)
        rows = _masters(session)
    if not rows:
        return None
    newest = rows[-1]
    key = unwrapped(master.seal(newest.name), newest.index_key, _index_owner(newest.number), "the archive's index")
    return Index(newest.number, {row.number: row.name for row in rows}, key)


def add_master(session: Session, master: MasterKey, index: Index, at: datetime) -> int:
    """From now on the archive is under the key that is in use in the key file; return its number."""
    number = index.number + 1
    wrapped = master.seal(master.id).close(index.key, _index_owner(number))
    session.execute(insert(MasterRow).values(number=number, name=master.id, index_key=wrapped, since=at))
    return number


def customer_keys(session: Session, master: MasterKey, holders: Iterable[str]) -> Mapping[str, CustomerKey]:
    """The key of every holder, made where there is none; in a transaction that writes, which the caller commits
    before anything is sealed with them.

    Of two that make the key of one customer at once, both use the same. Raises ArchiveKeyError.
    """
    share_master(session)
    index = open_index(session, master, make=True)
    assert index is not None  # noqa: S101 - it was made if it was not there
    wanted = {index.pseudonym(holder): holder for holder in dict.fromkeys(holders)}
    found, erased = _found(session, master, index, wanted)
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        made = _Made(master.seal(index.masters[index.number]), index.number)
        found |= {one: made.key(one, erased.get(one, 0) + 1, wanted[one]) for one in missing}
        insert_new(session, CustomerRow.__tablename__, dict.fromkeys(_CUSTOMER, "?"), made.rows)
        if session.get_bind().dialect.name == "postgresql":  # on SQLite nobody else wrote meanwhile
            found |= _found(session, master, index, missing)[0]
    return {wanted[pseudonym]: key for pseudonym, key in found.items()}


def known_keys(session: Session, master: MasterKey, holders: Iterable[str]) -> Mapping[str, CustomerKey] | None:
    """The key of every holder; None when one has none yet. Raises ArchiveKeyError."""
    index = open_index(session, master)
    if index is None:
        return None
    wanted = {index.pseudonym(holder): holder for holder in dict.fromkeys(holders)}
    found, _ = _found(session, master, index, wanted)
    return {wanted[one]: key for one, key in found.items()} if found.keys() == wanted.keys() else None


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


def _masters(session: Session) -> Sequence[Row[int, str, bytes]]:
    """Every master key the archive was under, the newest last."""
    return session.execute(_MASTERS).all()


def _index_owner(number: int) -> bytes:
    return f"index of master {number}".encode()


def _found(
    session: Session, master: MasterKey, index: Index, pseudonyms: Iterable[str]
) -> tuple[dict[str, CustomerKey], dict[str, int]]:
    """The keys there are, by pseudonym; and of each who was erased, the newest generation that was."""
    keys: dict[str, CustomerKey] = {}
    erased: dict[str, int] = {}
    for pseudonym, generation, under, wrapped in select_in(session, _KEYS_OF, pseudonyms):
        if wrapped is None:
            erased[pseudonym] = max(generation, erased.get(pseudonym, 0))
            continue
        name = customer_name(pseudonym, generation)
        seal = master.seal(index.masters.get(under, ""))
        key = unwrapped(seal, bytes(wrapped), key_owner(name), f"the customer {name}")
        keys[pseudonym] = CustomerKey(pseudonym, generation, name, Seal(key))
    return keys, erased


_CUSTOMER = ("pseudonym", "generation", "master", "key", "name")
_KEYS_OF = "SELECT pseudonym, generation, master, key FROM archive_customer WHERE pseudonym"


class _Made:
    """New keys, and the rows that hold them wrapped."""

    def __init__(self, seal: Seal, master: int) -> None:
        self._seal = seal
        self._master = master
        self.rows: list[tuple[object, ...]] = []

    def key(self, pseudonym: str, generation: int, holder: str) -> CustomerKey:
        body, name = new_key(), customer_name(pseudonym, generation)
        seal = Seal(body)
        number = seal.close(holder.encode("utf-8", "surrogatepass"), name_owner(name))
        self.rows.append((pseudonym, generation, self._master, self._seal.close(body, key_owner(name)), number))
        return CustomerKey(pseudonym, generation, name, seal)
