"""The frame of a letter: letterhead, address window, references, fold and punch marks.

All measures are millimetres from the top left corner of the sheet, as the brand gives them; the elements are
placed from the corner of the first page's text area, which is where WeasyPrint counts from.
"""

from decimal import Decimal
from xml.etree.ElementTree import Element

from content_blocks.brand import Brand
from content_blocks.document import Document
from renderers.pdf.nodes import write_pairs
from renderers.pdf.sheet import Sheet
from renderers.pdf.text import clean

GUTTER = Decimal(6)


def letterhead_height(brand: Brand) -> Decimal:
    """How far down the letterhead reaches: it leaves the address window free."""
    return min(brand.sheet.window.top - 9, Decimal(34))


def body_top(document: Document) -> Decimal:
    """Where the text begins on the first page; a letter without an address needs no window."""
    if document.recipient.address:
        return document.brand.sheet.body_top
    return letterhead_height(document.brand) + 10


def write_frame(sheet: Sheet, body: Element) -> None:
    """Append the first page's frame to `body`; the text comes after it."""
    _write_letterhead(sheet, body)
    if sheet.document.recipient.address:
        _write_marks(sheet, body)
    _write_head(sheet, body)


def _write_letterhead(sheet: Sheet, body: Element) -> None:
    brand = sheet.document.brand
    head = sheet.element(body, "div", "letterhead")
    name = brand.letterhead.logo
    if brand.letterhead.style == "band" and brand.letterhead.logo_dark is not None:
        name = brand.letterhead.logo_dark
    logo = sheet.document.assets.get(name)
    if logo is None:
        sheet.line(head, "p", brand.letterhead.logo_alt, "logo name")
    else:
        source = sheet.picture(logo.digest, logo.media_type, logo.body)
        sheet.element(head, "img", "logo", src=source, alt=clean(brand.letterhead.logo_alt))
    contact = sheet.element(head, "p", "contact")
    shown = (brand.contact.website.removeprefix("https://"), brand.contact.phone, brand.contact.email)
    for index, line in enumerate(shown):
        if index:
            sheet.element(contact, "br")
        sheet.line(contact, "span", line)


def _write_marks(sheet: Sheet, body: Element) -> None:
    geometry = sheet.document.brand.sheet
    for mark in geometry.fold_marks:
        sheet.element(body, "div", "mark", style=f"top:{mark - geometry.margin_top}mm")
    if geometry.punch_mark is not None:
        sheet.element(body, "div", "mark punch", style=f"top:{geometry.punch_mark - geometry.margin_top}mm")


def _write_head(sheet: Sheet, body: Element) -> None:
    """The window with the address, and the references beside it; the taller of them moves the text down."""
    document = sheet.document
    addressed = bool(document.recipient.address)
    least = body_top(document) - document.brand.sheet.margin_top
    head = sheet.element(body, "div", "head" if addressed else "head open", style=f"min-height:{least}mm")
    if addressed:
        window = sheet.element(head, "div", "window")
        sheet.line(window, "p", document.brand.letterhead.return_address, "return")
        address = sheet.element(window, "p", "address")
        for index, line in enumerate(document.recipient.address):
            if index:
                sheet.element(address, "br")
            sheet.line(address, "span", line)
    if document.references:
        write_pairs(sheet, head, document.references, "references")
