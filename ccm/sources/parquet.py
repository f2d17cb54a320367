"""Parquet: a row a record, or rows grouped under a key, with the same names of columns as CSV.

Structs and lists are objects and lists; dates become ISO 8601 text, decimals stay exact, and a binary float is
taken as the shortest decimal that means it. Needs polars, the extra ``parquet``.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ccm.sources.cells import plain
from ccm.sources.columns import Row, columns_of, fold
from ccm.sources.plain import checked
from ccm.sources.record import DatumError, Record, SourceError, SourceFault, SourceOptions

if TYPE_CHECKING:
    import polars

BATCH = 1_000


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The records of a Parquet file, read in batches. Raises SourceError without polars or for no such file."""
    file = str(path)
    try:
        import polars
    except ImportError:
        remedy = "install it with: pip install ccm-engine[parquet]"
        raise SourceError(SourceFault(file, "needs the library polars to be read", remedy)) from None
    try:
        frame = polars.scan_parquet(path, glob=False)
        columns = columns_of(frame.collect_schema().names())
        for group in fold(columns, options.key, _rows(frame)):
            try:
                if group.problem:
                    raise group.problem
                yield Record(file, group.number, checked(group.data))
            except DatumError as error:
                yield SourceFault(file, error.problem, error.remedy, group.number, None, error.path)
    except DatumError as error:
        raise SourceError(error.in_record(file, None)) from None
    except polars.exceptions.PolarsError as error:
        problem = f"is not Parquet: {str(error).splitlines()[0]}"
        raise SourceError(SourceFault(file, problem, "write the file again")) from None


def _rows(frame: "polars.LazyFrame") -> Iterator[Row]:
    number = 0
    while True:
        batch = frame.slice(number, BATCH).collect()
        if batch.is_empty():
            return
        for cells in batch.iter_rows():
            number += 1
            yield Row(number, [plain(cell) for cell in cells])
