"""The table of operations: what was asked for and takes its time, how far it has come, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, deferred, mapped_column

from approval.audit import MAX_KEY
from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class OperationRow(Base):
    """One operation. `alive_until` is moved on as long as somebody is at work on it; `page` and `file` are the HTML
    page and the PDF that it made."""

    __tablename__ = "operation"
    __table_args__ = (Index(None, "person", "asked_at", "id"), Index(None, "ended_at"))

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    state: Mapped[str] = mapped_column(String(10))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    alive_until: Mapped[datetime] = mapped_column(Moment)
    progress: Mapped[str] = mapped_column(String(200))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    has_page: Mapped[bool]
    page: Mapped[str | None] = deferred(mapped_column(Text))
    file: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    file_name: Mapped[str | None] = mapped_column(String(200))
