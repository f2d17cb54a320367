"""Who may come in: API keys, passwords, browser sessions, accounts of identity providers."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_ended import never_deleted, only_ended

revision = "r0010"
down_revision = "r0009"

_HASH = sa.String(64)
_KEY = sa.String(200)
_MOMENT = sa.DateTime(timezone=True)
_RUNS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _table(
        "api_key", "id",
        sa.Column("id", sa.String(20), nullable=False),
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("abilities", sa.Text, nullable=False),
        sa.Column("created_by", _KEY, nullable=False),
        *_moments("created_at", "expires_at"),
        sa.Column("revoked_at", _MOMENT),
        sa.UniqueConstraint("hash", name="uq_api_key_hash"),
    )  # fmt: skip
    never_deleted("api_key", "id")
    op.create_index("ix_api_key_person", "api_key", ["person"])
    _table(
        "password", "person",
        sa.Column("person", _KEY, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        *_moments("set_at"),
    )  # fmt: skip
    _table(
        "password_link", "hash",
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("made_by", _KEY, nullable=False),
        *_moments("expires_at"),
    )  # fmt: skip
    _table(
        "browser_session", "hash",
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        *_moments("started_at", "seen_at"),
    )  # fmt: skip
    op.create_index("ix_browser_session_person", "browser_session", ["person"])
    _table(
        "sign_in_failure", "source",
        sa.Column("source", _HASH, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        *_moments("last_at"),
    )  # fmt: skip
    _accounts()
    _table(
        "oidc_flow", "state",
        sa.Column("state", _HASH, nullable=False),
        sa.Column("browser", _HASH, nullable=False),
        sa.Column("nonce", sa.String(100), nullable=False),
        sa.Column("verifier", sa.String(100), nullable=False),
        *_moments("expires_at"),
    )  # fmt: skip


def _accounts() -> None:
    _table(
        "oidc_account", "id",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("person", _KEY, nullable=False),
        *_moments("started_at"),
        sa.Column("ended_at", _MOMENT),
    )  # fmt: skip
    names, columns = "ix_oidc_account_issuer_subject", ["issuer", "subject"]
    op.create_index(names, "oidc_account", columns, unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS)
    op.create_index("ix_oidc_account_person", "oidc_account", ["person"])
    only_ended("oidc_account", ["id", "issuer", "subject", "person", "started_at"])


def _table(name: str, key: str, *columns: "sa.Column[object] | sa.Constraint") -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(key, name=f"pk_{name}"))


def _moments(*names: str) -> "list[sa.Column[object]]":
    return [sa.Column(name, _MOMENT, nullable=False) for name in names]
