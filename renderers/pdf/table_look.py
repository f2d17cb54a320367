"""How tables look on paper."""

from decimal import Decimal

from content_blocks.brand import Brand

TABLE_SIZE = Decimal("0.92")  # em of the body size
CARRY = 8  # millimetres: the height of the rows that carry a balance over a page break


def cell_padding(brand: Brand) -> Decimal:
    """The room on either side of a cell's text, in millimetres."""
    return brand.shape.space * 2 / 5


def table_look(brand: Brand) -> str:
    """The style sheet of tables: ruled, striped or open, as the brand has it."""
    kind, palette, shape = brand.type, brand.light, brand.shape
    cell = shape.space * 9 / 20
    beside = cell_padding(brand)
    return f"""
.table {{ margin: 0 0 {shape.space * 3 / 2}mm }}
.caption {{ font-weight: {kind.strong_weight}; margin: 0 0 {shape.space / 2}mm; break-after: avoid }}
table {{ table-layout: fixed; width: 100%; border-spacing: 0; font-size: {TABLE_SIZE}em; line-height: 1.35 }}
th, td {{ padding: {cell}mm {beside}mm; text-align: start; vertical-align: top }}
tr {{ break-inside: avoid }}
.tall {{ break-inside: auto }}
thead th {{ font-size: 0.88em; font-weight: {kind.strong_weight}; color: {palette.muted}; vertical-align: bottom;
  padding-bottom: {cell * 2 / 3}mm }}
th.end, td.end {{ text-align: end; font-variant-numeric: tabular-nums }}
th.center, td.center {{ text-align: center }}
.fig {{ white-space: nowrap; font-variant-numeric: tabular-nums }}
.tight {{ font-size: 0.78em }}
.tight td, .tight th {{ white-space: normal; overflow-wrap: anywhere }}
.group {{ break-after: avoid }}
.group th {{ font-weight: {kind.strong_weight}; color: {palette.accent}; padding-top: {shape.space * 9 / 10}mm }}
tr.strong td, tr.strong th, .subtotal td, .subtotal th {{ font-weight: {kind.strong_weight} }}
tr.strong.last td, tr.strong.last th {{ font-size: 1.08em; color: {palette.accent} }}
.subtotal, .total {{ break-before: avoid }}
.totals {{ break-before: avoid; break-inside: avoid }}
.empty td {{ color: {palette.muted}; text-align: center; padding: {shape.space}mm }}
.carried td, .brought td {{ color: {palette.muted}; font-weight: {kind.strong_weight}; height: {CARRY}mm;
  padding-top: 0; padding-bottom: 0; vertical-align: middle }}
.carries table {{ margin-top: -{CARRY}mm; margin-bottom: -{CARRY}mm }}
{_TABLES[shape.table](brand)}"""


def _ruled(brand: Brand) -> str:
    palette, rule = brand.light, brand.shape.rule
    return f"""
.ruled td, .ruled th {{ border-bottom: {rule}pt solid {palette.line} }}
.ruled thead th {{ border-bottom: {rule * 2}pt solid {palette.ink} }}
.ruled .total th, .ruled .total td {{ border-bottom: 0 }}
.ruled .first th, .ruled .first td {{ border-top: {rule * 2}pt solid {palette.ink} }}
.ruled .carried td, .ruled .brought td {{ border-bottom: 0 }}"""


def _striped(brand: Brand) -> str:
    palette, rule = brand.light, brand.shape.rule
    return f"""
.striped .even {{ background: {palette.surface} }}
.striped thead th {{ color: {palette.accent}; border-bottom: {rule * 2}pt solid {palette.accent} }}
.striped .first th, .striped .first td {{ border-top: {rule * 2}pt solid {palette.accent} }}
.striped .subtotal th, .striped .subtotal td {{ border-top: {rule}pt solid {palette.line} }}"""


def _open(brand: Brand) -> str:
    palette, rule = brand.light, brand.shape.rule
    return f"""
.open thead th {{ border-bottom: {rule}pt solid {palette.line} }}
.open .first th, .open .first td, .open .subtotal th, .open .subtotal td {{
  border-top: {rule}pt solid {palette.line} }}"""


_TABLES = {"ruled": _ruled, "striped": _striped, "open": _open}
