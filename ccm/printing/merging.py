"""One stream as one PDF: documents page for page, blank backs, a mark on every front, everything shared once.

The contents of a page are copied byte for byte; what it draws with (fonts, images, forms, colours) is copied once
for all documents. Tags, links, outlines and metadata are left out: the archive keeps the accessible document, and
the stream is what is printed. Nothing is kept in memory but digests of what was written, so memory does not grow
with the documents but by some bytes for each.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import pikepdf

from ccm.printing.copying import Copies, CopyError, Copying
from ccm.printing.document import Envelope, PrintDocument, PrintError, Stream
from ccm.printing.fonts import Fonts
from ccm.printing.mark import MarkError, Paper, SheetOf, drawn
from ccm.printing.page_tree import PageTree
from ccm.printing.pdf_file import PdfFile, packed_object, reference, stream_object
from ccm.printing.rules import PrintRules
from ccm.printing.source import SourceError, SourcePage, opened, pages_of
from content_blocks.digest import digest_bytes

# What a page keeps besides what it inherits: its other boxes, and how its colours blend.
_SHAPE = ("/MediaBox", "/CropBox", "/Rotate")
_KEPT = ("/BleedBox", "/TrimBox", "/ArtBox", "/Group")

# What reading trips over where an object of a PDF is of another kind than the standard says.
_NOT_AS_IT_SHOULD_BE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, pikepdf.PdfError)

Bodies = Callable[[PrintDocument], bytes]
"""Fetches the bytes of a document's PDF."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A written stream: what is in it, and its digest (``sha256:...``). `pages` counts blank backs too."""

    documents: int
    envelopes: int
    sheets: int
    pages: int
    bytes: int
    digest: str


def merge(stream: Stream, rules: PrintRules, job: str, body_of: Bodies, out: BinaryIO) -> Merged:
    """Write `stream` to `out` as one PDF, the same bytes for the same documents.

    Raises PrintError, naming the document, when one is not what its digest says, damaged, of other pages than it was
    said to have, or cannot carry the mark.
    """
    merging = _Merging(rules, job, PdfFile(out))
    for envelope in stream.envelopes:
        inside = 0
        for document in envelope.documents:
            body = body_of(document)
            try:
                merging.add(document, envelope, inside, body)
            except (SourceError, CopyError, MarkError) as error:
                raise PrintError(f"{document.called}: {error}") from error
            except _NOT_AS_IT_SHOULD_BE as error:
                raise PrintError(f"{document.called}: is damaged: {error}; render it again") from error
            inside += rules.sheets_of(document.pages)
    return merging.finished(stream)


class _Merging:
    def __init__(self, rules: PrintRules, job: str, file: PdfFile) -> None:
        self.rules = rules
        self.job = job
        self.file = file
        self.fonts = Fonts(file)
        self.copies = Copies(file, self.fonts)
        self.tree = PageTree(file)
        self.intents: dict[bytes, None] = {}

    def add(self, document: PrintDocument, envelope: Envelope, inside: int, body: bytes) -> None:
        """Add a document's pages; `inside` sheets of its envelope lie above it."""
        if digest_bytes(body) != document.digest:
            raise SourceError("is not the file that was rendered (its digest differs); render it again")
        with opened(body) as pdf:
            pages = pages_of(pdf)
            if len(pages) != document.pages:
                raise SourceError(f"has {len(pages)} pages, not {document.pages}; render it again")
            copying = Copying(self.copies)
            for intent in pdf.Root.get("/OutputIntents", ()):
                self.intents[copying.value(intent)] = None
            for index, page in enumerate(pages):
                if self.rules.duplex and index % 2:
                    _check_back(pages[index - 1].paper, page.paper, index + 1)
                    self.tree.add(self._page(copying, page, b""))
                else:
                    sheet = self._sheet(document, envelope, inside, index)
                    self.tree.add(self._page(copying, page, self._mark(page.paper, sheet)))
            if self.rules.duplex and len(pages) % 2:
                self.tree.add(_attributes(copying, pages[-1], _SHAPE) + b" /Resources << >>")

    def _sheet(self, document: PrintDocument, envelope: Envelope, inside: int, index: int) -> SheetOf:
        number = index // (2 if self.rules.duplex else 1) + 1
        return SheetOf(
            job=self.job, document=document.number, sheet=number, sheets=self.rules.sheets_of(document.pages),
            envelope=envelope.number, inside=inside + number, all_inside=envelope.sheets,
        )  # fmt: skip

    def _mark(self, paper: Paper, sheet: SheetOf) -> bytes:
        return drawn(self.rules.mark, paper, sheet.text) if self.rules.mark else b""

    def _page(self, copying: Copying, source: SourcePage, mark: bytes) -> bytes:
        """A page's entries but the parent. Its own contents stand between ``q`` and ``Q``, whatever they leave."""
        entries = _attributes(copying, source, (*_SHAPE, "/Resources"))
        kept = [b"%s %s" % (name.encode(), copying.value(source.page[name])) for name in _KEPT if name in source.page]
        contents = list(_contents(copying, source.page))
        if mark:
            contents = [self._saved, *contents, reference(self.file.add(packed_object(b"Q\n" + mark)))]
        return b" ".join([entries, *kept, b"/Contents [%s]" % b" ".join(contents)])

    @property
    def _saved(self) -> bytes:
        return reference(self.copies.keep(stream_object(b"", b"q\n")))

    def finished(self, stream: Stream) -> Merged:
        self.fonts.write()
        pages = self.tree.finish()
        sided = b"/DuplexFlipLongEdge" if self.rules.duplex else b"/Simplex"
        root = b"<< /Type /Catalog /Pages %s /ViewerPreferences << /PrintScaling /None /Duplex %s >>" % (
            reference(pages), sided)  # fmt: skip
        if self.intents:
            root += b" /OutputIntents [%s]" % b" ".join(self.intents)
        self.file.finish(self.file.add(root + b" >>"))
        documents = sum(len(envelope.documents) for envelope in stream.envelopes)
        return Merged(
            documents, len(stream.envelopes), stream.sheets, self.tree.count, self.file.size, self.file.digest
        )


def _attributes(copying: Copying, source: SourcePage, names: tuple[str, ...]) -> bytes:
    values = ((name, source.attributes.get(name)) for name in names)
    return b" ".join(b"%s %s" % (name.encode(), copying.value(value)) for name, value in values if value is not None)


def _contents(copying: Copying, page: Any) -> Iterator[bytes]:
    contents = page.get("/Contents")
    if contents is None:
        return
    for part in contents if isinstance(contents, pikepdf.Array) else (contents,):
        part.read_bytes()  # raises where the data of the page cannot be read: no printer could
        yield copying.value(part)


def _check_back(front: Paper, back: Paper, number: int) -> None:
    """A sheet has one size; either side of it may be turned."""
    if any(abs(one - other) > 0.5 for one, other in zip(sorted(front.size), sorted(back.size), strict=True)):
        sizes = " and ".join("{:.0f} x {:.0f} mm".format(*paper.size) for paper in (front, back))
        raise SourceError(
            f"pages {number - 1} and {number} are {sizes}, and cannot be one sheet; give the document one page size, "
            "or let the plan's duplex be false"
        )
