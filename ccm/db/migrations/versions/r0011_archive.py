"""The archive: its master keys, the keys of customers, communications, holds, retention, proofs of destruction."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added
from ccm.db.only_ended import only_ended

revision = "r0011"
down_revision = "r0010"

_KEY = sa.String(200)
_NAME = sa.String(32)
_DIGEST = sa.String(71)
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "archive_master",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("index_key", sa.LargeBinary, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_archive_master"),
    )
    only_added("archive_master", "number")
    _customers()
    _communications()
    _holds()
    _dated("archive_retention", "template", sa.Column("period", sa.String(20)))
    _dated(
        "archive_proof",
        "subject",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _customers() -> None:
    op.create_table(
        "archive_customer",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("pseudonym", _NAME, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("master", sa.Integer),
        sa.Column("key", sa.LargeBinary),
        sa.Column("name", sa.LargeBinary),
        sa.Column("ended_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_archive_customer"),
        sa.UniqueConstraint("pseudonym", "generation", name="uq_archive_customer_pseudonym_generation"),
    )
    only_ended("archive_customer", ["id", "pseudonym", "generation"])


def _communications() -> None:
    op.create_table(
        "archive_pack",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("shared", _DIGEST, nullable=False),
        sa.Column("template", sa.String(64), nullable=False),
        sa.Column("release", _DIGEST, nullable=False),
        sa.Column("job", _KEY, nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_archive_pack"),
        sa.UniqueConstraint(
            "name", "shared", "template", "release", "job", name="uq_archive_pack_name_shared_template_release_job"
        ),
    )
    for column in ("template", "job"):
        op.create_index(f"ix_archive_pack_{column}", "archive_pack", [column])
    only_added("archive_pack", "id")
    fixed: list[sa.Column[Any]] = [
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("communication", _NAME, nullable=False),
        sa.Column("customer", sa.Integer, nullable=False),
        sa.Column("pack", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("manifest", _DIGEST, nullable=False),
        sa.Column("period", _KEY, nullable=False),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("locale", sa.String(64), nullable=False),
        sa.Column("issued", sa.Date, nullable=False),
    ]
    op.create_table(
        "communication",
        *fixed,
        sa.Column("record_key", _KEY, nullable=False),
        sa.Column("key", sa.LargeBinary),
        sa.Column("ended_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_communication"),
        sa.UniqueConstraint("communication", name="uq_communication_communication"),
        sa.ForeignKeyConstraint(["customer"], ["archive_customer.id"], name="fk_communication_customer"),
        sa.ForeignKeyConstraint(["pack"], ["archive_pack.id"], name="fk_communication_pack"),
    )
    for column in ("customer", "record_key", "pack"):
        op.create_index(f"ix_communication_{column}", "communication", [column])
    only_ended("communication", [column.name for column in fixed])


def _holds() -> None:
    op.create_table(
        "archive_hold",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("customer", _NAME),
        sa.Column("communication", _NAME),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("ended_by", _KEY),
        sa.Column("ended_why", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_archive_hold"),
    )
    for column in ("customer", "communication"):
        op.create_index(f"ix_archive_hold_{column}", "archive_hold", [column])
    only_ended("archive_hold", ["id", "customer", "communication", "why", "person", "started_at"])


def _dated(table: str, subject: str, *columns: sa.Column[Any]) -> None:
    """A table of what somebody did about `subject`, when and why, only ever added to."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(subject, sa.String(64), nullable=False),
        *columns,
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("person", _KEY, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{subject}", table, [subject])
    only_added(table, "id")
