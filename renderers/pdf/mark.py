"""The mark of a draft on every page: one large word from corner to corner, and what it means along the edge.

Both stand in margin boxes, so that they move nothing: the letter has the lines and pages it will have when it is
approved. They are artifacts, which no screen reader reads out (PDF/UA-1, 7.1), and they are multiplied with what is
under them: boxes and bands do not hide the word, and no text under it grows lighter.
"""

from decimal import Decimal
from typing import Any

import pydyf

from content_blocks.brand import Brand
from renderers.draft import draft_line, draft_word, light_tint
from renderers.pdf.look import families
from renderers.pdf.sheet import PAPER_HEIGHT, PAPER_WIDTH

# The corners at the bottom are the same on every page. A box that is too large for its corner keeps the corner of
# the text area, and reaches over the edges of the sheet.
_WORD, _LINE = "@bottom-left-corner", "@bottom-right-corner"
_WIDTH, _HEIGHT = Decimal(400), Decimal(100)  # millimetres; room for any word, far beyond the page
_ANGLE = -54  # degrees: about the diagonal of a sheet of ISO 216
_REACH = Decimal("1.1")  # how long the word is, in widths of the page
_CAPITAL = Decimal("0.74")  # em: how wide a capital of a strong face is, with its spacing
_LARGEST = Decimal("0.26")  # of the page's width, for short words
_EDGE = Decimal(8)  # millimetres between the line and the edge of the sheet, where the margin has them
_NARROW = Decimal(6)  # millimetres; a narrower margin has no room for the line
_STATE = "draft"


def mark_style(brand: Brand, bottom: Decimal, locale: str) -> str:
    """The rules that write the mark on each page; `bottom` is the bottom margin in millimetres.

    Where the right margin is too narrow the word stands alone.

    The words hold letters, blanks and punctuation only (`renderers.draft`), so they can stand in the rules as they are.
    """
    sheet, kind = brand.sheet, brand.type
    width, height = PAPER_WIDTH[sheet.size], PAPER_HEIGHT[sheet.size]
    word = draft_word(locale)
    size = min(width * _REACH / (len(word) * _CAPITAL), width * _LARGEST)
    edge = min(sheet.margin_right / 2, _EDGE)
    up = -(height / 2 - bottom + _HEIGHT / 2)
    shared = (
        f"width: {_WIDTH}mm; height: {_HEIGHT}mm; text-align: center; vertical-align: middle; direction: ltr; "
        "white-space: nowrap"
    )
    line = f"""{_LINE} {{ content: "{draft_line(locale)}"; {shared}; color: {brand.light.warning};
    font: {kind.body.weight} 6.6pt/1 {families(kind.body)}; letter-spacing: 0.04em;
    transform: translate({sheet.margin_right - _WIDTH / 2 - edge}mm, {up}mm) rotate(-90deg) }}"""
    return f"""
@page {{
  {_WORD} {{ content: "{word}"; {shared}; color: {light_tint(brand.light)}; letter-spacing: 0.04em;
    font: {kind.strong_weight} {size:.1f}mm/1 {families(kind.heading)};
    transform: translate({width / 2 - sheet.margin_left + _WIDTH / 2}mm, {up}mm) rotate({_ANGLE}deg) }}
  {line if sheet.margin_right >= _NARROW else ""}
}}"""


def blend_marks(pages: list[Any]) -> None:
    """Make the mark on each of the painted `pages` (`renderers.pdf.press.MarkedPage`) an artifact, and multiply it.

    Pages without a mark stay as they are.
    """
    for page in pages:
        marks = page.marks
        for box in page._page_box.children:
            if getattr(box, "at_keyword", "") in (_WORD, _LINE):
                _blend(page.stream, {marks[inner]["mcid"] for inner in box.descendants() if inner in marks})


def _blend(stream: Any, mcids: set[int]) -> None:
    """Turn marked content into watermarks (ISO 32000-1, 14.8.2.2.2) with a blend mode of their own (11.3.5)."""
    items = stream.stream
    for index, item in reversed(list(enumerate(items))):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in mcids:
            stream._resources["ExtGState"][_STATE] = pydyf.Dictionary({"Type": "/ExtGState", "BM": "/Multiply"})
            items[index - 1 : index + 2] = [
                b"/Artifact",
                b"<</Type/Pagination/Subtype/Watermark>>",
                b"BDC",
                f"/{_STATE} gs".encode(),
            ]
