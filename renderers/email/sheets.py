"""The style sheets in the head of a mail: phones, dark screens, Outlook.

Every mail is whole without them. Each stands in a ``<style>`` of its own, because a mail program that meets
one thing it does not know throws the whole element away.
"""

from functools import lru_cache

from content_blocks.brand import Brand, Palette
from renderers.email.styles import SYSTEM_FONTS, font_stack

PHONE = 600

# On a phone the cells of a wide table (`reflow` in renderers.email.tables) stand in lines below each other.
_PHONE_RULES = """
.outer{padding:0 !important}
.inner{padding:24px 20px !important}
.head{padding:20px !important}
.page,.head{border-radius:0 !important}
h1{font-size:26px !important}
.column{display:block !important;width:auto !important;padding:0 0 16px !important}
.card-figure{display:block !important;width:auto !important;margin:0 0 12px !important}
.button{width:100% !important}
.wide,.wide thead,.wide tbody,.wide tfoot,.wide tr,.wide caption{display:block !important}
.wide tr{padding:10px 0 !important}
.wide td,.wide th{display:inline-block !important;padding:2px 0 !important;border-bottom-width:0 !important}
.wide td,.wide th{white-space:normal !important}
.wide tr{border-bottom:1px solid LINE !important}
.striped tr{padding:10px 12px !important}
.wide .whole{display:block !important;width:auto !important}
.wide .half{width:50% !important}
.wide .third{width:33% !important}
.wide .rest{width:66% !important}
.wide .quarter{width:25% !important}
.gutter,.wide .gutter{display:none !important}
.wide .near{text-align:START !important}
"""

Colours = tuple[tuple[str, str, str], ...]  # (class or selector, property, token of the palette)
Declarations = tuple[tuple[str, str], ...]  # (selector, declarations)

_COLOURS: Colours = (
    (".ground", "background-color", "surface"),
    (".paper", "background-color", "paper"),
    (".card", "background-color", "surface"),
    (".fill", "background-color", "button"),
    (".ink", "color", "ink"),
    (".muted", "color", "muted"),
    (".accent", "color", "accent"),
    (".on-fill", "color", "on_button"),
    (".positive", "border-color", "positive"),
    (".warning", "border-color", "warning"),
    (".info", "border-color", "accent"),
    (".legal", "border-color", "ink"),
    (".rule", "border-color", "line"),
    (".rows td", "border-color", "line"),
    (".rows th", "border-color", "line"),
    (".wide tr", "border-color", "line"),
)
# The logo for dark grounds.
_LOGOS: Declarations = (
    (".logo-light", "display:none !important"),
    (".logo-dark", "display:block !important;max-height:none !important;overflow:visible !important"),
)


@lru_cache(maxsize=32)
def head_sheets(brand: Brand, direction: str) -> str:
    """The ``<style>`` elements of a mail of `brand`."""
    start = "left" if direction == "ltr" else "right"
    phone = _PHONE_RULES.strip().replace("LINE", brand.light.line).replace("START", start)
    # Padding of links is lost on Outlook for Windows; that of cells is not.
    mso = f".fill{{padding:14px 28px}}body,table,td,th,p,h1,h2,h3,h4,li,a{{font-family:{font_stack(brand.type.body)}}}"
    return (
        f"<style>@media (max-width:{PHONE}px){{\n{phone}\n}}</style>\n"
        f"{dark_sheets(brand.dark, _COLOURS, _LOGOS)}"
        f"<!--[if mso]><style>{mso.replace(SYSTEM_FONTS, 'Arial,sans-serif')}</style>{_OFFICE}<![endif]-->\n"
    )


# Outlook for Windows otherwise enlarges pictures on screens of more than 96 dots an inch.
_OFFICE = (
    '<noscript><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office">'
    "<o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript>"
)


def dark_sheets(palette: Palette, colours: Colours, others: Declarations = ()) -> str:
    """The ``<style>`` elements that give a mail `colours` of `palette`, and `others`, on dark screens."""
    dark, outlook = (
        "".join(
            (
                *(
                    f"{name(each, what)}{{{what}:{getattr(palette, token)} !important}}"
                    for each, what, token in colours
                ),
                *(f"{name(each, 'display')}{{{declarations}}}" for each, declarations in others),
            )
        )
        for name in (_plain_selector, _outlook_selector)
    )
    return f"<style>@media (prefers-color-scheme:dark){{{dark}}}</style>\n<style>{outlook}</style>\n"


def _plain_selector(name: str, _: str) -> str:
    return name


def _outlook_selector(name: str, what: str) -> str:
    """Outlook.com and Outlook's apps mark their dark mode so: ``ogsb`` for grounds, ``ogsc`` for the rest."""
    return f"[data-{'ogsb' if what == 'background-color' else 'ogsc'}] {name}"
