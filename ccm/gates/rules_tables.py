"""The table of mandatory-block rules: rows that are only ever added, the newest of a key counts."""

from datetime import datetime

from sqlalchemy import JSON, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class RuleRow(Base):
    """One version of a rule. `digest` is that of what it says; with `ended`, the rule holds no longer."""

    __tablename__ = "mandatory_rule"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    ended: Mapped[bool]
    tags: Mapped[list[str]] = mapped_column(JSON)
    jurisdictions: Mapped[list[str]] = mapped_column(JSON)
    block: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(71))
    author: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[datetime] = mapped_column(Moment)
