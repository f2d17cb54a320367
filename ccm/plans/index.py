"""The index: from each document to the file it is in, as CSV for people and as JSON for programs."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from ccm.plans.delivered import Row
from ccm.plans.json_lines import line_bytes

COLUMNS = ("record", "key", "channel", "why", "file", "entry", "digest", "bytes", "pages")
CSV = "index.csv"
JSON = "index.json"

# What a spreadsheet takes for a formula when a cell begins with it, the wide forms too.
_FORMULA = re.compile("[\x00-\x20]*[=+\\-@|%＝＋－＠]|[\t\r\n]")


def cell(value: object) -> str:
    """A cell that is only ever read as text or as a number: one that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) else text


class IndexFiles:
    """``index.csv`` and ``index.json`` in `folder`, written a row at a time."""

    def __init__(self, folder: Path, job_id: str, columns: tuple[str, ...] = COLUMNS) -> None:
        self.paths: Mapping[str, Path] = {CSV: folder / CSV, JSON: folder / JSON}
        self._job = job_id
        self._columns = columns
        self._first = True

    def __enter__(self) -> Self:
        self._csv = self.paths[CSV].open("w", encoding="utf-8", errors="backslashreplace", newline="")
        self._json = self.paths[JSON].open("wb")
        self._table = csv.writer(self._csv, lineterminator="\r\n")  # as RFC 4180 has it
        self._table.writerow(self._columns)
        self._json.write(b'{"job":' + line_bytes(self._job).rstrip() + b',"documents":[\n')
        return self

    def add(self, row: Row) -> None:
        """Take a row; what the index has no column for is left out."""
        self._table.writerow([cell(row.get(column)) for column in self._columns])
        shown = {column: row[column] for column in self._columns if column in row}
        self._json.write((b"" if self._first else b",\n") + line_bytes(shown).rstrip(b"\n"))
        self._first = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._json.write(b"\n]}\n")
        self._json.close()
        self._csv.close()
