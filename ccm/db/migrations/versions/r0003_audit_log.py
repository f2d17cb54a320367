"""The audit log, with the guards that let rows be added to it and nothing else be done."""

import sqlalchemy as sa
from alembic import op

from approval.audit_tables import guard_statements

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    op.create_table(
        "audit_log",
        sa.Column("sequence", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False, autoincrement=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("act", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(200), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger),
        sa.Column("digest", sa.String(71)),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("host", sa.String(200), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("previous", sa.String(71), nullable=False),
        sa.Column("hash", sa.String(71), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_log"),
        sa.CheckConstraint("sequence > 0", name="ck_audit_log_sequence"),
    )
    connection = op.get_bind()
    # Word for word what `missing_guards` looks for later; another wording comes with a revision that replaces these.
    for statement in guard_statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
