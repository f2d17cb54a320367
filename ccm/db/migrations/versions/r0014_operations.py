"""Operations of the API that take their time; and the audit log found by who acted and on what."""

import sqlalchemy as sa
from alembic import op

revision = "r0014"
down_revision = "r0012"


def upgrade() -> None:
    op.create_table(
        "operation",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("alive_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.String(200), nullable=False),
        sa.Column("result", sa.JSON),
        sa.Column("error", sa.JSON),
        sa.Column("has_page", sa.Boolean, nullable=False),
        sa.Column("page", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_operation"),
    )
    op.create_index("ix_operation_person_asked_at_id", "operation", ["person", "asked_at", "id"])
    op.create_index("ix_operation_ended_at", "operation", ["ended_at"])
    op.create_index("ix_audit_log_who", "audit_log", ["who", "sequence"])
    op.create_index("ix_audit_log_subject", "audit_log", ["kind", "key", "sequence"])
