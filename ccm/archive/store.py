"""The rows of the archive: where each communication lies, and finding it again.

Works in the session it is given and never commits. It knows customers by their pseudonyms only.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ccm.archive.bulk import insert_new, insert_one
from ccm.archive.customers import customer_name
from ccm.archive.row_texts import row_text
from ccm.archive.tables import CommunicationRow, CustomerRow, MasterRow, PackRow

DEFAULT_LIMIT = 50


class CommunicationNotFoundError(LookupError):
    """The archive has no such communication; the message says what to write."""


Common = tuple[str, str, str, str]
"""The shared manifest, template, release and job of communications that were written together."""

KeptRow = tuple[str, str, int, int, int, str, str, str, str, str, str, bytes]
"""Id; pseudonym and generation of the customer; start, length; manifest, record key, period, channels, locale, day
of issue; wrapped key."""


class ErasedMeanwhileError(RuntimeError):
    """A customer was erased between the sealing of something of theirs and its rows."""


@dataclass(frozen=True)
class Kept:
    """What the rows of written entries are to say; see `ArchiveStore.add`."""

    pack: str
    rows: Mapping[Common, list[KeptRow]] = field(repr=False)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the communications, in the order in which they were written."""
        return tuple(row[0] for row in sorted((row for rows in self.rows.values() for row in rows), key=_start))


def _start(row: KeptRow) -> int:
    return row[3]


@dataclass(frozen=True)
class Communication:
    """A communication as its row has it. `number` counts in the order in which they were kept.

    `customer` is the pseudonym and generation of whom it is about. Once it is destroyed there is no `key`, and no
    `record_key`; the digests of the two parts of its manifest (`manifest`, `shared`) are there for good.
    """

    number: int
    id: str
    customer: str
    record_key: str
    template: str
    release: str
    period: str
    channels: str
    job: str
    locale: str
    issued: date
    shared: str
    manifest: str
    pack: str
    start: int
    length: int
    kept_at: datetime
    ended_at: datetime | None
    key: bytes | None = field(repr=False)
    customer_key: bytes | None = field(repr=False)
    customer_number: bytes | None = field(repr=False)
    customer_ended: datetime | None
    master: str | None

    @property
    def readable(self) -> bool:
        """Whether there still are keys to it."""
        return self.key is not None and self.customer_key is not None

    @property
    def pseudonym(self) -> str:
        return self.customer.partition("-")[0]


class ErasedError(LookupError):
    """The communication was destroyed: its customer was erased, or it was kept as long as it was to be."""

    def __init__(self, communication: Communication) -> None:
        self.communication = communication
        at = communication.ended_at or communication.customer_ended
        when = f" on {at:%Y-%m-%d at %H:%M} UTC" if at else ""
        super().__init__(
            f"the communication {communication.id} was destroyed{when}: its key is gone; 'ccm archive show "
            f"{communication.id}' says by whom and why"
        )


@dataclass(frozen=True)
class Search:
    """What to find; what is None does not matter. `customer` is a pseudonym, `period` what it begins with, `key` the
    key of the record, `before` the number of the last one seen. `templates` are those to look in."""

    customer: str | None = None
    template: str | None = None
    period: str | None = None
    channel: str | None = None
    job: str | None = None
    key: str | None = None
    manifest: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    before: int | None = None
    templates: Collection[str] | None = None


class ArchiveStore:
    """The communications of all customers."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, kept: Kept, at: datetime) -> None:
        """Add the rows of what was written; one that is there already is left as it is.

        Raises ErasedMeanwhileError when a key that something was sealed with is gone; then the transaction is over,
        and what was written is to be written again, with keys that are asked for anew.
        """
        for common, rows in kept.rows.items():
            said = {"name": kept.pack, **dict(zip(_COMMON, common, strict=True))}
            insert_one(self.session, PackRow, {**said, "kept_at": at})
            pack = self.session.connection().execute(_PACK_OF, said).scalar_one()
            try:
                insert_new(self.session, CommunicationRow.__tablename__, {**_VALUES, "pack": str(pack)}, rows)
            except IntegrityError as error:
                raise ErasedMeanwhileError(
                    "a customer was erased while something to them was rendered; render it again"
                ) from error

    def communication(self, name: str) -> Communication:
        """The communication of this id, or of which it is the beginning. Raises CommunicationNotFoundError."""
        plain = name.strip().lower()
        if len(plain) < 8 or not all(letter in "0123456789abcdef" for letter in plain):
            raise CommunicationNotFoundError(
                f"{name[:60]!r} is no id of a communication; it is 32 hexadecimal digits, or 8 or more from its "
                "beginning; 'ccm archive find' lists them"
            )
        found = self._read(_query(CommunicationRow.communication.startswith(plain)).limit(2))
        if not found:
            raise CommunicationNotFoundError(f"the archive has no communication {plain}; 'ccm archive find' finds them")
        if len(found) > 1:
            raise CommunicationNotFoundError(f"several communications begin with {plain}; write more of the id")
        return found[0]

    def communications(self, names: Iterable[str]) -> dict[str, Communication]:
        """The communications of these ids, by id; those that are not there are left out."""
        found = self._read(_query(CommunicationRow.communication.in_(tuple(names))))
        return {one.id: one for one in found}

    def find(self, search: Search, limit: int = DEFAULT_LIMIT) -> tuple[Communication, ...]:
        """The communications that `search` says, the newest first, at most `limit`."""
        query = _query(*_wanted(search)).order_by(CommunicationRow.id.desc()).limit(limit)
        return self._read(query)

    def in_pack(self, number: int) -> tuple[Communication, ...]:
        """Everything that lies in the pack of this number, in order."""
        return self._read(_query(CommunicationRow.pack == number).order_by(CommunicationRow.start))

    def _read(self, query: Select[Any]) -> tuple[Communication, ...]:
        return tuple(_communication(row._mapping) for row in self.session.execute(query))


_COMMON = ("shared", "template", "release", "job")
_PACK_OF = select(PackRow.id).where(*(getattr(PackRow, name) == bindparam(name) for name in ("name", *_COMMON)))
_VALUES = {
    "communication": "?",
    "customer": "(SELECT id FROM archive_customer WHERE pseudonym = ? AND generation = ? AND ended_at IS NULL)",
    **dict.fromkeys(
        ("start", "length", "manifest", "record_key", "period", "channels", "locale", "issued", "key"), "?"
    ),
}

_OWN = tuple(column for column in CommunicationRow.__table__.columns if column.name not in ("customer", "pack"))


def _query(*wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *_OWN,
            PackRow.name.label("pack"), PackRow.shared, PackRow.template, PackRow.release, PackRow.job, PackRow.kept_at,
            CustomerRow.pseudonym, CustomerRow.generation, CustomerRow.key.label("customer_key"),
            CustomerRow.name.label("customer_number"), CustomerRow.ended_at.label("customer_ended"),
            MasterRow.name.label("master"),
        )
        .join(PackRow, PackRow.id == CommunicationRow.pack)
        .join(CustomerRow, CustomerRow.id == CommunicationRow.customer)
        .outerjoin(MasterRow, MasterRow.number == CustomerRow.master)
        .where(*wanted)
    )  # fmt: skip


def _communication(row: Mapping[Any, Any]) -> Communication:
    values = dict(row)
    return Communication(
        number=values.pop("id"),
        id=values.pop("communication"),
        customer=customer_name(values.pop("pseudonym"), values.pop("generation")),
        **values,
    )


def _wanted(search: Search) -> list[ColumnElement[bool]]:
    row = CommunicationRow
    wanted: list[ColumnElement[bool]] = []
    exact = {
        PackRow.template: search.template, PackRow.job: search.job, row.manifest: search.manifest,
        row.record_key: None if search.key is None else row_text(search.key), CustomerRow.pseudonym: search.customer,
    }  # fmt: skip
    wanted += [column == value for column, value in exact.items() if value is not None]
    if search.period is not None:
        wanted.append(row.period.startswith(row_text(search.period), autoescape=True))
    if search.channel is not None:
        wanted.append((" " + row.channels + " ").contains(f" {search.channel} ", autoescape=True))
    if search.issued_from is not None:
        wanted.append(row.issued >= search.issued_from)
    if search.issued_to is not None:
        wanted.append(row.issued <= search.issued_to)
    if search.before is not None:
        wanted.append(row.id < search.before)
    if search.templates is not None:
        wanted.append(PackRow.template.in_(search.templates))
    return wanted
