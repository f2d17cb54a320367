"""The index: from each document to the file it is in, as CSV for people and as JSON for programs."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring
from pathlib import Path
from types import TracebackType
from typing import Self

from ccm.plans.delivered import Row
from ccm.plans.json_lines import line_bytes

COLUMNS = ("record", "key", "channel", "why", "file", "entry", "digest", "bytes", "pages")
CSV = "index.csv"
JSON = "index.json"

# Where a spreadsheet begins a cell, whichever sign it takes for the end of the one before, and finds a formula in it,
# or what it would cut away to find one.
_FORMULA = re.compile('(^|[;,\t\r\n|])(?=[\x00-\x20"]*[=+\\-@%＝＋－＠]|[\t\r\n])')


def cell(text: str) -> str:
    """A cell that is only ever read as text: what a spreadsheet would run gets an apostrophe before it."""
    return _FORMULA.sub(r"\1'", text)


def table_lines(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    """Rows of the index as lines of CSV (RFC 4180). Keys come from data; everything else is the engine's own."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [cell(row["key"]) if column == "key" else row.get(column) for column in columns] for row in rows
    )
    return text.getvalue().encode("utf-8", "backslashreplace")


def json_lines(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    """Rows of the index as objects of JSON, a line each, with commas between."""
    return ",\n".join(_object(row, columns) for row in rows).encode("utf-8", "backslashreplace")


def _object(row: Row, columns: tuple[str, ...]) -> str:
    fields = [
        f'"{column}":{encode_basestring(value) if isinstance(value, str) else value}'
        for column in columns
        if (value := row.get(column)) is not None
    ]
    return f"{{{','.join(fields)}}}"


class IndexFiles:
    """``index.csv`` and ``index.json`` in `folder`, written as the rows come."""

    def __init__(self, folder: Path, job_id: str, columns: tuple[str, ...]) -> None:
        self.paths: Mapping[str, Path] = {CSV: folder / CSV, JSON: folder / JSON}
        self._job = job_id
        self._columns = columns
        self._first = True

    def __enter__(self) -> Self:
        self._csv = self.paths[CSV].open("wb")
        self._json = self.paths[JSON].open("wb")
        self._csv.write(",".join(self._columns).encode() + b"\r\n")
        self._json.write(b'{"job":' + line_bytes(self._job).rstrip() + b',"documents":[\n')
        return self

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows; what the index has no column for is left out."""
        rows = list(rows)
        self.add_lines(table_lines(rows, self._columns), json_lines(rows, self._columns))

    def add_lines(self, table: bytes, objects: bytes) -> None:
        """Take rows as `table_lines` and `json_lines` give them."""
        if not objects:
            return
        self._csv.write(table)
        self._json.write(objects if self._first else b",\n" + objects)
        self._first = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._json.write(b"\n]}\n")
        self._json.close()
        self._csv.close()
