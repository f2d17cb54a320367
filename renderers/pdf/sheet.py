"""What is being written: the document, its pictures and what was noticed on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from content_blocks.document import Document
from content_blocks.inline import Inlines
from renderers.base import Finding, Severity
from renderers.pdf.fetcher import SCHEME
from renderers.pdf.inlines import write_inlines, write_text
from renderers.pdf.text import Direction
from renderers.pdf.widths import Ems

PAPER_WIDTH = {"A4": Decimal(210), "A5": Decimal(148)}  # millimetres, ISO 216
PAPER_HEIGHT = {"A4": Decimal(297), "A5": Decimal(210)}
POINTS_A_MILLIMETRE = 72 / 25.4


@dataclass
class Sheet:
    """One document on its way to paper.

    `pictures` holds what the pages may load, by name; `width` is the width, in millimetres, of what is being
    written into; `ems` measures texts.
    """

    document: Document
    ems: Ems
    pictures: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    picture_paths: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    heading_level: int = 0
    width: float = field(init=False)

    def __post_init__(self) -> None:
        brand = self.document.brand
        self.width = float(PAPER_WIDTH[brand.sheet.size] - brand.sheet.margin_left - brand.sheet.margin_right)

    @property
    def direction(self) -> Direction:
        return self.document.direction

    def element(self, parent: Element, tag: str, css: str = "", **attributes: str) -> Element:
        """A new element at the end of `parent`, with class `css`."""
        if css:
            attributes["class"] = css
        return SubElement(parent, tag, attributes)

    def words(self, parent: Element, tag: str, inlines: Inlines, css: str = "", **attributes: str) -> Element:
        """A new element that holds `inlines`."""
        made = self.element(parent, tag, css, **attributes)
        write_inlines(made, inlines, self.direction)
        return made

    def line(self, parent: Element, tag: str, text: str, css: str = "", **attributes: str) -> Element:
        """A new element that holds `text` as it stands."""
        made = self.element(parent, tag, css, **attributes)
        write_text(made, text, self.direction)
        return made

    def picture(self, name: str, media_type: str, body: bytes, path: str = "") -> str:
        """Put a picture of the node `path` among those the pages may load; returns its address."""
        self.pictures[name] = (media_type, body)
        self.picture_paths.setdefault(name, path)
        return SCHEME + name

    @contextmanager
    def narrowed(self, width: float) -> Iterator[None]:
        """Write into something that is only `width` millimetres wide."""
        outer, self.width = self.width, width
        try:
            yield
        finally:
            self.width = outer

    def heading_tag(self, level: int) -> str:
        """The tag of a heading: levels never skip one on the way down (PDF/UA-1, 7.4.2)."""
        self.heading_level = min(level, self.heading_level + 1)
        return f"h{self.heading_level}"

    def find(self, path: str, code: str, severity: Severity, message: str) -> None:
        self.findings.append(Finding(path, code, severity, message))
