"""Boxes around HTML that is written already: cards, notices, columns, buttons, pictures.

Paddings and backgrounds stand on table cells, the only place where Outlook for Windows keeps them; these tables
say ``role="presentation"``.
"""

from collections.abc import Sequence
from decimal import Decimal

from content_blocks.brand import Palette
from content_blocks.document import Tone
from renderers.email.inlines import attribute
from renderers.email.styles import Styles

_LAYOUT = 'role="presentation" style="border-collapse:separate;border-spacing:0'
_TONES = {
    "neutral": ("rule", "line"),
    "info": ("info", "accent"),
    "success": ("positive", "positive"),
    "warning": ("warning", "warning"),
    "legal": ("legal", "ink"),
}
_CARD_PADDING = 20


def layout_table(cells: str, gap: int) -> str:
    """One row of cells as a table without meaning, as wide as there is room, `gap` pixels above what follows."""
    return f'<table {_LAYOUT};width:100%;margin:0 0 {gap}px"><tr>{cells}</tr></table>'


def card(styles: Styles, html: str, gap: int) -> str:
    """A part of the document set apart on a surface of its own."""
    style = f"{styles.surface};border-radius:{styles.radius}px;padding:{_CARD_PADDING}px"
    return layout_table(f'<td class="card" style="{style}">{html}</td>', gap)


def notice(styles: Styles, palette: Palette, tone: Tone, html: str, gap: int) -> str:
    """A remark on a surface, with a bar in the colour of its tone where lines begin."""
    name, token = _TONES[tone]
    bar = f"border-{styles.start}:4px solid {getattr(palette, token)}"
    style = f"{styles.surface};{bar};border-radius:{min(styles.radius, 8)}px;padding:16px {_CARD_PADDING}px"
    return layout_table(f'<td class="card {name}" style="{style}">{html}</td>', gap)


def columns(styles: Styles, htmls: Sequence[str], widths: Sequence[Decimal], gap: int) -> str:
    """Side by side; below each other on a phone."""
    cells = (
        f'<td class="column" style="width:{width.normalize():f}%;padding:0;vertical-align:top">{html}</td>'
        for html, width in zip(htmls, widths, strict=True)
    )
    return layout_table(gutter(styles.space).join(cells), gap)


def gutter(width: int) -> str:
    """The room between columns; a phone takes it away."""
    return f'<td class="gutter" style="padding:0 0 0 {width}px"></td>'


def button(styles: Styles, label: str, url: str, gap: int) -> str:
    """A link one can hardly miss, as wide as its label, or as the screen of a phone."""
    link = f'<a href="{attribute(url)}" class="on-fill" style="{styles.button_link}">{label}</a>'
    cell = f'<td class="fill" style="{styles.button}">{link}</td>'
    return f'<table class="button" {_LAYOUT};margin:0 0 {gap}px"><tr>{cell}</tr></table>'


def picture(source: str, alt: str, width: int, *, style: str = "") -> str:
    """An image as wide as `width` pixels where there is room, and never wider than the page."""
    return (
        f'<img src="{attribute(source)}" alt="{attribute(alt)}" width="{width}" '
        f'style="display:block;width:100%;max-width:{width}px;height:auto;border:0{style}">'
    )
