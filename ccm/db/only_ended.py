"""Tables whose rows begin and end: the database itself refuses to delete one, to change it, and to end it twice."""

from collections.abc import Iterable

from alembic import op


def never_deleted(table: str, key: str) -> None:
    """In a migration, make `table` refuse to delete or replace a row, or give it another `key`, whoever asks."""
    if op.get_bind().dialect.name == "postgresql":
        _postgresql(table, f"NEW.{key} IS DISTINCT FROM OLD.{key}")
    else:
        _sqlite(table, key, (key,), None)


def only_ended(table: str, columns: Iterable[str]) -> None:
    """In a migration, let a row of `table` be given its ``ended_at``, once, and nothing else be done to it.

    `columns` are all the columns but that one; ``id`` is its key.
    """
    if op.get_bind().dialect.name == "postgresql":
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        _postgresql(table, f"OLD.ended_at IS NOT NULL OR {changed}")
    else:
        _sqlite(table, "id", columns, "OLD.ended_at IS NOT NULL")


def _postgresql(table: str, refused: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_only_ended() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF TG_OP = 'UPDATE' THEN IF NOT ({refused}) THEN RETURN NEW; END IF; END IF; "
        f"RAISE EXCEPTION '{_says(table)}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_only_ended BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_only_ended()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_ended()"
    )


def _sqlite(table: str, key: str, fixed: Iterable[str], ended: str | None) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_says(table)}'); END"
    op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OF {', '.join(fixed)} ON {table} {refuse}")
    if ended:
        op.execute(f"CREATE TRIGGER {table}_no_second_end BEFORE UPDATE ON {table} WHEN {ended} {refuse}")
    # INSERT OR REPLACE removes the old row without asking the triggers on DELETE.
    same = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - names of tables, from migrations
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {same} {refuse}")


def _says(table: str) -> str:
    return f"rows of {table} are never deleted or changed, they end"
