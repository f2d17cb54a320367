"""The page of a document for phones, and for any other screen."""

from typing import ClassVar

from content_blocks.document import Document
from renderers.base import Artifact, Finding, Part, refuse_errors
from renderers.mobile.nodes import CHANNEL
from renderers.mobile.page import page


class MobileRenderer:
    """Gives ``mobile.html``: one page that holds all it needs, asks nothing of any network and works without script.

    Its content security policy lets in its own style, its own script and pictures inside the page. It follows
    the reader's choice of light or dark. Facts: `bytes`.

    A draft's title begins with the mark, a strip says so as long as the page is on the screen, and a large word lies
    across it.
    """

    channel: ClassVar[str] = CHANNEL
    marks_drafts: ClassVar[bool] = True

    def check(self, document: Document) -> tuple[Finding, ...]:
        return page(document).findings

    def render(self, document: Document) -> Artifact:
        made = page(document)
        refuse_errors(CHANNEL, made.findings)
        body = made.html.encode()
        part = Part("mobile.html", "text/html; charset=utf-8", body)
        return Artifact(CHANNEL, (part,), made.findings, (("bytes", len(body)),))
