"""The tables of templates: versions and drafts as those of blocks, periods of effect, and the blocks in use."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from content_blocks.tables import (
    NAMING,
    ChangeColumns,
    DraftColumns,
    FileColumns,
    Moment,
    SubjectColumns,
    VersionColumns,
)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class TemplateFile(FileColumns, Base):
    __tablename__ = "template_file"


class Template(SubjectColumns, Base):
    __tablename__ = "template"


class TemplateVersion(VersionColumns, Base):
    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("key", "number"), Index(None, "digest"))
    key: Mapped[str] = mapped_column(ForeignKey("template.key"))


class TemplateDraft(DraftColumns, Base):
    __tablename__ = "template_draft"


class TemplateChange(ChangeColumns, Base):
    __tablename__ = "template_change"
    key: Mapped[str] = mapped_column(ForeignKey("template.key"), primary_key=True)


class TemplatePeriod(Base):
    """The days, both included, on which a version is in force; without `ends`, until further notice.

    A period that was called off stays, and counts no more.
    """

    __tablename__ = "template_period"
    __table_args__ = (Index(None, "key", "starts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("template.key"))
    number: Mapped[int]
    starts: Mapped[date]
    ends: Mapped[date | None]
    author: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[datetime] = mapped_column(Moment)
    called_off_at: Mapped[datetime | None] = mapped_column(Moment)


class TemplateBlock(Base):
    """A version of a template uses a block, at the version it pins or at whichever is newest."""

    __tablename__ = "template_block"
    __table_args__ = (Index(None, "block", "key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("template.key"))
    number: Mapped[int]
    block: Mapped[str] = mapped_column(String(64))
    pinned: Mapped[int | None]
