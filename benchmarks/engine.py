"""The engine, opened as a batch job opens it: a release sealed once, then one customer after another."""

from pathlib import Path
from typing import Any

from ccm.library import Library
from ccm.release import seal_draft
from ccm.rendering import Rendering
from content_blocks.document import Document
from renderers import registry

TEMPLATE = "account-statement"
LOCALE = "en-GB"


class Engine:
    """The starter template account-statement, ready to render."""

    def __init__(self, shelf: Library | None = None, template: str = TEMPLATE) -> None:
        shelf = shelf or Library(Path("benchmarks"))  # a folder without templates of its own: the starter library
        self.rendering = Rendering(seal_draft(shelf.template(template), shelf))
        self.program = self.rendering.program(LOCALE)
        self.renderers = {channel: registry.renderer(channel) for channel in self.rendering.channels}

    def compose(self, record: dict[str, Any]) -> Document:
        return self.program.run(record)

    def render(self, channel: str, document: Document) -> bytes:
        return self.renderers[channel].render(document).parts[0].body
