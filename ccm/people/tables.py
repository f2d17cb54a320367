"""The tables of people and rights.

Everything that can come and go is a row with the moment it began and, once it is over, the moment it ended. The
database itself refuses to delete such a row, to change anything else in it, and to end it twice, so that who had
which right at which time can always be told.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, MetaData, String, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from approval.audit import MAX_KEY
from content_blocks.tables import NAMING, Moment

_RUNS = text("ended_at IS NULL")


def _one_at_a_time(*columns: str) -> Index:
    """Of the rows with the same `columns`, only one has not ended."""
    return Index(None, *columns, unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class PersonRow(Base):
    """Somebody, or a program that acts for itself. `name` is for screens; the key is what everything else holds."""

    __tablename__ = "person"

    key: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_KEY))
    added_at: Mapped[datetime] = mapped_column(Moment)


class GroupRow(Base):
    """People who are asked together, or hold roles together."""

    __tablename__ = "person_group"

    key: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    added_at: Mapped[datetime] = mapped_column(Moment)


class Dated:
    """From `started_at`, up to and not including `ended_at`; without it, until further notice."""

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Service(Dated, Base):
    """A person is active: can sign in, hold roles and be asked."""

    __tablename__ = "person_service"
    __table_args__ = (_one_at_a_time("person"),)
    person: Mapped[str] = mapped_column(ForeignKey("person.key"))


class Membership(Dated, Base):
    """A person is a member of a group."""

    __tablename__ = "person_group_member"
    __table_args__ = (_one_at_a_time("group_key", "person"), Index(None, "person"))
    group_key: Mapped[str] = mapped_column(ForeignKey("person_group.key"))
    person: Mapped[str] = mapped_column(ForeignKey("person.key"))


class GrantRow(Dated, Base):
    """A person or group holds a role in a folder and below it; "" is everywhere."""

    __tablename__ = "role_grant"
    __table_args__ = (_one_at_a_time("holder", "role", "folder"),)
    holder: Mapped[str] = mapped_column(String(MAX_KEY))
    role: Mapped[str] = mapped_column(String(20))
    folder: Mapped[str] = mapped_column(String(MAX_KEY))


class Placement(Dated, Base):
    """A template, block or brand stands in a folder."""

    __tablename__ = "placement"
    __table_args__ = (_one_at_a_time("kind", "key"),)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(MAX_KEY))
    folder: Mapped[str] = mapped_column(String(MAX_KEY))


class EditRight(Dated, Base):
    """A person or group may make edits up to a kind in a template, instead of what their roles let them."""

    __tablename__ = "edit_right"
    __table_args__ = (_one_at_a_time("template", "holder"),)
    template: Mapped[str] = mapped_column(String(MAX_KEY))
    holder: Mapped[str] = mapped_column(String(MAX_KEY))
    edits: Mapped[str] = mapped_column(String(20))


class DelegationRow(Dated, Base):
    """`taker` stands in for `giver` from `starts` up to and not including `ends`; `ended_at` is when it was taken
    back before that."""

    __tablename__ = "delegation"
    __table_args__ = (Index(None, "giver"), Index(None, "taker"))
    giver: Mapped[str] = mapped_column(ForeignKey("person.key"))
    taker: Mapped[str] = mapped_column(ForeignKey("person.key"))
    starts: Mapped[datetime] = mapped_column(Moment)
    ends: Mapped[datetime] = mapped_column(Moment)
