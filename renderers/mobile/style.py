"""The style sheet of a page: the brand's tokens as custom properties, then the rules all brands share."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from content_blocks.brand import Brand, Palette, Typeface
from renderers.chart_spec import series_colours
from renderers.mobile.pictures import PIXELS_PER_MILLIMETRE

_SYSTEM = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
_ROUNDNESS = {"round": "999px", "soft": "12px", "square": "0"}


def asset_text(name: str) -> str:
    return (files("renderers.mobile") / "assets" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def page_style(brand: Brand) -> str:
    """Everything but what depends on one document's content."""
    dark = _colours(brand.dark) + _band(brand, brand.dark, dark=True)
    chart = "".join(_chart_colours(brand))
    return (
        f":root{{{_tokens(brand)}{_colours(brand.light)}{_band(brand, brand.light, dark=False)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}{chart}}}\n{asset_text('page.css')}"
    )


def columns_style(widths: Mapping[tuple[Decimal, ...], str]) -> str:
    """Side-by-side columns, where the screen is wide enough; shares in per cent become fractions."""
    rules = "".join(
        f".{name}{{grid-template-columns:{' '.join(f'minmax(0,{share:f}fr)' for share in shares)}}}"
        for shares, name in widths.items()
        if shares
    )
    return f"@media (min-width:640px){{{rules}}}" if rules else ""


def _tokens(brand: Brand) -> str:
    kind, shape = brand.type, brand.shape
    step = float(kind.scale)
    sizes = [(4, step**2), (3, step**1.2), (2, step**0.5)]
    return (
        f"--size:{kind.screen_size / 16:g}rem;--leading:{kind.leading};--strong:{kind.strong_weight};"
        f"--body:{_stack(kind.body)};--body-weight:{kind.body.weight};--body-tracking:{kind.body.tracking}em;"
        f"--title:{_stack(kind.heading)};--title-weight:{kind.heading.weight};--title-tracking:{kind.heading.tracking}em;"
        f"{''.join(f'--h{5 - level}:{size:.3f}em;' for level, size in sizes)}"
        f"--space:{shape.space * PIXELS_PER_MILLIMETRE}px;--radius:{shape.radius * PIXELS_PER_MILLIMETRE}px;"
        f"--rule:{max(float(shape.rule) * 4 / 3, 1):g}px;--button-radius:{_ROUNDNESS[shape.buttons]};"
    )


def _stack(face: Typeface) -> str:
    return ",".join([*(f'"{family}"' for family in face.families), _SYSTEM])


def _colours(palette: Palette) -> str:
    return "".join(f"--{name.replace('_', '-')}:{value};" for name, value in palette.model_dump().items())


def _band(brand: Brand, palette: Palette, *, dark: bool) -> str:
    """The ground of the head. A band of colour is too bright on a dark screen; there it is the surface's."""
    if brand.letterhead.style != "band":
        return f"--head:{palette.paper};"
    return f"--head:{palette.surface if dark else palette.button};"


def _chart_colours(brand: Brand) -> Iterable[str]:
    """Rules that turn the colours of a chart drawn for light paper into those for dark."""
    light, dark = brand.light, brand.dark
    pairs = {getattr(light, name): getattr(dark, name) for name in ("ink", "muted", "line", "paper")}
    pairs |= dict(zip(series_colours(brand, light), series_colours(brand, dark), strict=True))
    for bright, dim in pairs.items():
        yield f'.chart [fill="{bright}"]{{fill:{dim}}}.chart [stroke="{bright}"]{{stroke:{dim}}}'
