"""Where each document is printed: the rows that lead from a document to a file, its pages and an envelope."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from ccm.printing.document import Stream
from ccm.printing.rules import PrintRules


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One document. Pages count from 1 in `file`, `sheet` is that of the file its first page is on.

    `position` is its place among the `documents` of the envelope; `weight_class` is the envelope's.
    """

    number: int
    key: str
    digest: str
    file: str
    page_from: int
    page_to: int
    sheet: int
    sheets: int
    envelope: int
    position: int
    documents: int
    weight_class: str

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def index_rows(stream: Stream, rules: PrintRules) -> Iterator[IndexRow]:
    """A row for each document of `stream`, in the order of its pages. Blank backs are no document's page."""
    sheet = 1
    for envelope in stream.envelopes:
        weight_class = rules.weight_class(envelope.sheets)
        for position, document in enumerate(envelope.documents, start=1):
            page = (sheet - 1) * (2 if rules.duplex else 1) + 1
            sheets = rules.sheets_of(document.pages)
            yield IndexRow(
                number=document.number, key=document.key, digest=document.digest, file=stream.name,
                page_from=page, page_to=page + document.pages - 1, sheet=sheet, sheets=sheets,
                envelope=envelope.number, position=position, documents=len(envelope.documents),
                weight_class=weight_class,
            )  # fmt: skip
            sheet += sheets
