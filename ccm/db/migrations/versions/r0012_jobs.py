"""Jobs and their chunks."""

import sqlalchemy as sa
from alembic import op

revision = "r0012"
down_revision = "r0011"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("identity", sa.String(71), nullable=True),
        sa.Column("fingerprint", sa.String(71), nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("release", sa.String(71), nullable=False),
        sa.Column("spec", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("unreadable", sa.Integer, nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.String(400), nullable=False),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("holder", sa.String(400), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("identity", name="uq_job_identity"),
    )
    op.create_index("ix_job_state_created_at", "job", ["state", "created_at"])
    op.create_index("ix_job_template", "job", ["template"])
    op.create_table(
        "job_chunk",
        sa.Column("job", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("mend", sa.Integer, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("staged", sa.String(71), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("token", sa.String(64), nullable=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("delivered", sa.Integer, nullable=False),
        sa.Column("rejected", sa.Integer, nullable=False),
        sa.Column("outputs", sa.JSON, nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("job", "number", name="pk_job_chunk"),
        sa.ForeignKeyConstraint(["job"], ["job.id"], name="fk_job_chunk_job"),
    )
    op.create_index("ix_job_chunk_job_state", "job_chunk", ["job", "state"])
