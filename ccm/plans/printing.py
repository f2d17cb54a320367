"""From the packs of a job's chunks to its print streams, and from each document to its place in them.

Documents are sorted over the whole job, so their bodies lie in the spool until its end. Where each of them lies, and
where it is printed, stands in a temporary database on disk: memory does not grow with the documents.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ccm.objects.store import ObjectStore
from ccm.plans.delivered import Row
from ccm.plans.plan import Print
from ccm.printing.document import PrintDocument
from ccm.printing.index import IndexRow
from ccm.printing.printing import Printed, print_streams

COLUMNS = ("page_from", "page_to", "sheet", "sheets", "envelope", "position", "documents", "weight_class")
"""What the index says of a printed document, beside its file."""

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE body (number INTEGER PRIMARY KEY, pack TEXT, start INTEGER, length INTEGER);
CREATE TABLE place (number INTEGER PRIMARY KEY, place TEXT);
"""


@dataclass(frozen=True)
class StreamTally:
    """A stream that was written. `shared` counts its envelopes of several documents, `weights` those of each class."""

    channel: str
    file: str
    documents: int
    envelopes: int
    shared: int
    sheets: int
    pages: int
    bytes: int
    digest: str
    weights: Counter[str]


class Press:
    """Prints the documents of one channel of a job, and knows afterwards where each of them stands."""

    def __init__(
        self, job_id: str, channel: str, rules: Print, out: ObjectStore, spool: ObjectStore, folder: Path
    ) -> None:
        self.channel = channel
        self._job = job_id
        self._rules = rules
        self._out = out
        self._spool = spool
        self._folder = folder
        self._database = sqlite3.connect(folder / f"print-{channel}.sqlite", isolation_level=None)
        self._database.executescript(_TABLES)

    def close(self) -> None:
        self._database.close()

    def print(self, rows: Iterable[Row], run: int) -> Iterator[StreamTally]:
        """Print the documents of `rows` to streams of their own: those of the data, of `run` 0, or of mended records.

        What was printed once is never printed again with others. Raises PrintError and ObjectStoreError.
        """
        place = f"documents/{self.channel}" + (f"/mended-{run}" if run else "")
        # The marks on the sheets name the run too: its envelopes are counted anew.
        job = self._job + (f"-m{run}" if run else "")
        self._database.execute("BEGIN")
        for printed in print_streams(job, self._documents(rows), self._rules, self._body, self._folder):
            file = f"{place}/{printed.name}"
            self._out.put_file(f"{self._job}/{file}", printed.path)
            self._database.executemany("INSERT INTO place VALUES (?, ?)", _places(printed.rows, file))
            yield _tally(self.channel, file, printed)
        self._database.execute("COMMIT")

    def placed(self, row: Row) -> Row:
        """A row of the index with the place of its document."""
        found = self._database.execute("SELECT place FROM place WHERE number = ?", (row["record"],)).fetchone()
        place: dict[str, Any] = json.loads(found[0])
        return {**row, **place}

    def _documents(self, rows: Iterable[Row]) -> Iterator[PrintDocument]:
        for row in rows:
            self._database.execute("INSERT INTO body VALUES (?, ?, ?, ?)", (row["record"], *row["pack"]))
            yield PrintDocument(
                number=row["record"], key=row["key"], pages=row["pages"], digest=row["digest"], name=row["name"],
                address=tuple(row["address"]), postal_code=row["postal_code"],
            )  # fmt: skip

    def _body(self, document: PrintDocument) -> bytes:
        found = self._database.execute("SELECT pack, start, length FROM body WHERE number = ?", (document.number,))
        pack, start, length = found.fetchone()
        return self._spool.get_range(f"{self._job}/{pack}", start, length)


def _places(rows: Iterable[IndexRow], file: str) -> Iterator[tuple[int, str]]:
    for row in rows:
        said = row.as_dict()
        yield row.number, json.dumps({"file": file, **{column: said[column] for column in COLUMNS}})


def _tally(channel: str, file: str, printed: Printed) -> StreamTally:
    merged = printed.merged
    first = [row for row in printed.rows if row.position == 1]
    return StreamTally(
        channel=channel, file=file, documents=merged.documents, envelopes=merged.envelopes,
        shared=sum(row.documents > 1 for row in first), sheets=merged.sheets, pages=merged.pages, bytes=merged.bytes,
        digest=merged.digest, weights=Counter(row.weight_class for row in first if row.weight_class),
    )  # fmt: skip
