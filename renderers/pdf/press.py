"""WeasyPrint, from a tree of elements to the bytes of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import cssselect2
import pydyf
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.document import Document as PaintedDocument
from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import Layout, line_size

from renderers.pdf.base_style import BASE_STYLE
from renderers.pdf.carry import carry_balances
from renderers.pdf.conformance import Metadata, conform, describe_link
from renderers.pdf.fetcher import PictureFetcher
from renderers.pdf.fonts import fonts
from renderers.pdf.mark import blend_marks
from renderers.pdf.structure_objects import add_structure
from renderers.pdf.tags import Annotated, Tag, build_structure

_PROFILE = "srgb"
# What a glyph stands for that is a part of the letter beside it, as vowel signs of Indic scripts may be. It must
# stand for something (PDF/UA-1, 7.21.7), and this shows nothing.
JOINER = "\u200d"
_DOUBTFUL = b"\r\nendstream\nendobj"


class Tree(HTML):  # type: ignore[misc]
    """A document that is a tree already; nothing is parsed."""

    def __init__(self, root: Element, fetcher: PictureFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [parsed(BASE_STYLE)]


class MarkedPage(Page):  # type: ignore[misc]
    """A page that keeps which of its boxes has which marked content."""

    def __init__(self, page: Page) -> None:
        self.__dict__.update(page.__dict__)
        self.marks: dict[Any, dict[str, Any]] = {}
        self.stream: Any = None

    def paint(self, stream: Any, scale: float = 1) -> None:
        self.stream = stream
        stream._tags = self.marks
        super().paint(stream, scale)
        for font in stream._fonts.values():
            for glyph, text in font.to_unicode.items():
                if not text:
                    font.to_unicode[glyph] = JOINER


class Frozen(pydyf.Object):  # type: ignore[misc]
    """An object of a finished file. pydyf writes every object twice, the second time for the file's digest."""

    def __init__(self, made: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = made.number, made.generation, made.free
        self.packs: bool = made.compressible
        self.body: bytes = b"" if made.free == "f" else made.data

    @property
    def data(self) -> bytes:
        return self.body

    @property
    def compressible(self) -> bool:
        return self.packs


@lru_cache(maxsize=64)
def parsed(css: str) -> CSS:
    """A style sheet, parsed once."""
    return CSS(string=css, font_config=fonts(), url_fetcher=PictureFetcher({}))


def character_widths(css: str, characters: str) -> Mapping[str, float]:
    """How wide each of `characters` is in a table's cell with figures, in ems."""
    root = Element("html")
    cell = SubElement(SubElement(SubElement(SubElement(root, "body"), "table"), "tr"), "td", {"class": "end"})
    cell.text = "0"
    page = Tree(root, PictureFetcher({})).render(font_config=fonts(), stylesheets=[parsed(css)]).pages[0]
    style = next(box.style for box in page._page_box.descendants() if isinstance(box, TextBox) and box.text == "0")
    widths: dict[str, float] = {}
    for character in characters:
        layout = Layout(style)
        layout.set_text(character)
        widths[character] = line_size(layout.get_first_line()[0], style)[0] / style["font_size"]
    return widths


@dataclass(frozen=True)
class Laid:
    """A document laid out: WeasyPrint's own, the addresses of the pictures it could not read, and its fetcher."""

    document: PaintedDocument
    broken: tuple[str, ...]
    fetcher: PictureFetcher

    @property
    def pages(self) -> list[MarkedPage]:
        return self.document.pages  # type: ignore[no-any-return]

    @property
    def fonts(self) -> Mapping[Any, Any]:
        """The fonts that were painted with."""
        return self.document.fonts  # type: ignore[no-any-return]


def _colours() -> ColorProfile:
    """The profile that says which colours are meant (PDF/A-3, 6.2.3): sRGB, as WeasyPrint brings it along."""
    return ColorProfile(BytesIO(_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def lay_out(root: Element, css: str, pictures: Mapping[str, tuple[str, bytes]]) -> Laid:
    """Lay out the pages of `root`."""
    loaded: dict[str, Any] = {}
    fetcher = PictureFetcher(pictures)
    made = Tree(root, fetcher).render(
        font_config=fonts(), stylesheets=[parsed(css)], color_profiles={_PROFILE: _colours()}, cache=loaded
    )
    made.output_intent = _PROFILE
    made.pages = [MarkedPage(page) for page in made.pages]
    carry_balances(made.pages)
    return Laid(made, tuple(address for address, image in loaded.items() if image is None), fetcher)


def print_file(laid: Laid, metadata: Metadata) -> bytes:
    """Paint the pages of `laid` and write the file, tagged and conforming to PDF/UA-1 and PDF/A-3a."""

    def finish(_: PaintedDocument, pdf: pydyf.PDF) -> None:
        structure = build_structure(laid.pages)
        blend_marks(laid.pages)
        add_structure(pdf, structure, [page.stream for page in laid.pages])
        _describe_links(structure.root)
        conform(pdf, metadata)
        pdf.objects = [Frozen(made) for made in pdf.objects]
        pdf.write_line = lambda line, output: pydyf.PDF.write_line(pdf, one_length(line), output)

    body: bytes = laid.document.write_pdf(finisher=finish, pdf_identifier=True, pdf_version="1.7")
    return body


def one_length(line: bytes) -> bytes:
    """A line of a file; where it is a stream, one that has one length however it is measured.

    Data that ends with a carriage return and the line feed after it read as one end of line: /Length would not be
    the length of what stands before it (ISO 19005-3, 6.1.7.1). A whole end of line in between leaves no doubt.
    """
    return line[: -len(_DOUBTFUL)] + b"\r\r\nendstream\nendobj" if line.endswith(_DOUBTFUL) else line


def _describe_links(tag: Tag) -> None:
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _describe_links(kid)
        elif isinstance(kid, Annotated):
            words = "".join(tag.element.itertext()) if tag.element is not None else ""
            describe_link(kid.annotation, words)
