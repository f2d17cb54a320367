"""What grows while one mail is written: its footnotes and its pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from content_blocks.brand import Brand
from content_blocks.document import Asset, Document
from renderers.email.pictures import Pictures
from renderers.email.styles import Styles, styles_for


@dataclass
class PageState:
    """The document's brand and direction, the styles made of them, and what has been collected so far."""

    brand: Brand
    direction: str
    locale: str
    assets: Mapping[str, Asset]
    styles: Styles
    pictures: Pictures
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> "PageState":
        return cls(
            document.brand,
            document.direction,
            document.locale,
            document.assets,
            styles_for(document.brand, document.direction),
            Pictures(document.brand.contact.email.rpartition("@")[2]),
        )

    def note(self, html: str) -> int:
        """Keep a footnote; its number."""
        self.notes.append(html)
        return len(self.notes)
