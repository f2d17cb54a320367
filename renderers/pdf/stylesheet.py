"""The style sheet of a brand and a language: the page, its margins and the frame of a letter."""

from decimal import Decimal
from functools import lru_cache

from content_blocks.brand import Brand
from renderers.pdf.frame import GUTTER, letterhead_height
from renderers.pdf.look import families, look
from renderers.pdf.mark import mark_style
from renderers.pdf.sheet import PAPER_WIDTH
from renderers.pdf.text import Direction
from renderers.pdf.words import WORDS
from renderers.words import chrome

LEGAL_LINE = Decimal("3.1")  # millimetres
CHARACTERS_A_LEGAL_LINE = 115
CONTINUED_TOP = Decimal(26)
MARK_LENGTH = Decimal(5)
MARK_LEFT = Decimal(4)


@lru_cache(maxsize=64)
def stylesheet(brand: Brand, locale: str, direction: Direction, *, draft: bool = False) -> str:
    """The whole style sheet as text, for a brand, a language and a direction of text; a draft's marks each page."""
    mark = mark_style(brand, _bottom(brand), locale) if draft else ""
    return physical("\n".join((_page(brand, locale), _frame(brand, direction), look(brand), mark)), direction)


def physical(css: str, direction: Direction) -> str:
    """Turn the sides of lines into those of paper; WeasyPrint has no logical properties for boxes."""
    start, end = ("left", "right") if direction == "ltr" else ("right", "left")
    return css.replace("inline-start", start).replace("inline-end", end)


def quoted(text: str) -> str:
    """`text` as a CSS string."""
    return '"' + "".join(c if c.isalnum() or c in " .,:-·" else f"\\{ord(c):06x}" for c in text) + '"'


def _bottom(brand: Brand) -> Decimal:
    """The bottom margin: the brand's, or more when the legal lines need it."""
    lines = sum(-(-len(line) // CHARACTERS_A_LEGAL_LINE) for line in brand.legal_lines)
    return max(brand.sheet.margin_bottom, 16 + lines * LEGAL_LINE)


def _page(brand: Brand, locale: str) -> str:
    sheet, palette = brand.sheet, brand.light
    before, between, after = chrome(WORDS, "page", locale, page="\0", pages="\0").split("\0")
    legal = '"\\A"'.join(quoted(line) for line in brand.legal_lines) or '""'
    face = f"{brand.type.body.weight} 6.6pt/{LEGAL_LINE}mm {families(brand.type.body)}"
    small = f"font: {face}; color: {palette.muted}; direction: ltr; vertical-align: top"
    return f"""
@page {{
  size: {sheet.size};
  margin: {max(sheet.margin_top, CONTINUED_TOP)}mm {sheet.margin_right}mm {_bottom(brand)}mm {sheet.margin_left}mm;
  @top-inline-start {{ content: string(running); {small}; padding-top: 12mm; width: 70%;
    font-weight: {brand.type.strong_weight} }}
  @top-inline-end {{ content: string(reference); {small}; padding-top: 12mm; width: 30%;
    text-align: inline-end }}
  @bottom-inline-start {{ content: {legal}; {small}; white-space: pre-line; text-align: inline-start;
    margin-top: 7mm; padding-top: 2.4mm; width: 82%; border-top: 0.4pt solid {palette.line} }}
  @bottom-inline-end {{ content: {quoted(before)} counter(page) {quoted(between)} counter(pages) {quoted(after)};
    {small}; text-align: inline-end; white-space: nowrap; margin-top: 7mm; padding-top: 2.4mm;
    width: 18%; border-top: 0.4pt solid {palette.line}; font-variant-numeric: tabular-nums }}
  @footnote {{ border-top: 0.4pt solid {palette.line}; margin-top: 5mm; padding-top: 2mm }}
}}
@page :first {{
  margin-top: {sheet.margin_top}mm;
  @top-inline-start {{ content: none }}
  @top-inline-end {{ content: none }}
}}"""


def _frame(brand: Brand, direction: Direction) -> str:
    sheet, palette = brand.sheet, brand.light
    width = PAPER_WIDTH[sheet.size]
    inner = width - sheet.margin_left - sheet.margin_right
    height = letterhead_height(brand)
    band = brand.letterhead.style == "band"
    ink = palette.on_button if band else palette.ink
    logo, contact = ("inline-start", "inline-end")
    start, end = sheet.margin_left, sheet.margin_right
    if direction == "rtl":
        start, end = end, start
    if brand.letterhead.logo_side == "end":
        logo, contact, start, end = contact, logo, end, start
    ground = {
        "band": f"background: {palette.button}",
        "rule": "",
        "plain": "",
    }[brand.letterhead.style]
    rule = (
        f".letterhead::after {{ content: ''; position: absolute; left: {sheet.margin_left}mm; bottom: 0;"
        f" width: {inner}mm; border-bottom: {max(brand.shape.rule, Decimal(1))}pt solid {palette.accent} }}"
        if brand.letterhead.style == "rule"
        else ""
    )
    return f"""
.letterhead {{ position: absolute; top: -{sheet.margin_top}mm; left: -{sheet.margin_left}mm; width: {width}mm;
  height: {height}mm; {ground} }}
.logo {{ position: absolute; {logo}: {start}mm; top: 10mm; width: {brand.letterhead.logo_width}mm;
  height: {height - 18}mm; object-fit: contain; object-position: {logo} center }}
.logo.name {{ height: auto; font-weight: {brand.type.strong_weight}; color: {ink} }}
.contact {{ position: absolute; {contact}: {end}mm; top: 10mm; height: {height - 18}mm; margin: 0;
  font-size: 7pt; line-height: 1.5; text-align: {contact}; color: {palette.on_button if band else palette.muted} }}
{rule}
.mark {{ position: absolute; left: {MARK_LEFT - sheet.margin_left}mm; width: {MARK_LENGTH}mm;
  border-top: 0.3pt solid {palette.muted} }}
.punch {{ width: {MARK_LENGTH + 2}mm }}
.head {{ display: flow-root }}
{_window(brand, inner)}"""


def _window(brand: Brand, inner: Decimal) -> str:
    """The window floats at its place; the references stand beside it, where there is more room."""
    sheet, palette, window = brand.sheet, brand.light, brand.sheet.window
    top = window.top - sheet.margin_top
    before = window.left - sheet.margin_left
    after = inner - before - window.width
    side = "right" if after >= before else "left"
    room = max(max(before, after) - GUTTER, Decimal(30))
    return f"""
.window {{ float: {"left" if side == "right" else "right"}; width: {window.width - 10}mm;
  min-height: {window.height}mm; margin-top: {top}mm;
  {"margin-left" if side == "right" else "margin-right"}: {(before if side == "right" else after) + 5}mm }}
.return {{ font-size: 6.4pt; line-height: 3mm; color: {palette.muted}; margin: 0 0 3.6mm;
  padding: 1mm 0 0.8mm; border-bottom: 0.3pt solid {palette.line} }}
.address {{ margin: 0; line-height: 4.4mm }}
.references {{ float: {side}; width: {room}mm; margin: {top}mm 0 0; font-size: 0.86em; line-height: 1.4 }}
.head.open .references {{ margin: {letterhead_height(brand) + 8 - sheet.margin_top}mm 0 6mm;
  float: none; width: auto }}"""
