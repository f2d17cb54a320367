"""Approvals: workflows, submissions, decisions, recalls, what the gates found, and where each submission stands."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added

revision = "r0004"
down_revision = "r0003"

DIGEST, MOMENT, KEY, WORD = sa.String(71), sa.String(27), sa.String(200), sa.String(40)


def upgrade() -> None:
    _workflows()
    _gates()
    _submissions()
    _standing()
    only_added("workflow_definition", "digest")
    only_added("workflow_version", "key", "number")
    only_added("evidence", "digest")
    only_added("gate_result", "digest", "number")
    only_added("submission", "number")
    only_added("submission_subject", "submission", "place")
    only_added("decision", "submission", "number")
    only_added("recall", "submission", "number")


def _workflows() -> None:
    op.create_table(
        "workflow_definition",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_workflow_definition"),
    )
    op.create_table(
        "workflow_version",
        sa.Column("key", KEY, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("digest", DIGEST),
        sa.Column("author", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seal", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name="pk_workflow_version"),
        sa.ForeignKeyConstraint(["digest"], ["workflow_definition.digest"], name="fk_workflow_version_digest"),
    )


def _gates() -> None:
    op.create_table(
        "evidence",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_evidence"),
    )
    op.create_table(
        "gate_result",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("gate", KEY, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("findings", sa.Integer, nullable=False),
        sa.Column("evidence", DIGEST, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seal", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("digest", "number", name="pk_gate_result"),
        sa.ForeignKeyConstraint(["evidence"], ["evidence.digest"], name="fk_gate_result_evidence"),
    )


def _submissions() -> None:
    op.create_table(
        "submission",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("workflow", DIGEST, nullable=False),
        sa.Column("submitter", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("followers", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("rosters", sa.Text, nullable=False),
        sa.Column("gates", sa.Text, nullable=False),
        sa.Column("seal", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_submission"),
        sa.UniqueConstraint("id", name="uq_submission_id"),
        sa.ForeignKeyConstraint(["workflow"], ["workflow_definition.digest"], name="fk_submission_workflow"),
    )
    op.create_table(
        "submission_subject",
        sa.Column("submission", WORD, nullable=False),
        sa.Column("place", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.PrimaryKeyConstraint("submission", "place", name="pk_submission_subject"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_submission_subject_submission"),
    )
    op.create_index("ix_submission_subject_digest", "submission_subject", ["digest"])
    op.create_index("ix_submission_subject_kind_key", "submission_subject", ["kind", "key"])
    op.create_table(
        "decision",
        sa.Column("submission", WORD, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("verdict", WORD, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("on_behalf_of", KEY),
        sa.Column("step", KEY),
        sa.Column("seen", DIGEST, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("node", sa.Text),
        sa.Column("seal", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("submission", "number", name="pk_decision"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_decision_submission"),
    )
    op.create_table(
        "recall",
        sa.Column("submission", WORD, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("release", DIGEST, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("seal", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("submission", "number", name="pk_recall"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_recall_submission"),
    )


def _standing() -> None:
    op.create_table(
        "submission_state",
        sa.Column("submission", WORD, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
        sa.Column("recalls", sa.Integer, nullable=False),
        sa.Column("due", MOMENT),
        sa.Column("closed", MOMENT),
        sa.PrimaryKeyConstraint("submission", name="pk_submission_state"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_submission_state_submission"),
        sa.CheckConstraint("decisions >= 0 AND recalls >= 0", name=op.f("ck_submission_state_counts")),
    )
    op.create_index("ix_submission_state_status_number", "submission_state", ["status", "number"])
    op.create_index(
        "uq_submission_state_open",
        "submission_state",
        ["kind", "key"],
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_table(
        "submission_task",
        sa.Column("submission", WORD, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("seat", KEY, nullable=False),
        sa.Column("group", KEY, nullable=False),
        sa.Column("urgency", sa.String(28), nullable=False),
        sa.PrimaryKeyConstraint("submission", "step", "seat", name="pk_submission_task"),
        sa.ForeignKeyConstraint(["submission"], ["submission.id"], name="fk_submission_task_submission"),
    )
    op.create_index("ix_submission_task_seat_urgency_submission", "submission_task", ["seat", "urgency", "submission"])
