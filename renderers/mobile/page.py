"""The page around the content: head, content security policy, marks of a draft, letterhead, notes, particulars."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from content_blocks.document import Document, Heading, visible, walk
from renderers.base import Finding
from renderers.draft import titled
from renderers.mobile.inlines import plain_html, text_html
from renderers.mobile.mark import mark_style, strip_html
from renderers.mobile.nodes import CHANNEL, NodeWriter
from renderers.mobile.pictures import PIXELS_PER_MILLIMETRE, data_address, proportion
from renderers.mobile.style import asset_text, columns_style, page_style
from renderers.mobile.wording import WORDS
from renderers.words import chrome

FOLD_ABOVE = 4  # facts of the letter's head


@dataclass(frozen=True, slots=True)
class Page:
    html: str
    findings: tuple[Finding, ...]


def page(document: Document) -> Page:
    """The whole page, and what is to be said about it."""
    writer = NodeWriter(document)
    content = _content(document, writer)
    notes = _notes(document, writer)
    styles = [page_style(document.brand)]
    if extra := columns_style(writer.widths):
        styles.append(extra)
    if document.draft:
        styles.append(mark_style(document.brand, document.locale))
    script = _script()
    head = _head(document, tuple(styles), script)
    body = (
        f'<body>\n<a class="skip" href="#content">{_words(document, "skip")}</a>\n'
        f'{strip_html(document)}<div class="page">\n'
        f'{_letterhead(document, writer)}\n<main id="content" tabindex="-1">\n{content}\n'
        f"{notes}</main>\n{_footer(document)}\n</div>\n<script>{script}</script>\n</body>\n</html>\n"
    )
    return Page(head + body, tuple(writer.findings))


def _words(document: Document, key: str, **values: str | int) -> str:
    return text_html(chrome(WORDS, key, document.locale, **values))


@lru_cache(maxsize=1)
def _script() -> str:
    return asset_text("page.js").strip()


@lru_cache(maxsize=64)
def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _head(document: Document, styles: tuple[str, ...], script: str) -> str:
    """The policy stands before anything it governs. It lets in this style, this script and pictures in the page."""
    policy = (
        f"default-src 'none'; style-src {' '.join(map(_hash, styles))}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    brand = document.brand
    ground = brand.light.button if brand.letterhead.style == "band" else brand.light.paper
    dark = brand.dark.surface if brand.letterhead.style == "band" else brand.dark.paper
    sheets = "".join(f"<style>{style}</style>\n" for style in styles)
    title = plain_html(titled(document, document.title or document.subject or brand.name))
    return (
        f'<!DOCTYPE html>\n<html lang="{plain_html(document.locale)}" dir="{document.direction}">\n<head>\n'
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        '<meta name="format-detection" content="telephone=no, date=no, address=no">\n'
        f'<meta name="theme-color" content="{ground}" media="(prefers-color-scheme: light)">\n'
        f'<meta name="theme-color" content="{dark}" media="(prefers-color-scheme: dark)">\n'
        f"<title>{title}</title>\n{sheets}</head>\n"
    )


def _letterhead(document: Document, writer: NodeWriter) -> str:
    """The logo, or the company's name when the document does not hold the file."""
    head = document.brand.letterhead
    on_band = head.style == "band"
    light = document.assets.get((on_band and head.logo_dark) or head.logo)
    dark = document.assets.get(head.logo_dark or head.logo)
    if light is None or dark is None:
        writer.findings.append(
            Finding(
                "", f"{CHANNEL}.logo-missing", "warning", f"the logo {head.logo} is not among the document's assets"
            )
        )
        return f'<header class="head {head.style}"><p class="name">{text_html(document.brand.name)}</p></header>'
    width = round(head.logo_width * PIXELS_PER_MILLIMETRE)
    ratio = proportion(light)
    height = f' height="{round(width * ratio)}"' if ratio else ""
    source = "" if dark is light else (
        f'<source media="(prefers-color-scheme: dark)" srcset="{data_address(dark)}">'
    )  # fmt: skip
    image = f'<img src="{data_address(light)}" alt="{plain_html(head.logo_alt)}" width="{width}"{height}>'
    return f'<header class="head {head.style} {head.logo_side}"><picture>{source}{image}</picture></header>'


def _content(document: Document, writer: NodeWriter) -> str:
    """The nodes, with the facts of the letter's head below the title.

    A page has one title at least: a document that shows none gets it for those who do not see the page.
    """
    shown = visible(document.content, CHANNEL)
    if shown and isinstance(shown[0], Heading) and shown[0].level == 1:
        return f"{writer.node(shown[0])}\n{_references(document, writer)}{writer.nodes(shown[1:])}"
    titled = any(isinstance(node, Heading) and node.level == 1 for node in walk(shown))
    title = "" if titled else f'<h1 class="unseen">{plain_html(document.title or document.brand.name)}</h1>\n'
    return f"{title}{_references(document, writer)}{writer.nodes(shown)}"


def _references(document: Document, writer: NodeWriter) -> str:
    """A few facts stand open; many are folded, so that a phone's first screen shows what the letter is about."""
    if not document.references:
        return ""
    words = _words(document, "details")
    facts = f'<dl class="references" aria-label="{words}">{writer.facts(document.references)}</dl>'
    if len(document.references) <= FOLD_ABOVE:
        return facts + "\n"
    return f"<details><summary>{words}</summary>{facts}</details>\n"


def _notes(document: Document, writer: NodeWriter) -> str:
    notes = writer.inlines.notes
    if not notes:
        return ""
    items = "".join(
        f'<li id="note-{number}">{note} <a class="back" href="#mark-{number}" '
        f'aria-label="{_words(document, "back", number=number)}">↩</a></li>'
        for number, note in enumerate(notes, start=1)
    )
    return f'<section class="notes" aria-label="{_words(document, "notes")}"><ol>{items}</ol></section>\n'


def _footer(document: Document) -> str:
    brand = document.brand
    contact = brand.contact
    site = contact.website.removeprefix("https://").removeprefix("www.").rstrip("/")
    phone = "".join(character for character in contact.phone if character.isdigit() or character == "+")
    links = (
        f'<li><a href="{text_html(contact.website)}" rel="noreferrer">{text_html(site)}</a></li>'
        f'<li><a href="mailto:{text_html(contact.email)}">{text_html(contact.email)}</a></li>'
        f'<li><a href="tel:{phone}"><bdi>{text_html(contact.phone)}</bdi></a></li>'
    )
    lines = "".join(f"<p>{text_html(line)}</p>" for line in brand.legal_lines)
    return f'<footer><ul class="contact" aria-label="{_words(document, "contact")}">{links}</ul>{lines}</footer>'
