"""The PDF renderer: a Document on paper, tagged, archivable and the same bytes every time."""

from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from content_blocks.document import Document
from renderers.base import Artifact, Finding, Part, RenderError, refuse_errors
from renderers.draft import titled
from renderers.pdf import checks
from renderers.pdf.conformance import Metadata
from renderers.pdf.fetcher import ForbiddenAddressError
from renderers.pdf.fonts import unshown_characters
from renderers.pdf.frame import write_frame
from renderers.pdf.inlines import plain_text
from renderers.pdf.nodes import write_nodes
from renderers.pdf.press import Laid, lay_out, print_file
from renderers.pdf.sheet import Sheet
from renderers.pdf.stylesheet import stylesheet
from renderers.pdf.text import clean
from renderers.pdf.widths import brand_ems


class PdfRenderer:
    """Renders to one part, ``document.pdf``: PDF/UA-1 and PDF/A-3a. Facts: ``pages``, the number of pages.

    A draft has a large word across each page, which moves nothing, and its title begins with the mark.
    """

    channel: ClassVar[str] = "pdf"
    marks_drafts: ClassVar[bool] = True

    def check(self, document: Document) -> tuple[Finding, ...]:
        return checks.before(document)

    def render(self, document: Document) -> Artifact:
        return finished(document, *laid_out(document))


def finished(document: Document, laid: Laid, findings: tuple[Finding, ...]) -> Artifact:
    """The pages as a file. Raises RenderError."""
    body = print_file(laid, metadata(document))
    findings = (
        *findings,
        *checks.character_findings(document, unshown_characters(laid)),
        *checks.address_findings(laid.fetcher.refused),
    )
    refuse_errors("pdf", findings)
    part = Part("document.pdf", "application/pdf", body)
    return Artifact("pdf", (part,), findings, (("pages", len(laid.pages)),))


def laid_out(document: Document) -> tuple[Laid, tuple[Finding, ...]]:
    """The document's pages, and what was found on the way. Raises RenderError."""
    findings = checks.before(document)
    refuse_errors("pdf", findings)
    css = stylesheet(document.brand, document.locale, document.direction, draft=document.draft)
    root, sheet = compose(document, css)
    refuse_errors("pdf", (*findings, *sheet.findings))
    try:
        laid = lay_out(root, css, sheet.pictures)
    except ForbiddenAddressError as error:
        raise RenderError("pdf", checks.address_findings([str(error)])) from error
    findings = (
        *findings,
        *sheet.findings,
        *checks.picture_findings(laid.broken, sheet.picture_paths),
        *checks.window_findings(laid, document),
    )
    refuse_errors("pdf", findings)
    return laid, findings


def compose(document: Document, css: str) -> tuple[Element, Sheet]:
    """The document as a tree of elements, and the pictures that stand in it."""
    sheet = Sheet(document, brand_ems(document.brand, css))
    root = Element("html", {"lang": document.locale, "dir": document.direction})
    running = {"data-running": clean(document.title), "data-reference": _reference(document)}
    body = SubElement(root, "body", running)
    write_frame(sheet, body)
    write_nodes(sheet, SubElement(body, "main"), document.content)
    return root, sheet


def metadata(document: Document) -> Metadata:
    """What the file says about itself."""
    return Metadata(
        title=clean(titled(document, document.title)),
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
    return f"{plain_text(first.label)} {plain_text(first.value)}"
