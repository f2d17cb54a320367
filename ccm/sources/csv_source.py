"""CSV (RFC 4180): a header and rows, or rows grouped under a key (`ccm.sources.columns`).

Cells stay text: the contract says what they are. The delimiter is the one the header uses (comma, semicolon, tab
or vertical bar), the encoding UTF-8 unless the options say otherwise.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ccm.sources.columns import Column, Row, columns_of, fold
from ccm.sources.plain import checked
from ccm.sources.record import DatumError, Record, SourceError, SourceFault, SourceOptions


class _Reader(Protocol):
    """What `csv.reader` gives: rows, and how many lines of the file they took."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


DELIMITERS = ",;\t|"
_SAMPLE = 64 * 1024


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The records of a CSV file. Raises SourceError when the header or the encoding makes it unreadable."""
    file = str(path)
    encoding = "utf-8-sig" if options.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else options.encoding
    try:
        with path.open(encoding=encoding, newline="") as stream:
            delimiter = options.delimiter or delimiter_of(stream.read(_SAMPLE))
            stream.seek(0)
            rows = csv.reader(stream, delimiter=delimiter, strict=True)
            columns = columns_of(_header(rows))
            for group in fold(columns, options.key, _rows(rows, columns)):
                try:
                    if group.problem:
                        raise group.problem
                    yield Record(file, group.number, checked(group.data), group.line)
                except DatumError as error:
                    yield error.in_record(file, group.number, group.line)
    except DatumError as error:
        raise SourceError(error.in_record(file, None, 1)) from None
    except (UnicodeError, LookupError) as error:
        raise SourceError(_wrong_encoding(path, options.encoding, error)) from None


def delimiter_of(text: str) -> str:
    """The delimiter that stands most often in the first line, outside quotes; a comma when there is none."""
    line = "".join(text.lstrip("\ufeff").split("\n", 1)[0].split('"')[::2])
    return max(DELIMITERS, key=line.count)


def _header(rows: Iterator[list[str]]) -> list[str]:
    try:
        header = next(rows, [])
    except csv.Error as error:
        raise DatumError(f"has a header that is not CSV: {error}", "correct the first line") from None
    if not any(cell.strip() for cell in header):
        raise DatumError("has no header", "name the columns in the first line")
    return header


def _rows(reader: "_Reader", columns: tuple[Column, ...]) -> Iterator[Row]:
    line = reader.line_num + 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            remedy = 'double every quotation mark inside a cell ("") and close every cell that begins with one'
            yield Row(line, (), DatumError(f"is not CSV: {error}", remedy))
            row = []
        if row is None:
            return
        if row:
            yield _row(line, row, len(columns))
        line = reader.line_num + 1


def _row(line: int, row: list[str], width: int) -> Row:
    cells = [cell or None for cell in row]
    if len(cells) == width:
        return Row(line, cells)
    problem = DatumError(f"has {len(cells)} cells where the header has {width}", "give every row as many cells")
    return Row(line, cells, problem)


def _wrong_encoding(path: Path, encoding: str, error: Exception) -> SourceFault:
    if isinstance(error, LookupError) and not isinstance(error, UnicodeError):
        return SourceFault(str(path), f"cannot be read as {encoding!r}", "name an encoding such as utf-8 or cp1252")
    remedy = "save the file as UTF-8, or name its encoding (--source csv:encoding=cp1252)"
    with path.open("rb") as stream:
        for line, raw in enumerate(stream, start=1):
            try:
                raw.decode(encoding)
            except UnicodeError:
                return SourceFault(str(path), f"is not {encoding.upper()}", remedy, None, line)
    return SourceFault(str(path), f"is not {encoding.upper()}", remedy)
