"""Print streams from beginning to end: documents in, files and index rows out, one stream at a time.

Needs pikepdf, the extra ``printing``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ccm.printing.document import PrintDocument, PrintError
from ccm.printing.envelopes import envelopes
from ccm.printing.index import IndexRow, index_rows
from ccm.printing.rules import PrintRules
from ccm.printing.streams import streams

if TYPE_CHECKING:  # the command line reads plans without the libraries that print
    from ccm.printing.merging import Bodies, Merged


@dataclass(frozen=True, slots=True)
class Printed:
    """A stream: the `name` of its file, where it lies until the next one is asked for, its counts, its rows."""

    name: str
    path: Path
    merged: "Merged"
    rows: tuple[IndexRow, ...]


def print_streams(
    job: str, documents: Iterable[PrintDocument], rules: PrintRules, body_of: "Bodies", folder: Path | None = None
) -> Iterator[Printed]:
    """The print streams of `documents`, each written to a temporary file in `folder`.

    `body_of` fetches the PDF of a document. `documents` is read once, and may be longer than memory; the streams are
    the same bytes in whatever order it comes. Raises PrintError.
    """
    if find_spec("pikepdf") is None or find_spec("fontTools") is None:
        raise PrintError("print streams need the library pikepdf; install it with: pip install ccm-engine[printing]")
    from ccm.printing.merging import merge

    with TemporaryDirectory(prefix="ccm-print-", dir=folder) as place:
        for stream in streams(envelopes(documents, rules, folder), rules.sheets):
            path = Path(place) / stream.name
            with path.open("wb") as file:
                merged = merge(stream, rules, job, body_of, file)
            yield Printed(stream.name, path, merged, tuple(index_rows(stream, rules)))
            path.unlink(missing_ok=True)
