"""The change logs: who saved a draft or made a version. What is there already gets the rows that are known of it."""

import sqlalchemy as sa
from alembic import op

from ccm.db.only_added import only_added
from content_blocks.digest import digest

revision = "r0006"
down_revision = "r0005"


def upgrade() -> None:
    for kind in ("block", "brand", "template"):
        op.create_table(
            f"{kind}_change",
            sa.Column("key", sa.String(64), nullable=False),
            sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
            sa.Column("person", sa.String(200), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("what", sa.String(16), nullable=False),
            sa.Column("version", sa.Integer),
            sa.Column("files_digest", sa.String(71), nullable=False),
            sa.PrimaryKeyConstraint("key", "number", name=f"pk_{kind}_change"),
            sa.ForeignKeyConstraint(["key"], [f"{kind}.key"], name=f"fk_{kind}_change_key"),
        )
        _versions(kind)
        _drafts(kind)
        only_added(f"{kind}_change")


def _versions(kind: str) -> None:
    op.execute(
        f"INSERT INTO {kind}_change (key, number, person, at, what, version, files_digest) "  # noqa: S608 - three words
        "SELECT key, ROW_NUMBER() OVER (PARTITION BY key ORDER BY number), author, created_at, 'version', number, "
        f"files_digest FROM {kind}_version"
    )


def _drafts(kind: str) -> None:
    """The last save of each draft; a draft of something new had no subject until now."""
    op.execute(
        f"INSERT INTO {kind} (key, newest) "  # noqa: S608 - three words
        f"SELECT key, 0 FROM {kind}_draft WHERE key NOT IN (SELECT key FROM {kind})"
    )
    moment = sa.DateTime(timezone=True)
    drafts = sa.table(
        f"{kind}_draft",
        sa.column("key"), sa.column("author"), sa.column("saved_at", moment), sa.column("files", sa.JSON),
    )  # fmt: skip
    changes = sa.table(
        f"{kind}_change",
        sa.column("key"), sa.column("number"), sa.column("person"), sa.column("at", moment), sa.column("what"),
        sa.column("version"), sa.column("files_digest"),
    )  # fmt: skip
    connection = op.get_bind()
    for draft in connection.execute(sa.select(drafts)).all():
        known = sa.select(sa.func.count()).select_from(changes).where(changes.c.key == draft.key)
        number = (connection.scalar(known) or 0) + 1
        connection.execute(
            sa.insert(changes).values(
                key=draft.key, number=number, person=draft.author, at=draft.saved_at, what="draft", version=None,
                files_digest=digest(draft.files),
            )
        )  # fmt: skip
