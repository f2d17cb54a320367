"""The tables of the archive: where each communication lies, under whose key, and what became of it.

No row holds a customer's number: customers are named by a keyed digest (their pseudonym), and the number itself is
sealed under the customer's key, so that it is gone when the key is.
"""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from approval.audit import MAX_KEY
from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class MasterRow(Base):
    """From `since` on the archive is under the master key of this name; `index_key` makes pseudonyms, wrapped by it.

    Rows are only ever added, the newest counts.
    """

    __tablename__ = "archive_master"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(32))
    index_key: Mapped[bytes] = mapped_column(LargeBinary)
    since: Mapped[datetime] = mapped_column(Moment)


class CustomerRow(Base):
    """A customer's key, wrapped by the master key of number `master`; and under it their number, or the record's key.

    Erasing the customer takes all three away and ends the row. Whoever is written to again gets the next `generation`.
    """

    __tablename__ = "archive_customer"
    __table_args__ = (UniqueConstraint("pseudonym", "generation"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pseudonym: Mapped[str] = mapped_column(String(32))
    generation: Mapped[int]
    master: Mapped[int | None]
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class PackRow(Base):
    """A pack of communications: the object `name`, and what all that is in it has in common.

    `shared` is the digest of the part of the manifest that they share.
    """

    __tablename__ = "archive_pack"
    __table_args__ = (UniqueConstraint("name", "shared", "template", "release", "job"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64))
    shared: Mapped[str] = mapped_column(String(71))
    template: Mapped[str] = mapped_column(String(64), index=True)
    release: Mapped[str] = mapped_column(String(71))
    job: Mapped[str] = mapped_column(String(MAX_KEY), index=True)
    kept_at: Mapped[datetime] = mapped_column(Moment)


class CommunicationRow(Base):
    """One communication: `length` bytes from `start` on of a pack, under `key`, which is wrapped by the customer's.

    `manifest` is the digest of the manifest's own part, which names every file by its digest. When it is erased, or
    expires, its key and the key of its record are taken away and the row ends; the digest stays.
    """

    __tablename__ = "communication"
    __table_args__ = (UniqueConstraint("communication"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    communication: Mapped[str] = mapped_column(String(32))
    customer: Mapped[int] = mapped_column(ForeignKey("archive_customer.id"), index=True)
    pack: Mapped[int] = mapped_column(ForeignKey("archive_pack.id"), index=True)
    start: Mapped[int]
    length: Mapped[int]
    manifest: Mapped[str] = mapped_column(String(71))
    record_key: Mapped[str] = mapped_column(String(MAX_KEY), index=True)
    period: Mapped[str] = mapped_column(String(MAX_KEY))
    channels: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(64))
    issued: Mapped[date] = mapped_column(Date)
    key: Mapped[bytes | None] = mapped_column(LargeBinary)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class HoldRow(Base):
    """While it runs, nothing of the customer (by pseudonym), or the one communication, is erased or expires."""

    __tablename__ = "archive_hold"
    __table_args__ = (Index(None, "customer"), Index(None, "communication"))

    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str | None] = mapped_column(String(32))
    communication: Mapped[str | None] = mapped_column(String(32))
    why: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str | None] = mapped_column(String(MAX_KEY))
    ended_why: Mapped[str | None] = mapped_column(Text)


class RetentionRow(Base):
    """How long what is sent of a template is kept, such as ``10y``; for good when `period` is none. The newest
    row of a template counts; rows are only ever added."""

    __tablename__ = "archive_retention"

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(64), index=True)
    period: Mapped[str | None] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    at: Mapped[datetime] = mapped_column(Moment)


class ProofRow(Base):
    """That communications were destroyed: who did it, when, why, and in `body` which, with their digests.

    `digest` is that of `body`, which the audit log names too. `kind` is erasure or expiry, `subject` the customer's
    pseudonym or the template. Rows are only ever added.
    """

    __tablename__ = "archive_proof"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    why: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    at: Mapped[datetime] = mapped_column(Moment)
    digest: Mapped[str] = mapped_column(String(71))
    body: Mapped[str] = mapped_column(Text)
