"""The PDF renderer as previews use it: it remembers where the nodes of its last document stand."""

from typing import ClassVar

from ccm.preview.view import NodeArea
from content_blocks.document import Document
from renderers import registry
from renderers.base import Artifact, Finding, Renderer


class MarkedPdf:
    """Renders what the registry's PDF renderer renders; `areas` are those of the last document."""

    channel: ClassVar[str] = "pdf"
    marks_drafts: ClassVar[bool] = True

    def __init__(self) -> None:
        self.areas: tuple[NodeArea, ...] = ()

    def check(self, document: Document) -> tuple[Finding, ...]:
        return registry.renderer("pdf").check(document)

    def render(self, document: Document) -> Artifact:
        from renderers.pdf.areas import render_with_areas

        self.areas = ()
        artifact, self.areas = render_with_areas(document)
        return artifact

    def renderer_of(self, channel: str) -> Renderer:
        """This renderer for PDF, the registry's for every other channel."""
        return self if channel == self.channel else registry.renderer(channel)
