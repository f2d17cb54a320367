"""The rules of mandatory blocks."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added

revision = "r0008"
down_revision = "r0007"


def upgrade() -> None:
    op.create_table(
        "mandatory_rule",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("jurisdictions", sa.JSON, nullable=False),
        sa.Column("block", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("digest", sa.String(71), nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mandatory_rule"),
        sa.UniqueConstraint("key", "number", name="uq_mandatory_rule_key_number"),
    )
    only_added("mandatory_rule")
