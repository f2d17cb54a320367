"""A query of a database as records: a row a record, or rows grouped under a key, named like the columns of CSV.

The operator names the database and the query. The query is read in one transaction that can change nothing, a batch
of rows at a time: a million rows never sit in memory, and all of them are of one moment.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import chain, islice
from typing import cast

from ccm.sources.cells import plain
from ccm.sources.columns import Row, columns_of, fold
from ccm.sources.places import scheme_of, shown
from ccm.sources.plain import checked
from ccm.sources.query_rows import PostgresqlRows, QueryError, QueryRows, SqliteRows
from ccm.sources.record import DatumError, Record, SourceError, SourceFault, SourceOptions

_KINDS: Mapping[str, Callable[[str, str], QueryRows]] = {
    "postgresql": PostgresqlRows,
    "postgres": PostgresqlRows,
    "sqlite": SqliteRows,
}


def is_database(place: str) -> bool:
    """Whether `place` is the address of a database that can be asked."""
    return _kind(place) in _KINDS


def _kind(place: str) -> str:
    """``postgresql`` of ``postgresql+psycopg://...``, as other programs write it."""
    return scheme_of(place).partition("+")[0]


def open_query(address: str, query: str, options: SourceOptions | None = None) -> Iterator[Record | SourceFault]:
    """The records that `query` gives of the database at `address` (``postgresql://...``, ``sqlite:///file.db``).

    Raises SourceError at once when the database does not answer, the statement is wrong or would change anything, or
    its columns cannot be taken; and while it is read, when the database gives no more rows before their end. The
    address is shown without its password.
    """
    file = shown(address)
    opened = _KINDS.get(_kind(address))
    if opened is None:
        raise SourceError(SourceFault(file, "is no database that can be asked", "give postgresql:// or sqlite://"))
    try:
        rows = opened(address, query)
    except QueryError as error:
        raise SourceError(SourceFault(file, error.problem, error.remedy)) from None
    records = _records(file, rows, options or SourceOptions())
    # From here on the connection is closed when the records are, even if nobody reads them.
    next(records)
    return cast(Iterator[Record | SourceFault], records)


def _records(file: str, rows: QueryRows, options: SourceOptions) -> Iterator[Record | SourceFault | None]:
    number = 0
    with closing(rows):
        try:
            columns = columns_of(rows.columns)
            groups = fold(columns, options.key, _numbered(rows))
            first = list(islice(groups, 1))  # what is wrong with the key is known with the first row
        except DatumError as error:
            raise SourceError(error.in_record(file, None)) from None
        except QueryError as error:
            raise SourceError(SourceFault(file, error.problem, error.remedy)) from None
        yield None
        try:
            for group in chain(first, groups):
                number = group.number
                try:
                    if group.problem:
                        raise group.problem
                    yield Record(file, number, checked(group.data))
                except DatumError as error:
                    yield SourceFault(file, error.problem, error.remedy, number, None, error.path)
        except QueryError as error:
            raise SourceError(SourceFault(file, error.problem, error.remedy, number + 1)) from None


def _numbered(rows: QueryRows) -> Iterator[Row]:
    for number, cells in enumerate(rows.rows(), start=1):
        yield Row(number, [plain(cell) for cell in cells])
