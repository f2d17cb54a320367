"""Releases: what was sealed, and from which day it is sent."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added

revision = "r0007"
down_revision = "r0006"


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(71), nullable=False),
        sa.Column("lock", sa.Text, nullable=False),
        sa.Column("submission", sa.String(64), nullable=False),
        sa.Column("effective", sa.Date, nullable=False),
        sa.Column("released_by", sa.String(200), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("template", "number", name="uq_release_template_number"),
        sa.UniqueConstraint("digest", name="uq_release_digest"),
    )
    op.create_index("ix_release_template_version_effective", "release", ["template", "version", "effective"])
    op.create_index("ix_release_submission", "release", ["submission"])
    only_added("release")
