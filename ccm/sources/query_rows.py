"""The rows of one statement, from a connection that can read and do nothing else: of PostgreSQL, or a SQLite file.

PostgreSQL is asked for a session and a transaction that are read only. SQLite asks here about every step of the
statement before it is begun, and is allowed none that is not reading.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from ccm.sources.json_text import DECODER

BATCH = 1_000
_CONNECT_SECONDS = 15
# Times come in UTC and dates in ISO 8601, whatever the server's habit: the same rows are the same records.
_SESSION = "-c default_transaction_read_only=on -c timezone=UTC -c datestyle=ISO"
_NO_ROWS = ("gives no rows, whatever is in the tables", "write a statement that does: SELECT ...")


class QueryError(Exception):
    """The database cannot be reached, or gives no rows for the statement; `problem` and `remedy` say why."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}; {remedy}")


class QueryRows(Protocol):
    """The `columns` of a statement that was begun, and its rows as they come."""

    columns: list[str]

    def rows(self) -> Iterator[Sequence[object]]:
        """The rows, once. Raises QueryError when the database gives no more of them."""
        ...

    def close(self) -> None: ...


class PostgresqlRows:
    """Rows of PostgreSQL through a cursor on the server. Needs psycopg, the extra ``postgresql``."""

    def __init__(self, address: str, query: str) -> None:
        try:
            import psycopg
            from psycopg.types.json import set_json_loads
        except ImportError:
            remedy = "install it with: pip install ccm-engine[postgresql]"
            raise QueryError("needs the library psycopg to be read", remedy) from None
        self._error = psycopg.Error
        try:
            conninfo = "postgresql://" + address.partition("://")[2]
            self._connection = psycopg.connect(conninfo, connect_timeout=_CONNECT_SECONDS, options=_SESSION)
        except psycopg.Error as error:
            remedy = "check the address, the rights of the user, and whether the server is up"
            raise QueryError(f"does not answer{_reason(error, address)}", remedy) from None
        set_json_loads(_json, self._connection)
        self._connection.read_only = True
        self._cursor = self._connection.cursor("ccm")
        self._cursor.itersize = BATCH
        try:
            self._cursor.execute(query)
            self.columns = [column.name for column in self._cursor.description or ()]
        except (psycopg.Error, ValueError) as error:
            self.close()
            raise _refused(error) from None
        if not self.columns:
            self.close()
            raise QueryError(*_NO_ROWS)

    def rows(self) -> Iterator[Sequence[object]]:
        try:
            yield from self._cursor
        except self._error as error:
            raise _cut_off(error) from None

    def close(self) -> None:
        self._connection.close()  # before the cursor: the server then forgets it too
        self._cursor.close()


class SqliteRows:
    """Rows of a file of SQLite, which must be there."""

    def __init__(self, address: str, query: str) -> None:
        path = Path(unquote(urlsplit(address).path.removeprefix("/")))
        if not path.is_file():
            raise QueryError("is no file", "write sqlite:///file.db, or sqlite:////folder/file.db from the root on")
        self._connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)
        self._connection.set_authorizer(_only_reading)
        try:
            self._cursor = self._connection.execute(query)
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            self.close()
            raise _refused(error) from None
        self.columns = [column[0] for column in self._cursor.description or ()]
        if not self.columns:
            self.close()
            raise QueryError(*_NO_ROWS)

    def rows(self) -> Iterator[Sequence[object]]:
        self._cursor.arraysize = BATCH
        try:
            for cells in self._cursor:  # noqa: UP028 - 'yield from' would close the cursor, maybe after its connection
                yield cells
        except sqlite3.Error as error:
            raise _cut_off(error) from None

    def close(self) -> None:
        self._connection.close()


_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)


def _only_reading(action: int, _one: object, function: object, *_rest: object) -> int:
    reads = action in _READING and not (action == sqlite3.SQLITE_FUNCTION and function == "load_extension")
    return sqlite3.SQLITE_OK if reads else sqlite3.SQLITE_DENY


def _json(body: str | bytes) -> object:
    return DECODER.decode(body if isinstance(body, str) else body.decode("utf-8"))


def _refused(error: Exception) -> QueryError:
    return QueryError(f"refuses the statement: {_first(error)}", "correct the statement; it may only read")


def _cut_off(error: Exception) -> QueryError:
    return QueryError(f"gives no more rows: {_first(error)}", "see that the server stays up, and start again")


def _reason(error: Exception, address: str) -> str:
    """Why there is no connection; nothing where the reason might quote the password, as it does a bad address."""
    said = _first(error)
    password = unquote(urlsplit(address).password or "")
    return "" if any(piece in said for piece in re.split(r"\W+", password) if piece) else f": {said}"


def _first(error: Exception) -> str:
    """The first line of what a database says, and no more than a line's length of it."""
    lines = str(error).strip().splitlines()
    return lines[0][:300] if lines else type(error).__name__
