"""The kinds of source there are, and the one way into them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import cast

from ccm.sources.detect import KINDS, detect
from ccm.sources.options import parse_kind
from ccm.sources.record import DatumError, Reader, Record, SourceError, SourceFault, SourceOptions


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of source: `module` holds its `read`, imported when it is first used."""

    kind: str
    title: str
    module: str

    @property
    def read(self) -> Reader:
        return cast(Reader, import_module(self.module).read)


SOURCES: tuple[Source, ...] = (
    Source("json", "JSON: one object, or a list of them", "ccm.sources.json_source"),
    Source("jsonl", "JSON Lines: one object a line", "ccm.sources.jsonl_source"),
    Source("csv", "CSV: a row a record, or rows grouped under a key", "ccm.sources.csv_source"),
    Source("parquet", "Parquet (extra: parquet)", "ccm.sources.parquet"),
    Source("camt053", "ISO 20022 camt.053 bank statements", "ccm.sources.camt053.reader"),
    Source("ubl", "UBL 2 invoices and credit notes", "ccm.sources.ubl.reader"),
    Source("cii", "UN/CEFACT Cross Industry Invoices", "ccm.sources.cii.reader"),
    Source("fatturapa", "FatturaPA 1.2 invoices", "ccm.sources.fatturapa.reader"),
)


def source(kind: str, file: str = "") -> Source:
    """The source of that kind. Raises SourceError, naming the kinds there are."""
    for known in SOURCES:
        if known.kind == kind:
            return known
    fault = SourceFault(file or kind, f"there is no source called {kind!r}", "name one of " + ", ".join(KINDS))
    raise SourceError(fault)


def open_source(
    path: Path, kind: str | None = None, options: SourceOptions | None = None, *, whole: bool = False
) -> Iterator[Record | SourceFault]:
    """The records of `path` one after the other, and a fault in the place of each that is bad.

    `kind` is one of `SOURCES`, its options behind a colon (``csv:encoding=cp1252``); None means what the content
    says. `options` stand in for those of `kind`. Raises SourceError at once when the file cannot be opened, is of
    no known kind or the options are wrong; after that nothing is raised: a file that cannot be read any further
    ends with the fault that says why. Where only a `whole` file is wanted, SourceError is raised then.
    """
    try:
        name, asked_for = parse_kind(kind if kind is not None else detect(path))
    except DatumError as error:
        raise SourceError(error.in_record(f"--source {kind}", None)) from None
    chosen = source(name, str(path))
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise SourceError(SourceFault(str(path), problem, "check the name and the rights of the file")) from None
    return _records(chosen, path, options or asked_for, whole)


def _records(chosen: Source, path: Path, options: SourceOptions, whole: bool) -> Iterator[Record | SourceFault]:
    number = 0
    try:
        for record in chosen.read(path, options):
            number = record.number or number
            yield record
    except SourceError as error:
        place = error.fault.number or (number + 1 if number else None)
        fault = replace(error.fault, number=place)
        if whole:
            raise SourceError(fault) from error
        yield fault
    except OSError as error:
        problem = f"cannot be read any further: {error.strerror}"
        fault = SourceFault(str(path), problem, "check the disk and the rights of the file", number + 1)
        if whole:
            raise SourceError(fault) from error
        yield fault
