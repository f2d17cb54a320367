"""The table of releases: rows that are only ever added."""

from datetime import date, datetime

from sqlalchemy import Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class ReleaseRow(Base):
    """One release of a template.

    `number` counts the releases of a template, `version` is the template's; `lock` is what is sealed, as the
    canonical JSON whose digest is `digest`. `submission` is the one that approved it, as a template or as a follower.
    """

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("template", "number"),
        UniqueConstraint("digest"),
        Index(None, "template", "version", "effective"),
        Index(None, "submission"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(71))
    lock: Mapped[str] = mapped_column(Text)
    submission: Mapped[str] = mapped_column(String(64))
    effective: Mapped[date]
    released_by: Mapped[str] = mapped_column(String(200))
    released_at: Mapped[datetime] = mapped_column(Moment)
