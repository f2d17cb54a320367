"""The archive: communications sealed into packs in an object store, and read again from there.

    keys = archive.customer_keys(session, entries)     # in a transaction of its own
    kept = archive.write(entries, keys)                # no database
    ArchiveStore(session).add(kept, at)                # rows, with whatever else the transaction says is done

In that order, whatever stops in between leaves no row that names what is not there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from ccm.archive import customers
from ccm.archive.customers import CustomerKey
from ccm.archive.entry import ContentError, Entry, communication_id, digest_of, read_content
from ccm.archive.master_key import MasterKey, unwrapped
from ccm.archive.pack import PackHead, pack_name, pack_object
from ccm.archive.row_texts import row_text
from ccm.archive.sealing import NotOpenedError, Seal, open_once, seal_once
from ccm.archive.store import Common, Communication, ErasedError, Kept, KeptRow
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectNotFoundError, ObjectStore
from ccm.settings import Settings

_SHARED = "shared/"


class ArchiveDamagedError(RuntimeError):
    """What the archive holds is not what was kept; the message says of which communication."""


@dataclass(frozen=True)
class CustomerKeys:
    """The keys that a batch of entries is sealed with, by holder."""

    keys: Mapping[str, CustomerKey]


class Archive:
    """The object store and the master key of an archive. What is in the database is `ArchiveStore`'s."""

    def __init__(self, store: ObjectStore, master: MasterKey) -> None:
        self.store = store
        self.master = master
        self._shared: set[str] = set()

    def keep_shared(self, body: bytes) -> str:
        """Keep the part of manifests that many have in common (`ccm.manifest.shared_bytes`), and return its digest.

        There is no personal data in it, and it is not sealed. Raises ObjectStoreError.
        """
        digest = sha256(body).hexdigest()
        if digest not in self._shared:
            self.store.put(_SHARED + digest, body)
            self._shared.add(digest)
        return f"sha256:{digest}"

    def shared(self, digest: str) -> bytes:
        """What `keep_shared` kept under `digest`. Raises ArchiveDamagedError, ObjectStoreError."""
        name = _SHARED + digest.removeprefix("sha256:")
        try:
            body = self.store.get(name)
        except ObjectNotFoundError as error:
            raise ArchiveDamagedError(f"{self.store.address}/{name}: is gone; put it back from a backup") from error
        if digest_of(body) != digest:
            raise ArchiveDamagedError(f"{self.store.address}/{name}: was altered; put it back from a backup")
        return body

    def known_keys(self, session: Session, entries: Iterable[Entry]) -> CustomerKeys | None:
        """The keys of everybody whom `entries` are about, if all of them have one; in a transaction that changes
        nothing. Raises ArchiveKeyError."""
        keys = customers.known_keys(session, self.master, (entry.holder for entry in entries))
        return None if keys is None else CustomerKeys(keys)

    def customer_keys(self, session: Session, entries: Iterable[Entry]) -> CustomerKeys:
        """The keys of everybody whom `entries` are about, made where there are none.

        In a transaction that writes, of its own: commit it before `write`. Raises ArchiveKeyError.
        """
        return CustomerKeys(customers.customer_keys(session, self.master, (entry.holder for entry in entries)))

    def write(self, entries: Iterable[Entry], keys: CustomerKeys, now: datetime | None = None) -> Kept:
        """Seal `entries`, all of one job, into a pack, and put it into the store; return what the rows are to say.

        Nothing is put for no entries. Raises ObjectStoreError.
        """
        chosen = tuple(entries)
        if not chosen:
            return Kept("", {})
        sealed = [PackHead(now or datetime.now(UTC), chosen[0].job).line()]
        start = len(sealed[0])
        rows: dict[Common, list[KeptRow]] = {}
        for entry in chosen:
            body, row = _sealed(entry, keys.keys[entry.holder], start)
            start += len(body)
            sealed.append(body)
            rows.setdefault(entry.common, []).append(row)
        pack = b"".join(sealed)
        name = pack_name(pack)
        self.store.put(pack_object(name), pack)
        return Kept(name, rows)

    def read(self, communication: Communication) -> Entry:
        """What was kept of a communication, every byte of it held against its digest.

        Raises ErasedError when it was destroyed, ArchiveDamagedError when it is not what was kept, ArchiveKeyError
        and ObjectStoreError.
        """
        return self.read_from(communication, self._sealed_body)

    def read_from(self, communication: Communication, body_of: Callable[[Communication], bytes]) -> Entry:
        """As `read`, with the sealed bytes that `body_of` gives."""
        entry = self._opened(communication, body_of)
        if said := _otherwise(communication, entry):
            raise _damaged(communication, f"its row says another {said} than what was kept")
        listed = entry.own_manifest["outputs"]
        files = entry.files
        if listed.keys() != files.keys():
            raise _damaged(communication, "its files are not those that its manifest lists")
        for name, body in files.items():
            if listed[name]["digest"] != digest_of(body):
                raise _damaged(communication, f"{name} is not what its manifest lists")
        return entry

    def holder(self, communication: Communication) -> str:
        """Whom a communication is about: ``customer C-1``, or ``record invoice/A-1``; "" when that was erased.

        Raises ArchiveKeyError.
        """
        if communication.customer_number is None:
            return ""
        owner = customers.name_owner(communication.customer)
        body = unwrapped(self._seal_of(communication), communication.customer_number, owner, _whose(communication))
        return body.decode("utf-8", "surrogatepass")

    def _sealed_body(self, communication: Communication) -> bytes:
        return self.store.get_range(pack_object(communication.pack), communication.start, communication.length)

    def _opened(self, communication: Communication, body_of: Callable[[Communication], bytes]) -> Entry:
        if communication.key is None or communication.customer_key is None:
            raise ErasedError(communication)
        wrapped = self._seal_of(communication)
        try:
            key = wrapped.open(communication.key, _key_owner(communication.id, communication.customer))
            sealed = body_of(communication)
            return read_content(open_once(key, sealed, _content_owner(communication.id, communication.customer)))
        except ObjectNotFoundError as error:
            raise _damaged(communication, f"its pack {communication.pack[:12]} is gone from the store") from error
        except NotOpenedError as error:
            raise _damaged(communication, "its row or its pack was altered") from error
        except ContentError as error:
            raise _damaged(communication, str(error)) from error

    def _seal_of(self, communication: Communication) -> Seal:
        """The key of a communication's customer."""
        if communication.customer_key is None:
            raise ErasedError(communication)
        owner = customers.key_owner(communication.customer)
        seal = self.master.seal(communication.master or "")
        return Seal(unwrapped(seal, communication.customer_key, owner, _whose(communication)))


def open_archive(settings: Settings) -> Archive:
    """The archive of an installation. Nothing is read or written yet. Raises ObjectStoreError."""
    return Archive(open_store(settings.archive, private=True), MasterKey(settings.archive_key))


def _sealed(entry: Entry, customer: CustomerKey, start: int) -> tuple[bytes, KeptRow]:
    """An entry, sealed under a key of its own, and the row that says that it begins at `start`."""
    manifest = digest_of(entry.own_bytes)
    name = communication_id(customer.name, entry.job, entry.shared, manifest)
    key = customers.new_key()
    body = seal_once(key, entry.content, _content_owner(name, customer.name))
    wrapped = customer.seal.close(key, _key_owner(name, customer.name))
    return body, (
        name, customer.pseudonym, customer.generation, start, len(body), manifest, row_text(entry.record_key),
        row_text(entry.period), " ".join(entry.channels), entry.locale, entry.issued.isoformat(), wrapped,
    )  # fmt: skip


def _otherwise(communication: Communication, entry: Entry) -> str:
    """What the row says otherwise than the entry that was kept; "" when nothing."""
    manifest = digest_of(entry.own_bytes)
    said = {
        "id": communication_id(communication.customer, entry.job, entry.shared, manifest),
        "shared": entry.shared, "template": entry.template, "release": entry.release, "job": entry.job,
        "manifest": manifest, "record_key": row_text(entry.record_key), "period": row_text(entry.period),
        "channels": " ".join(entry.channels), "locale": entry.locale, "issued": entry.issued,
    }  # fmt: skip
    other = (name for name, value in said.items() if getattr(communication, name) != value)
    return next(other, "").replace("_", " ")


def _content_owner(communication: str, customer: str) -> bytes:
    return f"content of {communication} for {customer}".encode()


def _key_owner(communication: str, customer: str) -> bytes:
    return f"key of {communication} for {customer}".encode()


def _whose(communication: Communication) -> str:
    return f"the customer of the communication {communication.id}"


def _damaged(communication: Communication, what: str) -> ArchiveDamagedError:
    return ArchiveDamagedError(
        f"the communication {communication.id} is not what was kept: {what}; put back the database and the store that "
        "belong together, and ask the audit log"
    )
