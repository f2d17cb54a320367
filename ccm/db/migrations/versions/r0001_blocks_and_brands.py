"""Blocks and brands: subjects, versions that are only added, drafts, files."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added

revision = "r0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "content_file",
        sa.Column("digest", sa.String(71), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_content_file"),
    )
    only_added("content_file")
    for kind in ("block", "brand"):
        op.create_table(
            kind,
            sa.Column("key", sa.String(64), nullable=False),
            sa.Column("newest", sa.Integer, nullable=False),
            sa.Column("retired_on", sa.Date),
            sa.PrimaryKeyConstraint("key", name=f"pk_{kind}"),
        )
        op.create_table(
            f"{kind}_version",
            sa.Column("id", sa.Integer, nullable=False),
            sa.Column("key", sa.String(64), nullable=False),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("digest", sa.String(71), nullable=False),
            sa.Column("files_digest", sa.String(71), nullable=False),
            sa.Column("files", sa.JSON, nullable=False),
            sa.Column("author", sa.String(200), nullable=False),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("message", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{kind}_version"),
            sa.ForeignKeyConstraint(["key"], [f"{kind}.key"], name=f"fk_{kind}_version_key"),
            sa.UniqueConstraint("key", "number", name=f"uq_{kind}_version_key_number"),
        )
        op.create_index(f"ix_{kind}_version_digest", f"{kind}_version", ["digest"])
        only_added(f"{kind}_version")
        op.create_table(
            f"{kind}_draft",
            sa.Column("key", sa.String(64), nullable=False),
            sa.Column("revision", sa.Integer, nullable=False),
            sa.Column("base", sa.Integer, nullable=False),
            sa.Column("files", sa.JSON, nullable=False),
            sa.Column("author", sa.String(200), nullable=False),
            sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
            sa.PrimaryKeyConstraint("key", name=f"pk_{kind}_draft"),
        )
