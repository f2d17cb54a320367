"""People, groups, roles in folders, kinds of edit, delegations: rows that begin and end."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ccm.db.only_ended import never_deleted, only_ended

revision = "r0005"
down_revision = "r0004"

_KEY = sa.String(200)
_WORD = sa.String(20)
_RUNS = sa.text("ended_at IS NULL")


def upgrade() -> None:
    for table, columns in (("person", [sa.Column("name", _KEY, nullable=False)]), ("person_group", [])):
        op.create_table(
            table,
            sa.Column("key", _KEY, nullable=False),
            *columns,
            sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
            sa.PrimaryKeyConstraint("key", name=f"pk_{table}"),
        )
        never_deleted(table, "key")
    _dated("person_service", [("person", "person")], one=("person",))
    _dated("person_group_member", [("group_key", "person_group"), ("person", "person")], one=("group_key", "person"))
    op.create_index("ix_person_group_member_person", "person_group_member", ["person"])
    _dated("role_grant", [("holder", _KEY), ("role", _WORD), ("folder", _KEY)], one=("holder", "role", "folder"))
    _dated("placement", [("kind", _WORD), ("key", _KEY), ("folder", _KEY)], one=("kind", "key"))
    _dated("edit_right", [("template", _KEY), ("holder", _KEY), ("edits", _WORD)], one=("template", "holder"))
    moments = [(name, sa.DateTime(timezone=True)) for name in ("starts", "ends")]
    _dated("delegation", [("giver", "person"), ("taker", "person"), *moments])
    for column in ("giver", "taker"):
        op.create_index(f"ix_delegation_{column}", "delegation", [column])


def _dated(table: str, columns: "list[tuple[str, str | sa.types.TypeEngine[Any]]]", one: tuple[str, ...] = ()) -> None:
    """Make a table of rows that begin and end. A column is given with its type, or with the table its key is of;
    of the rows that agree in the columns `one`, at most one has not ended."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(name, _KEY if isinstance(kind, str) else kind, nullable=False) for name, kind in columns),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{kind}.key"], name=f"fk_{table}_{name}")
            for name, kind in columns
            if isinstance(kind, str)
        ),
    )
    if one:
        name = "_".join(("ix", table, *one))
        op.create_index(name, table, list(one), unique=True, sqlite_where=_RUNS, postgresql_where=_RUNS)
    only_ended(table, ["id", *(name for name, _ in columns), "started_at"])
