"""Comments on drafts, with mentions; and how each person wants the interface."""

import sqlalchemy as sa
from alembic import op

revision = "r0017"
down_revision = "r0016"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "draft_comment",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("node", sa.String(200), nullable=True),
        sa.Column("thread", sa.Integer, nullable=True),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("resolved_by", sa.String(200), nullable=True),
        sa.Column("resolved_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["thread"], ["draft_comment.number"], name="fk_draft_comment_thread_draft_comment"),
        sa.PrimaryKeyConstraint("number", name="pk_draft_comment"),
    )
    op.create_index("ix_draft_comment_kind_key_thread_number", "draft_comment", ["kind", "key", "thread", "number"])
    op.create_index("ix_draft_comment_thread", "draft_comment", ["thread"])
    op.create_table(
        "draft_mention",
        sa.Column("comment", sa.Integer, nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["comment"], ["draft_comment.number"], name="fk_draft_mention_comment_draft_comment"),
        sa.PrimaryKeyConstraint("comment", "person", name="pk_draft_mention"),
    )
    op.create_index("ix_draft_mention_person_comment", "draft_mention", ["person", "comment"])
    op.create_table(
        "preference",
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=True),
        sa.Column("scheme", sa.String(10), nullable=False),
        sa.Column("time_zone", sa.String(100), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_preference"),
    )
