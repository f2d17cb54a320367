"""How the text of a brand looks on paper: type, tables, cards, notices.

Only classes and tags select here: a style sheet is matched against every element of every document.
"""

from content_blocks.brand import Brand, Typeface
from renderers.pdf.fetcher import SCHEME
from renderers.pdf.icons import TONE_COLOURS, has_icon, tone_colour
from renderers.pdf.table_look import table_look

ICON = 5  # millimetres


def families(face: Typeface) -> str:
    """The font families of `face` as CSS has them."""
    return ", ".join((*(f'"{family}"' for family in face.families), "sans-serif"))


def look(brand: Brand) -> str:
    """The style sheet of everything that stands between the margins."""
    return "\n".join((_text(brand), _headings(brand), _facts(brand), table_look(brand), _boxes(brand), _figures(brand)))


def _text(brand: Brand) -> str:
    kind, palette, space = brand.type, brand.light, brand.shape.space
    return f"""
html {{ font: {kind.body.weight} {kind.size}pt/{kind.leading} {families(kind.body)}; color: {palette.ink};
  letter-spacing: {f"{kind.body.tracking}em" if kind.body.tracking else "normal"} }}
body {{ margin: 0; string-set: running attr(data-running), reference attr(data-reference) }}
p {{ margin: 0 0 {space * 3 / 4}mm; orphans: 2; widows: 2 }}
.lead {{ font-size: 1.12em; line-height: 1.4 }}
.small {{ font-size: 0.82em; color: {palette.muted} }}
strong {{ font-weight: {kind.strong_weight} }}
a {{ color: {palette.accent}; text-decoration: underline; text-decoration-thickness: 0.5pt }}
ul, ol {{ margin: 0 0 {space * 3 / 4}mm; padding-inline-start: 5mm }}
li {{ margin-bottom: {space / 4}mm; orphans: 2; widows: 2 }}
li::marker {{ color: {palette.accent} }}
hr {{ border: 0; border-top: {brand.shape.rule}pt solid {palette.line}; margin: {space}mm 0 }}
bdi {{ display: inline }}
.rtl {{ direction: rtl }}
.ltr {{ direction: ltr }}
.long {{ overflow-wrap: anywhere }}
.cut {{ display: block }}
.break {{ break-after: page }}
.keep {{ break-inside: avoid }}
.note {{ float: footnote; font-size: 0.8em; line-height: 1.35; color: {palette.muted}; text-align: start;
  font-weight: {kind.body.weight} }}
.note::footnote-call {{ font-size: 0.68em; line-height: 0; vertical-align: 0.45em; font-weight: {kind.strong_weight};
  color: {palette.accent} }}
.note::footnote-marker {{ font-weight: {kind.strong_weight}; color: {palette.accent} }}"""


def _headings(brand: Brand) -> str:
    kind, palette, space = brand.type, brand.light, brand.shape.space
    size, scale = float(kind.size), float(kind.scale)
    sizes = [size * scale**step for step in (2.7, 1.4, 0.6, 0.2)]
    tracking = f"letter-spacing: {kind.heading.tracking}em" if kind.heading.tracking else ""
    levels = "\n".join(
        f".l{level} {{ font-size: {points:.2f}pt; margin: {above}mm 0 {below}mm }}"
        for level, points, above, below in zip(
            (1, 2, 3, 4),
            sizes,
            (0, space * 2, space * 3 / 2, space),
            (space * 3 / 2, space, space * 3 / 4, space / 2),
            strict=True,
        )
    )
    return f"""
h1, h2, h3, h4 {{ font-family: {families(kind.heading)}; font-weight: {kind.heading.weight}; line-height: 1.2;
  {tracking}; color: {palette.ink}; break-after: avoid; break-inside: avoid; orphans: 2; widows: 2 }}
{levels}
.l1 {{ color: {palette.accent} }}"""


def _facts(brand: Brand) -> str:
    kind, palette, shape = brand.type, brand.light, brand.shape
    space = shape.space
    return f"""
dl {{ margin: 0 0 {space}mm }}
dt, dd {{ display: table-cell; margin: 0; vertical-align: baseline }}
.facts {{ display: table; width: 100%; border-collapse: collapse }}
.pair {{ display: table-row; break-inside: avoid }}
.facts dt, .facts dd {{ padding: {space / 3}mm 0; border-bottom: {shape.rule}pt solid {palette.line} }}
dt {{ color: {palette.muted} }}
.facts dd {{ text-align: end; padding-inline-start: {space}mm; font-variant-numeric: tabular-nums }}
.strong dt, .strong dd {{ font-weight: {kind.strong_weight}; color: {palette.ink} }}
.references {{ display: table; border-collapse: collapse }}
.references dt {{ padding: 0 0 0.8mm; padding-inline-end: 3.5mm; white-space: nowrap }}
.references dd {{ padding: 0 0 0.8mm }}
.cards {{ margin: {space * 5 / 4}mm -{space * 3 / 4}mm {space * 3 / 2}mm }}
.cardtable {{ display: table; table-layout: fixed; border-spacing: {space * 3 / 4}mm 0; width: 100%;
  margin-bottom: {space * 3 / 4}mm; break-inside: avoid }}
.cardrow {{ display: table-row; break-inside: avoid }}
.card {{ display: table-cell; background: {palette.surface}; border-radius: {shape.radius}mm;
  padding: {space}mm {space * 9 / 10}mm }}
.card dt, .card dd {{ display: block }}
.card dt {{ font-size: 0.84em; line-height: 1.3; margin-bottom: {space / 4}mm }}
.card dd {{ font-family: {families(kind.heading)}; font-weight: {kind.heading.weight}; line-height: 1.2;
  letter-spacing: {kind.heading.tracking}em }}
.card.main {{ background: {palette.button} }}
.card.main dt, .card.main dd {{ color: {palette.on_button} }}"""


def _boxes(brand: Brand) -> str:
    palette, shape, kind = brand.light, brand.shape, brand.type
    space = shape.space
    tones = "\n".join(f".{tone} .notice-title {{ color: {tone_colour(palette, tone)} }}" for tone in TONE_COLOURS)
    icons = "\n".join(
        f".icon-{tone} {{ background-image: url({SCHEME}icon-{tone}) }}" for tone in TONE_COLOURS if has_icon(tone)
    )
    return f"""
.panel {{ background: {palette.surface}; border-radius: {shape.radius}mm;
  padding: {space * 6 / 5}mm {space * 6 / 5}mm {space / 2}mm; margin: {space}mm 0 }}
.panel .l2, .panel .l3 {{ margin-top: 0 }}
.notice {{ background: {palette.surface}; border-radius: {shape.radius}mm;
  padding: {space}mm {space * 6 / 5}mm {space / 4}mm; margin: {space}mm 0; break-inside: avoid }}
.icon {{ padding-inline-start: {space * 6 / 5 + ICON + space * 3 / 4}mm; background-repeat: no-repeat;
  background-position: inline-start {space * 6 / 5}mm top {space * 9 / 10}mm; background-size: {ICON}mm {ICON}mm }}
.notice.legal {{ background: none; border: {shape.rule}pt solid {palette.line}; font-size: 0.92em }}
.notice-title {{ font-weight: {kind.strong_weight}; margin-bottom: {space / 4}mm; break-after: avoid }}
{tones}
{icons}
.columns {{ display: table; table-layout: fixed; width: 100%; margin: 0 0 {space}mm }}
.column {{ display: table-cell; box-sizing: border-box; vertical-align: top; padding-inline-start: {space * 3 / 2}mm }}
.column:first-child {{ padding-inline-start: 0 }}"""


def _figures(brand: Brand) -> str:
    palette, shape, kind = brand.light, brand.shape, brand.type
    space = shape.space
    return f"""
img {{ display: block }}
.image, .chart {{ margin: 0 0 {space}mm; break-inside: avoid }}
.image img {{ max-width: 100% }}
.chart img {{ width: 100% }}
.barcode, .action {{ display: table; margin: 0 0 {space}mm; break-inside: avoid }}
.action {{ width: 100%; background: {palette.surface}; border-radius: {shape.radius}mm; margin: {space}mm 0 }}
.code, .said {{ display: table-cell; vertical-align: middle }}
.stacked .code, .stacked .said {{ display: block }}
.stacked .said p {{ margin-top: 1mm }}
.cardrow .said {{ padding-inline-start: {space}mm }}
.barcode .said p {{ margin: 0 }}
.square {{ width: 34mm; height: 34mm }}
.small-square {{ width: 22mm; height: 22mm }}
.bars {{ width: 80mm }}
.action .said {{ padding: {space}mm {space * 6 / 5}mm }}
.action .code {{ width: 22mm; padding: {space / 2}mm {space / 2}mm }}
.action .code img {{ width: 22mm; height: 22mm; background: #ffffff; border-radius: {min(shape.radius, space / 4)}mm }}
.label {{ font-size: 1.1em; font-weight: {kind.strong_weight}; margin: 0 0 {space / 5}mm }}
.label a {{ text-decoration: none }}
.url {{ font-size: 0.88em; color: {palette.muted}; margin: 0 }}"""
