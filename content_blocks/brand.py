"""The brand: a company's look as typed data, never as style sheets.

Each renderer turns the same tokens into its own styling, so that paper, mail and phone agree without sharing
CSS. Colours are checked for contrast when a brand is read (WCAG 2.2, 1.4.3 and 1.4.11).
"""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from content_blocks.urls import checked_url

MINIMUM_TEXT_CONTRAST = 4.5
MINIMUM_SHAPE_CONTRAST = 3.0

_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 \-]*\Z")


def contrast(first: str, second: str) -> float:
    """The contrast ratio (1 to 21) of two ``#rrggbb`` colours, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _family(name: str) -> str:
    if not _FAMILY.match(name):
        raise ValueError(f"{name!r} is not the name of a font family (letters, digits, blanks, hyphens)")
    return name


Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Url = Annotated[str, AfterValidator(checked_url)]
Family = Annotated[str, AfterValidator(_family)]
Millimetres = Annotated[Decimal, Field(ge=0, le=2000)]
Line = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]


class _Tokens(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Palette(_Tokens):
    """The colours of one scheme. Pairs that carry text keep 4.5:1, pairs that carry shapes 3:1."""

    paper: Colour
    ink: Colour
    muted: Colour = Field(description="secondary text")
    surface: Colour = Field(description="cards, table heads, notices")
    line: Colour = Field(description="rules and borders; decoration")
    accent: Colour = Field(description="headings, links, figures; text on paper and surface")
    button: Colour = Field(description="the fill of buttons and bands")
    on_button: Colour = Field(description="text on button")
    positive: Colour
    negative: Colour
    warning: Colour

    @model_validator(mode="after")
    def _contrasts(self) -> Self:
        text = [
            (name, ground)
            for name in ("ink", "muted", "accent", "positive", "negative", "warning")
            for ground in ("paper", "surface")
        ] + [("on_button", "button")]
        for name, ground in text:
            self._check(name, ground, MINIMUM_TEXT_CONTRAST)
        self._check("button", "paper", MINIMUM_SHAPE_CONTRAST)
        return self

    def _check(self, name: str, ground: str, least: float) -> None:
        ratio = contrast(getattr(self, name), getattr(self, ground))
        if ratio < least:
            raise ValueError(f"{name} on {ground} has a contrast of {ratio:.2f}:1; at least {least}:1 is needed")


class Typeface(_Tokens):
    """`families` in order of preference; later ones serve the scripts the first lacks (Arabic, Hebrew)."""

    families: tuple[Family, ...] = Field(min_length=1)
    weight: int = Field(ge=100, le=900)
    tracking: Decimal = Field(default=Decimal(0), ge=-1, le=1, description="letter spacing in em")


class Typography(_Tokens):
    body: Typeface
    heading: Typeface
    strong_weight: int = Field(default=600, ge=100, le=900)
    size: Decimal = Field(default=Decimal("9.5"), ge=8, le=14, description="body size on paper, in points")
    screen_size: int = Field(default=16, ge=14, le=20, description="body size on screens, in pixels")
    leading: Decimal = Field(default=Decimal("1.45"), ge=1, le=2)
    scale: Decimal = Field(default=Decimal("1.25"), ge=1, le=2, description="ratio between heading sizes")


class Shape(_Tokens):
    """Spacing and edges, in millimetres on paper; screens take 4 pixels for a millimetre."""

    space: Millimetres = Decimal(4)
    radius: Millimetres = Decimal(2)
    rule: Decimal = Field(default=Decimal("0.5"), ge=0, le=4, description="in points")
    table: Literal["ruled", "striped", "open"] = "ruled"
    buttons: Literal["round", "soft", "square"] = "soft"


class Window(_Tokens):
    """The address window, in millimetres from the top left corner of the sheet.

    DIN 5008 form B: 20 from the left, 45 from the top, 85 x 45 with the return address line in it.
    Italian windows of DL envelopes usually stand on the right: 110 from the left, 45 from the top, 85 x 35.
    """

    left: Millimetres
    top: Millimetres
    width: Millimetres
    height: Millimetres


class Sheet(_Tokens):
    """Page geometry in millimetres; `size` is a paper size of ISO 216."""

    size: Literal["A4", "A5"] = "A4"
    margin_top: Millimetres = Decimal(20)
    margin_right: Millimetres = Decimal(20)
    margin_bottom: Millimetres = Decimal(25)
    margin_left: Millimetres = Decimal(25)
    window: Window
    body_top: Millimetres = Field(default=Decimal(100), description="where the text begins on the first page")
    fold_marks: tuple[Millimetres, ...] = (Decimal(105), Decimal(210))
    punch_mark: Millimetres | None = Decimal("148.5")


class Letterhead(_Tokens):
    """`style`: a band of colour over the page's whole width, a rule below the logo, or the logo alone."""

    style: Literal["band", "rule", "plain"]
    logo: str = Field(description="an SVG file of the brand's folder, for paper and screens")
    logo_dark: str | None = Field(default=None, description="the logo for dark grounds")
    logo_alt: Line
    logo_width: Millimetres = Decimal(40)
    logo_side: Literal["start", "end"] = "start"
    return_address: Line = Field(description="the small line above the address in the window")


class Contact(_Tokens):
    website: Url
    email: str = Field(pattern=r"^[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+$")
    phone: Line
    sms_sender: str = Field(pattern=r"^[A-Za-z0-9 ]{1,11}$", description="alphanumeric sender id (3GPP TS 23.040)")


class Brand(_Tokens):
    """A company's look and the lines that stand on everything it sends."""

    brand: str = Field(pattern=r"^[a-z][a-z0-9\-]*$", description="the key")
    name: Line
    legal_lines: tuple[Line, ...] = Field(description="company particulars at the foot of every document")
    light: Palette
    dark: Palette
    type: Typography
    shape: Shape = Shape()
    sheet: Sheet
    letterhead: Letterhead
    contact: Contact
    charts: tuple[Colour, ...] = Field(min_length=2, description="colours of chart series, in order")

    @model_validator(mode="after")
    def _chart_colours(self) -> Self:
        for colour in self.charts:
            ratio = contrast(colour, self.light.paper)
            if ratio < MINIMUM_SHAPE_CONTRAST:
                raise ValueError(
                    f"the chart colour {colour} on paper has a contrast of {ratio:.2f}:1; "
                    f"at least {MINIMUM_SHAPE_CONTRAST}:1 is needed"
                )
        return self
