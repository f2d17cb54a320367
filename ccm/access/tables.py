"""The tables of access: API keys, passwords and their one-time links, browser sessions, accounts of identity providers.

Nothing that opens a door is kept: of keys, links and sessions there is a SHA-256, of passwords an argon2 hash.
"""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, MetaData, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from approval.audit import MAX_KEY
from content_blocks.tables import NAMING, Moment

_RUNS = text("ended_at IS NULL")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class ApiKeyRow(Base):
    """A key with which a program acts as a person. The row stays when the key is revoked."""

    __tablename__ = "api_key"
    __table_args__ = (Index(None, "person"),)

    id: Mapped[str] = mapped_column(String(20), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    name: Mapped[str] = mapped_column(String(MAX_KEY))
    abilities: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(String(MAX_KEY))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class PasswordRow(Base):
    """The password of a person, as an argon2 hash."""

    __tablename__ = "password"

    person: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    hash: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(Moment)


class PasswordLinkRow(Base):
    """A token with which a person sets their password, once."""

    __tablename__ = "password_link"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    made_by: Mapped[str] = mapped_column(String(MAX_KEY))
    expires_at: Mapped[datetime] = mapped_column(Moment)


class BrowserSessionRow(Base):
    """A browser that somebody signed in with. The row goes when they sign out."""

    __tablename__ = "browser_session"
    __table_args__ = (Index(None, "person"),)

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    way: Mapped[str] = mapped_column(String(20))
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class FailureRow(Base):
    """How often signing in failed of late, for an account or from an address, each named by a SHA-256."""

    __tablename__ = "sign_in_failure"

    source: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment)


class AccountRow(Base):
    """An account at an identity provider, by issuer and subject, with which a person signs in."""

    __tablename__ = "oidc_account"
    __table_args__ = (
        Index(None, "issuer", "subject", unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS),
        Index(None, "person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(String(500))
    subject: Mapped[str] = mapped_column(String(255))
    person: Mapped[str] = mapped_column(String(MAX_KEY))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class FlowRow(Base):
    """A sign-in that has gone to the identity provider and is to come back, once and soon."""

    __tablename__ = "oidc_flow"

    state: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(100))
    verifier: Mapped[str] = mapped_column(String(100))
    expires_at: Mapped[datetime] = mapped_column(Moment)


class AnswerRow(Base):
    """What a request with an Idempotency-Key was answered, for giving the same answer again: sealed, with a name and a
    digest of the request that only who sends it again can make."""

    __tablename__ = "idempotent_answer"

    caller: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment)


class PreferenceRow(Base):
    """How a person wants the interface."""

    __tablename__ = "preference"

    person: Mapped[str] = mapped_column(String(MAX_KEY), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(10))
    scheme: Mapped[str] = mapped_column(String(10))
    time_zone: Mapped[str | None] = mapped_column(String(100))
