"""What a source yields: records, and what is wrong with those that could not be read.

A record is plain data: mappings with text keys, lists, text, integers, decimals, booleans and None. Money is a
mapping of `amount` (the exact digits, as text) and `currency`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file: the `number`-th (from 1), starting on `line` where the format has lines."""

    file: str
    number: int
    data: Data
    line: int | None = None

    @property
    def where(self) -> str:
        """``customers.csv, record 3, line 4``: the record's place, for messages."""
        return place(self.file, self.number, self.line)


@dataclass(frozen=True, slots=True)
class SourceFault:
    """Something in a file that could not be read as a record.

    `problem` says what is wrong, `remedy` what to do; `path` is the datum's place inside the record, if known.
    """

    file: str
    problem: str
    remedy: str
    number: int | None = None
    line: int | None = None
    path: str = ""

    @property
    def where(self) -> str:
        return place(self.file, self.number, self.line, self.path)

    @property
    def message(self) -> str:
        """One sentence: file, record, line and path; what is wrong; what to do."""
        return f"{self.where}: {self.problem}; {self.remedy}"


class SourceError(Exception):
    """A file cannot be read, or not any further; `fault` says where and why."""

    def __init__(self, fault: SourceFault) -> None:
        self.fault = fault
        super().__init__(fault.message)


class DatumError(ValueError):
    """A datum cannot be taken as what its field holds. Readers turn it into the fault of its record."""

    def __init__(self, problem: str, remedy: str, path: str = "", line: int | None = None) -> None:
        self.problem = problem
        self.remedy = remedy
        self.path = path
        self.line = line
        super().__init__(f"{path}: {problem}; {remedy}")

    def under(self, path: str, line: int | None = None) -> "DatumError":
        """The same, at `path` of the record, unless it already has a place."""
        return DatumError(self.problem, self.remedy, self.path or path, self.line or line)

    def in_record(self, file: str, number: int | None, line: int | None = None) -> SourceFault:
        """The fault of the `number`-th record of `file`."""
        return SourceFault(file, self.problem, self.remedy, number, self.line or line, self.path)


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How a file is read, where its content does not say so itself.

    `key` (CSV, Parquet): the columns whose equal values make consecutive rows one record; empty means the first
    column. `delimiter` (CSV): one character; None means the one the header uses. `encoding` (CSV): a Python name.
    """

    key: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str = "utf-8"


class Reader(Protocol):
    def __call__(self, path: Path, options: SourceOptions) -> "Iterator[Record | SourceFault]":
        """The records of the file, and a fault for each that is bad. Raises SourceError when it cannot go on."""
        ...


def place(file: str, number: int | None, line: int | None, path: str = "") -> str:
    parts = [file]
    if number is not None:
        parts.append(f"record {number}")
    if line is not None:
        parts.append(f"line {line}")
    if path:
        parts.append(path)
    return ", ".join(parts)
