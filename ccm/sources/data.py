"""Wherever the data is: a file, an address, or a query of a database."""

from collections.abc import Iterator
from pathlib import Path

from ccm.sources.options import parse_kind
from ccm.sources.places import scheme_of, shown
from ccm.sources.record import DatumError, Record, SourceError, SourceFault
from ccm.sources.registry import open_source
from ccm.sources.sql import is_database, open_query
from ccm.sources.url import open_url


def open_data(
    place: str, query: str | None = None, kind: str | None = None, *, whole: bool = False
) -> Iterator[Record | SourceFault]:
    """The records of `place`, which the operator gave: a path, an address, or a database with the `query` to ask it.

    `kind` is one of `ccm.sources.registry.SOURCES` with its options, or ``sql:key=...`` for a query; None means what
    the content says. Raises SourceError at once for what cannot be opened, and while it is read when a database gives
    no more rows; a file that cannot be read any further ends with a fault, or raises it where it is wanted `whole`.
    """
    if is_database(place):
        if query is None:
            raise _fault(place, "is a database", "say what to ask it: --query 'SELECT ...'")
        return _query(place, query, kind or "sql")
    if query is not None:
        raise _fault(place, "is no database, and --query asks one", "give postgresql:// or sqlite://, or no query")
    if scheme_of(place):
        return open_url(place, kind, whole=whole)
    return open_source(Path(place), kind, whole=whole)


def _query(place: str, query: str, kind: str) -> Iterator[Record | SourceFault]:
    try:
        name, options = parse_kind(kind)
    except DatumError as error:
        raise SourceError(error.in_record(f"--source {kind}", None)) from None
    if name != "sql":
        raise _fault(place, f"is a database, and no {name}", "leave --source out, or write sql:key=...")
    return open_query(place, query, options)


def _fault(place: str, problem: str, remedy: str) -> SourceError:
    return SourceError(SourceFault(shown(place), problem, remedy))
