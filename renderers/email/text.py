"""The plain-text alternative: the same content as the page, for readers without HTML."""

from content_blocks.document import Document, Facts
from renderers.characters import clean
from renderers.draft import draft_line
from renderers.email.wording import WORDS
from renderers.plain_text import plain_text
from renderers.words import chrome

CHANNEL = "email"


def page_text(document: Document) -> str:
    """The document as text, lines ended by LF: the company's name, the letter, where to read on, the legal lines.

    A draft begins with its mark.
    """
    brand, contact = document.brand, document.brand.contact
    parts = [draft_line(document.locale)] if document.draft else []
    parts.append(clean(brand.name))
    if document.references:
        parts.append(plain_text((Facts(id="references", items=document.references),), CHANNEL))
    parts.append(plain_text(document.content, CHANNEL))
    parts.append("-" * 24)
    if document.online_url:
        parts.append(f"{chrome(WORDS, 'online', document.locale)}: {document.online_url}")
    parts.append("\n".join((contact.website, contact.email, contact.phone)))
    parts.append("\n".join(clean(line) for line in brand.legal_lines))
    return "\n\n".join(part for part in parts if part) + "\n"
