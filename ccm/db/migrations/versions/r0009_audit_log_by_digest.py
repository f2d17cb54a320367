"""The audit log found by digest: what is sent is held against the acts behind it, however long the log is."""

from alembic import op

revision = "r0009"
down_revision = "r0008"


def upgrade() -> None:
    op.create_index("ix_audit_log_digest", "audit_log", ["digest"])
