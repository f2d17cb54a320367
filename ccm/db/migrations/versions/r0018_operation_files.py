"""Files that operations make, beside their pages."""

import sqlalchemy as sa
from alembic import op

revision = "r0018"
down_revision = "r0017"


def upgrade() -> None:
    op.add_column("operation", sa.Column("file", sa.LargeBinary, nullable=True))
    op.add_column("operation", sa.Column("file_name", sa.String(200), nullable=True))
