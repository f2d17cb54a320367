"""The tables of blocks and brands, and the columns that everything with versions has.

For each kind there is a subject (``block``: one row a key), its versions (``block_version``: rows that are only
ever added; the database itself refuses to change or delete one) and its draft (``block_draft``). Files are kept
once, under the digest of their bytes (``content_file``); a version lists its files as path -> digest.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, MetaData, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment: goes in with a time zone, comes out in UTC; SQLite keeps no zone, so UTC is what is written."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; a moment has one")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class FileColumns:
    """The bytes of a file, once, however many versions have it."""

    digest: Mapped[str] = mapped_column(String(71), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class SubjectColumns:
    """What has versions. Its row is locked by whoever adds one, so that numbers follow each other.

    `newest` is the number of the newest version; from `retired_on` on, no version is in force.
    """

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    newest: Mapped[int]
    retired_on: Mapped[date | None]


class VersionColumns:
    """One version. `digest` is that of what it says, `files_digest` that of its files, comments and samples too."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(71))
    files_digest: Mapped[str] = mapped_column(String(71))
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(Text)


class DraftColumns:
    """What is being written. `revision` counts its changes; `base` is the version it was begun from, 0 for none."""

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    revision: Mapped[int]
    base: Mapped[int]
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime] = mapped_column(Moment)


class ChangeColumns:
    """Who changed something: a row for every draft that is saved and every version, which are only ever added.

    `number` counts the changes of a key; `what` is draft, version, publish or discard; a draft has no `version`.
    """

    key: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str] = mapped_column(String(16))
    version: Mapped[int | None]
    files_digest: Mapped[str] = mapped_column(String(71))


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class ContentFile(FileColumns, Base):
    __tablename__ = "content_file"


class Block(SubjectColumns, Base):
    __tablename__ = "block"


class BlockVersion(VersionColumns, Base):
    __tablename__ = "block_version"
    __table_args__ = (UniqueConstraint("key", "number"), Index(None, "digest"))
    key: Mapped[str] = mapped_column(ForeignKey("block.key"))


class BlockDraft(DraftColumns, Base):
    __tablename__ = "block_draft"


class BlockChange(ChangeColumns, Base):
    __tablename__ = "block_change"
    key: Mapped[str] = mapped_column(ForeignKey("block.key"), primary_key=True)


class Brand(SubjectColumns, Base):
    __tablename__ = "brand"


class BrandVersion(VersionColumns, Base):
    __tablename__ = "brand_version"
    __table_args__ = (UniqueConstraint("key", "number"), Index(None, "digest"))
    key: Mapped[str] = mapped_column(ForeignKey("brand.key"))


class BrandDraft(DraftColumns, Base):
    __tablename__ = "brand_draft"


class BrandChange(ChangeColumns, Base):
    __tablename__ = "brand_change"
    key: Mapped[str] = mapped_column(ForeignKey("brand.key"), primary_key=True)
