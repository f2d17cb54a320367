"""Tables as records: what the names of columns say about the shape of the data.

    id                          a field
    customer.name               a field of an object
    customer.address[]          an item of a list of values; the column may stand several times
    transactions[].description  a field of an item of a list of objects, one item a row

Consecutive rows with the same key are one record: their ``[].`` columns give an item each, the other columns are
the same in every row or empty after the first. Without ``[].`` columns each row is a record. An empty cell is an
absent field.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from ccm.sources.record import Data, DatumError

Cells = Sequence[object]
Place = Literal["field", "value of a list", "field of an item"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its `header`; the names down to the field or the list; and, of an item, the names inside it."""

    header: str
    path: tuple[str, ...]
    place: Place
    inner: tuple[str, ...] = ()


def columns_of(headers: Sequence[str]) -> tuple[Column, ...]:
    """What `headers` say. Raises DatumError for names that are empty, stand twice or contradict each other."""
    columns = tuple(_column(header.strip()) for header in headers)
    kinds: dict[tuple[str, ...], tuple[str, Column]] = {}
    for column in columns:
        for prefix, kind in _shape(column):
            known, other = kinds.setdefault(prefix, (kind, column))
            if known == kind == "field" and other is not column:
                raise DatumError(f"names the column {column.header!r} twice", "give each column a name of its own")
            if known != kind:
                raise DatumError(
                    f"takes {'.'.join(prefix)!r} once as {known} and once as {kind}, in {other.header!r} and "
                    f"{column.header!r}",
                    "rename one of the columns",
                )
    return columns


def _shape(column: Column) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a column takes each part of its name for."""
    for length in range(1, len(column.path)):
        yield column.path[:length], "object"
    if column.place != "field of an item":
        yield column.path, column.place
        return
    item = (*column.path, "[]")
    yield column.path, "list of items"
    for length in range(1, len(column.inner)):
        yield (*item, *column.inner[:length]), "object"
    yield (*item, *column.inner), "field"


def _column(header: str) -> Column:
    outer, bracket, inner = header.partition("[]")
    path = tuple(outer.split("."))
    if not bracket:
        column = Column(header, path, "field")
    elif not inner:
        column = Column(header, path, "value of a list")
    else:
        column = Column(header, path, "field of an item", tuple(inner.removeprefix(".").split(".")))
    if not all(name and name == name.strip() and "[" not in name for name in (*column.path, *column.inner)):
        raise DatumError(
            f"has a column named {header!r}, which names no field",
            "name columns like id, customer.name, customer.address[] or transactions[].amount",
        )
    if len(column.path) + len(column.inner) > 16:
        raise DatumError(f"has a column of {len(column.path) + len(column.inner)} names", "use at most 16")
    return column


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `problem` says what is wrong with it, `cells` holds what could be read all the same."""

    line: int
    cells: Cells
    problem: DatumError | None = None


@dataclass(slots=True)
class Group:
    """The rows of one record as they come; `problem` is the first thing wrong in any of them."""

    number: int
    line: int
    key: tuple[object, ...]
    data: Data = field(default_factory=dict)
    problem: DatumError | None = None

    def add(self, columns: tuple[Column, ...], row: Row) -> None:
        """Take a row in. What is wrong with it is kept as the record's problem."""
        if row.problem:
            self.problem = self.problem or row.problem.under("", row.line)
            return
        items: dict[tuple[str, ...], Data] = {}
        for column, cell in zip(columns, row.cells, strict=True):
            if column.place == "field":
                self._field(column, cell, row.line)
            elif column.place == "value of a list":
                values = _list_at(self.data, column.path)
                if cell is not None and row.line == self.line:
                    values.append(cell)
            else:
                item = items.setdefault(column.path, {})
                if cell is not None:
                    _put(item, column.inner, cell)
        for path, item in items.items():
            listed = _list_at(self.data, path)
            if item:
                listed.append(item)

    def _field(self, column: Column, cell: object, line: int) -> None:
        if cell is None:
            return
        known = _get(self.data, column.path)
        if known is None:
            _put(self.data, column.path, cell)
        elif known != cell and self.problem is None:
            self.problem = DatumError(
                f"is {cell!r} here and {known!r} in an earlier row of the same record",
                "give it once, or the same in each row",
                column.header,
                line,
            )


def fold(columns: tuple[Column, ...], key: tuple[str, ...], rows: Iterable[Row]) -> Iterator[Group]:
    """The records of `rows`.

    Raises DatumError when `key` names a column that is not there, and for a row so bad that nobody can say which
    record it belongs to.
    """
    positions = _key_positions(columns, key)
    group: Group | None = None
    for row in rows:
        if row.problem and positions and max(positions) >= len(row.cells):
            raise row.problem.under("", row.line)
        own = tuple(row.cells[position] for position in positions)
        if group and positions and (own == group.key or not any(cell is not None for cell in own)):
            group.add(columns, row)
            continue
        if group:
            yield group
        group = Group(group.number + 1 if group else 1, row.line, own)
        group.add(columns, row)
    if group:
        yield group


def _key_positions(columns: tuple[Column, ...], key: tuple[str, ...]) -> tuple[int, ...]:
    """Where the key's columns stand; none when each row is a record of its own."""
    headers = [column.header for column in columns]
    for name in key:
        if name not in headers:
            raise DatumError(f"has no column {name!r} to group rows by", f"name one of {', '.join(headers)}")
    if key:
        return tuple(headers.index(name) for name in key)
    if any(column.place == "field of an item" for column in columns):
        fields = [index for index, column in enumerate(columns) if column.place == "field"]
        if not fields:
            raise DatumError("has only columns of lists", "add a column that names the record, such as id")
        return (fields[0],)
    return ()


def _get(data: Data, path: tuple[str, ...]) -> object:
    value: object = data
    for name in path:
        value = cast(Data, value).get(name)
        if value is None:
            return None
    return value


def _put(data: Data, path: tuple[str, ...], value: object) -> None:
    for name in path[:-1]:
        data = cast(Data, data.setdefault(name, {}))
    data[path[-1]] = value


def _list_at(data: Data, path: tuple[str, ...]) -> list[object]:
    for name in path[:-1]:
        data = cast(Data, data.setdefault(name, {}))
    return cast(list[object], data.setdefault(path[-1], []))
