"""The PDF renderer: a Document on paper, tagged, archivable and the same bytes every time."""

from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from content_blocks.document import Document
from content_blocks.inline import Inlines
from renderers.base import Artifact, Finding, Part, refuse_errors
from renderers.pdf.conformance import Metadata
from renderers.pdf.frame import write_frame
from renderers.pdf.inlines import plain_text
from renderers.pdf.nodes import write_nodes
from renderers.pdf.press import lay_out, print_file
from renderers.pdf.sheet import Sheet
from renderers.pdf.stylesheet import stylesheet
from renderers.pdf.text import clean
from renderers.pdf.widths import brand_ems


class PdfRenderer:
    """Renders to one part, ``document.pdf``. Facts: ``pages``, the number of pages."""

    channel: ClassVar[str] = "pdf"

    def check(self, document: Document) -> tuple[Finding, ...]:
        return ()

    def render(self, document: Document) -> Artifact:
        findings = self.check(document)
        refuse_errors(self.channel, findings)
        css = stylesheet(document.brand, document.locale)
        root, sheet = compose(document, css)
        layout = lay_out(root, (css,), sheet.pictures)
        body = print_file(layout, metadata(document))
        part = Part("document.pdf", "application/pdf", body)
        return Artifact(self.channel, (part,), findings, (("pages", len(layout.pages)),))


def compose(document: Document, css: str) -> tuple[Element, Sheet]:
    """The document as a tree of elements, and the pictures that stand in it."""
    sheet = Sheet(document, brand_ems(document.brand, css))
    root = Element("html", {"lang": document.locale, "dir": document.direction})
    body = SubElement(root, "body", {"data-running": clean(document.title), "data-reference": _reference(document)})
    write_frame(sheet, body)
    write_nodes(sheet, SubElement(body, "main"), document.content)
    return root, sheet


def metadata(document: Document) -> Metadata:
    return Metadata(
        title=clean(document.title),
        author=clean(document.brand.name),
        subject=clean(document.subject),
        language=document.locale,
        issued=document.issued,
    )


def _reference(document: Document) -> str:
    """The first reference, which tells the pages of two letters apart."""
    if not document.references:
        return ""
    first = document.references[0]

    def words(inlines: Inlines) -> str:
        return plain_text(inlines)

    return f"{words(first.label)} {words(first.value)}"
