"""Many rows at once, given to the database's driver as they are: a job keeps a thousand communications at a time.

Values are text, integers, bytes and None, which every driver takes; a day goes in as ISO 8601.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

AT_ONCE = 1000

Item = TypeVar("Item")


def insert_one(session: Session, row: type[DeclarativeBase], values: dict[str, object]) -> None:
    """Add a row, or leave alone what is there already."""
    session.connection().execute(_insert_of(session.get_bind().dialect.name, row), values)


@lru_cache(maxsize=64)
def _insert_of(dialect: str, row: type[DeclarativeBase]) -> Executable:
    statement = postgresql.insert(row) if dialect == "postgresql" else sqlite.insert(row)
    return statement.on_conflict_do_nothing()


def insert_new(session: Session, table: str, values: dict[str, str], rows: Sequence[tuple[object, ...]]) -> None:
    """Add `rows` to `table`, leaving alone what is there already.

    `values` gives each column the SQL of its value, in which each "?" takes the next value of a row.
    """
    if rows:
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(values.values())}) ON CONFLICT DO NOTHING"  # noqa: S608 - columns and tables are the program's own words
        session.connection().exec_driver_sql(_marked(session, sql), list(rows))


def select_in(session: Session, sql: str, wanted: Iterable[object]) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT that ends with a column, where that is one of `wanted`."""
    for batch in batches(wanted):
        marks = ", ".join("?" * len(batch))
        found = session.connection().exec_driver_sql(_marked(session, f"{sql} IN ({marks})"), tuple(batch))
        yield from (tuple(row) for row in found)


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """`items`, so many at once as a statement takes."""
    rest = iter(items)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _marked(session: Session, sql: str) -> str:
    """The statement with the marks for values that the driver knows."""
    return sql if session.get_bind().dialect.paramstyle == "qmark" else sql.replace("?", "%s")
