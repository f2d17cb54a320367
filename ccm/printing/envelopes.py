"""Documents sorted into envelopes, in a temporary database on disk: a job may have millions of them."""

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from ccm.printing.document import Envelope, PrintDocument, PrintError
from ccm.printing.rules import PrintRules

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE document (
  number INTEGER PRIMARY KEY, key BLOB, pages INTEGER, digest TEXT, name BLOB, address TEXT, postal BLOB,
  sheets INTEGER, home BLOB);
CREATE TABLE place (number INTEGER PRIMARY KEY, envelope INTEGER);
"""
# What an envelope is sorted by is what its first document has, and how many sheets are in it.
_ENVELOPES = """
CREATE TABLE envelope AS
SELECT first.number AS id, first.postal AS postal, first.key AS key, total.sheets AS sheets
FROM (SELECT envelope, sum(sheets) AS sheets FROM place JOIN document USING (number) GROUP BY envelope) AS total
JOIN document AS first ON first.number = total.envelope;
"""
_COLUMNS = {"postal-code": "e.postal", "sheets": "e.sheets", "key": "e.key"}


def envelopes(documents: Iterable[PrintDocument], rules: PrintRules, folder: Path | None = None) -> Iterator[Envelope]:
    """The envelopes of `documents`, sorted and numbered from 1; in each, documents keep the order of their numbers.

    What does not fit into memory goes into a temporary file in `folder`. Raises PrintError when two documents have
    one number or when a document is too long for a stream.
    """
    with tempfile.TemporaryDirectory(prefix="ccm-print-", dir=folder) as place:
        database = sqlite3.connect(Path(place) / "envelopes.sqlite", isolation_level=None)
        try:
            database.executescript(_TABLES)
            _fill(database, documents, rules)
            yield from _sorted(database, rules)
        finally:
            database.close()


def _fill(database: sqlite3.Connection, documents: Iterable[PrintDocument], rules: PrintRules) -> None:
    database.execute("BEGIN")
    for document in documents:
        refusal = rules.refusal(document.pages)
        if refusal:
            raise PrintError(f"{document.called} {refusal}")
        try:
            database.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _row(document, rules))
        except sqlite3.IntegrityError as error:
            raise PrintError(f"{document.called} is given twice; print every document once") from error
    database.execute("CREATE INDEX homes ON document (home, number)")
    homes = database.execute("SELECT home, number, sheets FROM document ORDER BY home, number")
    database.executemany("INSERT INTO place VALUES (?, ?)", _shared(homes, rules.envelope_sheets or rules.sheets))
    database.execute("COMMIT")
    database.executescript(_ENVELOPES)


def _row(document: PrintDocument, rules: PrintRules) -> tuple[object, ...]:
    return (
        document.number, _bytes(document.key), document.pages, document.digest, _bytes(document.name),
        json.dumps(document.address), _bytes(document.postal_code), rules.sheets_of(document.pages),
        _bytes(_home(document, rules)),
    )  # fmt: skip


def _bytes(text: str) -> bytes:
    """Text of the data as SQLite keeps all of it: a lone surrogate is no text to it. The order is that of UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def _text(body: bytes) -> str:
    return body.decode("utf-8", "surrogatepass")


def _home(document: PrintDocument, rules: PrintRules) -> str:
    """What documents of one household have in common; empty for one that shares its envelope with none."""
    home = document.home if rules.household else ""
    return f"{document.name.casefold()}\n{home}" if home and rules.household == "recipient" else home


def _shared(rows: Iterable[tuple[bytes, int, int]], most: int) -> Iterator[tuple[int, int]]:
    """The number of every document with that of the first in its envelope, which takes `most` sheets."""
    first, filled, last = 0, 0, b""
    for home, number, sheets in rows:
        if not home or home != last or filled + sheets > most:
            first, filled, last = number, 0, home
        filled += sheets
        yield number, first


def _sorted(database: sqlite3.Connection, rules: PrintRules) -> Iterator[Envelope]:
    order = ", ".join((*(_COLUMNS[key] for key in rules.sort), "e.id", "d.number"))
    rows = database.execute(
        "SELECT e.id, e.sheets, d.number, d.key, d.pages, d.digest, d.name, d.address, d.postal "  # noqa: S608 - ours
        f"FROM envelope AS e JOIN place AS p ON p.envelope = e.id JOIN document AS d USING (number) ORDER BY {order}"
    )
    for number, (_, group) in enumerate(groupby(rows, key=lambda row: row[0]), start=1):
        inside = list(group)
        yield Envelope(number, tuple(_document(row[2:]) for row in inside), inside[0][1])


def _document(row: tuple[int, bytes, int, str, bytes, str, bytes]) -> PrintDocument:
    number, key, pages, digest, name, address, postal = row
    return PrintDocument(number, _text(key), pages, digest, _text(name), tuple(json.loads(address)), _text(postal))
