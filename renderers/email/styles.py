"""The look of mails: a brand's tokens as the style attributes that every mail program keeps.

Styles stand on the elements themselves, because some programs throw style sheets away; the sheets of
`renderers.email.sheets` only add what phones and dark screens need.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from content_blocks.brand import Brand, Typeface
from content_blocks.document import Align

PAGE_WIDTH = 640
PADDING = 40
CONTENT_WIDTH = PAGE_WIDTH - 2 * PADDING
SYSTEM_FONTS = "Helvetica,Arial,sans-serif"
PIXELS_PER_MILLIMETRE = 4

_BUTTON_RADIUS = {"round": 28, "square": 0}


@dataclass(frozen=True)
class Styles:
    """Style declarations by what they are for; sizes in pixels. `start` and `end` are left or right."""

    start: str
    end: str
    space: int
    radius: int
    body: str
    lead: str
    small: str
    headings: tuple[str, ...]
    strong: str
    link: str
    muted: str
    surface: str
    line: str
    rule: str
    button: str
    button_link: str
    card_figure: str
    small_card_figure: str
    reference: str
    caption: str
    table: str
    small_table: str
    table_style: str

    def side(self, align: Align) -> str:
        """`align` as left, center or right, which every mail program knows."""
        return {"start": self.start, "center": "center", "end": self.end}[align]


@dataclass(frozen=True)
class _Sizes:
    body: int
    leading: Decimal
    scale: Decimal

    def step(self, steps: float) -> int:
        """The body size, so many steps up the brand's scale."""
        return round(self.body * math.pow(self.scale, steps))


@lru_cache(maxsize=32)
def styles_for(brand: Brand, direction: str) -> Styles:
    """The styles of `brand` in text of this direction (``ltr`` or ``rtl``)."""
    light, type_, shape = brand.light, brand.type, brand.shape
    sizes = _Sizes(type_.screen_size, type_.leading, type_.scale)
    space, radius = pixels(shape.space), pixels(shape.radius)
    body = f"font-family:{font_stack(type_.body)};font-weight:{type_.body.weight}"
    leading = f"line-height:{type_.leading.normalize()}"
    small = sizes.body - 3
    table = f"width:100%;border-collapse:collapse;{body}"
    button_radius = _BUTTON_RADIUS.get(shape.buttons, min(radius, 12))
    start, end = ("left", "right") if direction == "ltr" else ("right", "left")
    return Styles(
        start=start,
        end=end,
        space=space,
        radius=radius,
        body=f"{body};font-size:{sizes.body}px;{leading};color:{light.ink};text-align:{start}",
        lead=f"font-size:{sizes.step(0.5)}px;line-height:1.4",
        small=f"font-size:{small}px;line-height:1.5;color:{light.muted}",
        headings=tuple(_heading(brand, sizes.step(steps)) for steps in (3, 1.5, 0.75, 0)),
        strong=f"font-weight:{type_.strong_weight}",
        link=f"color:{light.accent};text-decoration:underline",
        muted=f"color:{light.muted}",
        surface=f"background-color:{light.surface}",
        line=light.line,
        rule=f"{max(1, round(shape.rule))}px solid {light.line}",
        button=f"background-color:{light.button};border-radius:{button_radius}px;padding:0;text-align:center",
        button_link=(
            f"display:block;padding:14px 28px;color:{light.on_button};font-weight:{type_.strong_weight};"
            "text-decoration:none"
        ),
        card_figure=_heading(brand, sizes.step(1)),
        small_card_figure=_heading(brand, sizes.body + 2),
        reference=f"font-size:{small}px;line-height:1.4",
        caption=f"padding:0 0 8px;text-align:{start};font-weight:{type_.strong_weight}",
        table=f"{table};font-size:{sizes.body - 1}px;line-height:1.4",
        small_table=f"{table};font-size:{small}px;line-height:1.4",
        table_style=shape.table,
    )


def _heading(brand: Brand, size: int) -> str:
    face = brand.type.heading
    return (
        f"font-family:{font_stack(face)};font-size:{size}px;line-height:1.2;font-weight:{face.weight};"
        f"letter-spacing:{round(face.tracking * size, 2).normalize():f}px"
    )


def font_stack(face: Typeface) -> str:
    """The families of `face`, then fonts every system has; quoted for use inside a style attribute."""
    names = (f"'{name}'" if " " in name else name for name in face.families)
    return ",".join((*names, SYSTEM_FONTS))


def pixels(millimetres: Decimal) -> int:
    """Millimetres on paper as pixels on a screen."""
    return round(millimetres * PIXELS_PER_MILLIMETRE)
