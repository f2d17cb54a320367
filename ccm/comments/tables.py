"""The tables of comments on drafts. What was said stays; a thread is resolved and opened again."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from approval.audit import MAX_KEY
from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class CommentRow(Base):
    """One comment. Of a thread, the first says whether it is resolved."""

    __tablename__ = "draft_comment"
    __table_args__ = (Index(None, "kind", "key", "thread", "number"), Index(None, "thread"))

    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(64))
    node: Mapped[str | None] = mapped_column(String(MAX_KEY))
    thread: Mapped[int | None] = mapped_column(ForeignKey("draft_comment.number"))
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
    resolved_by: Mapped[str | None] = mapped_column(String(MAX_KEY))
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)


class MentionRow(Base):
    """A person whom a comment turns to."""

    __tablename__ = "draft_mention"
    __table_args__ = (Index(None, "person", "comment"),)

    comment: Mapped[int] = mapped_column(ForeignKey("draft_comment.number"), primary_key=True)
    person: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
