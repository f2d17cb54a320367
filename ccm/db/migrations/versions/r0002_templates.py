"""Templates: subjects, versions, drafts and files; periods of effect; the blocks they use."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    op.create_table(
        "template_file",
        sa.Column("digest", sa.String(71), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_template_file"),
    )
    only_added("template_file")
    op.create_table(
        "template",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("newest", sa.Integer, nullable=False),
        sa.Column("retired_on", sa.Date),
        sa.PrimaryKeyConstraint("key", name="pk_template"),
    )
    op.create_table(
        "template_version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(71), nullable=False),
        sa.Column("files_digest", sa.String(71), nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template_version"),
        sa.ForeignKeyConstraint(["key"], ["template.key"], name="fk_template_version_key"),
        sa.UniqueConstraint("key", "number", name="uq_template_version_key_number"),
    )
    op.create_index("ix_template_version_digest", "template_version", ["digest"])
    only_added("template_version")
    op.create_table(
        "template_draft",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_template_draft"),
    )
    op.create_table(
        "template_period",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date),
        sa.Column("author", sa.String(200), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_template_period"),
        sa.ForeignKeyConstraint(["key"], ["template.key"], name="fk_template_period_key"),
    )
    op.create_index("ix_template_period_key_starts", "template_period", ["key", "starts"])
    op.create_table(
        "template_block",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("block", sa.String(64), nullable=False),
        sa.Column("pinned", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_template_block"),
        sa.ForeignKeyConstraint(["key"], ["template.key"], name="fk_template_block_key"),
    )
    op.create_index("ix_template_block_block_key_number", "template_block", ["block", "key", "number"])
    only_added("template_block")
