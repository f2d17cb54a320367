"""The email channel: a complete message, its HTML page and its text alternative."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from content_blocks.document import Document, Image, Nodes, children, visible
from renderers.base import Artifact, Finding, Part, refuse_errors
from renderers.email.cutting import LARGEST_HTML, cut_to_fit
from renderers.email.headers import header_findings
from renderers.email.message import message_bytes
from renderers.email.page import page_html
from renderers.email.page_state import PageState
from renderers.email.pictures import natural_width
from renderers.email.text import page_text


class EmailRenderer:
    """Renders ``email.eml`` (RFC 5322), ``email.html`` (its page; pictures by cid) and ``email.txt``.

    Mails carry every kind of node; a page break is nothing on a screen. Where the page would have more than
    100,000 bytes and the document has an `online_url`, tables are cut and say so.

    A draft's subject begins with the mark, and a banner stands at the head of the page and of the text. What is cut
    is what would be cut without them.
    """

    channel: ClassVar[str] = "email"
    marks_drafts: ClassVar[bool] = True

    def check(self, document: Document) -> tuple[Finding, ...]:
        return (*header_findings(document), *_image_findings(document, document.content), *_logo_findings(document))

    def render(self, document: Document) -> Artifact:
        findings = list(self.check(document))
        refuse_errors(self.channel, findings)
        document, html, state = _fitted(document, findings)
        text = page_text(document).encode()
        message = message_bytes(document, html, text, state.pictures.found.values())
        return Artifact(
            self.channel,
            (
                Part("email.eml", "message/rfc822", message),
                Part("email.html", "text/html", html),
                Part("email.txt", "text/plain", text),
            ),
            tuple(findings),
            (("html bytes", len(html)), ("message bytes", len(message))),
        )


def _fitted(document: Document, findings: list[Finding]) -> tuple[Document, bytes, PageState]:
    """The document, cut where it must be, with its page; a finding when it is or stays too large."""
    html, state = _page(document)
    size = _size(document, html)
    if size <= LARGEST_HTML:
        return document, html, state
    cut = cut_to_fit(document, size, _measured)
    if cut is document:
        findings.append(_too_large(document, size, size, cut=False))
        return document, html, state
    html, state = _page(cut)
    findings.append(_too_large(cut, size, _size(cut, html), cut=True))
    return cut, html, state


def _size(document: Document, html: bytes) -> int:
    """The size of the page without the marks of a draft: they must not push out what the real mail has room for."""
    if not document.draft or len(html) <= LARGEST_HTML:
        return len(html)
    empty = replace(document, content=())
    marks = len(_page(empty)[0]) - _measured(empty)
    return len(html) - marks


def _measured(document: Document) -> int:
    return len(_page(replace(document, draft=False))[0])


def _page(document: Document) -> tuple[bytes, PageState]:
    state = PageState.of(document)
    return page_html(document, state).encode(), state


def _too_large(document: Document, whole: int, size: int, *, cut: bool) -> Finding:
    if cut and size <= LARGEST_HTML:
        remedy = "its tables were cut and link to the full document"
    elif document.online_url:
        remedy = "no table that may be cut makes it fit; shorten the content"
    else:
        remedy = "give the template an online address, so that tables can be cut and link to it"
    return Finding("", "email.too-large", "warning", f"the page has {whole:,} bytes and Gmail would clip it; {remedy}")


def _image_findings(document: Document, nodes: Nodes) -> Iterator[Finding]:
    for node in visible(nodes, EmailRenderer.channel):
        if isinstance(node, Image):
            yield from _asset_findings(document, node.asset, node.id)
        for inner in children(node):
            yield from _image_findings(document, inner)


def _logo_findings(document: Document) -> Iterator[Finding]:
    head = document.brand.letterhead
    for name in (head.logo, head.logo_dark):
        if name:
            yield from _asset_findings(document, name, "")


def _asset_findings(document: Document, name: str, path: str) -> Iterator[Finding]:
    asset = document.assets.get(name)
    if asset is None:
        yield Finding(path, "email.no-picture", "error", f"there is no file {name!r} among the assets; add it")
        return
    try:
        natural_width(asset)
    except (ValueError, IndexError) as error:
        yield Finding(path, "email.no-picture", "error", f"{name!r} cannot be sent as a picture: {error}")
