"""The value axis of a chart: round ticks, their labels in the reader's language, and positions between 0 and 1.

Positions are computed with Decimal and only then become floats, so that the drawing library sees nothing but
numbers from 0 to 1, whatever the size of the amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_scientific

LARGEST_EXPONENT = 100
_COMPACT_FROM = Decimal(1_000_000)
_SCIENTIFIC_FROM = Decimal(10) ** 15


class ChartError(ValueError):
    """The chart holds a value that cannot be drawn; the message names it."""


@dataclass(frozen=True, slots=True)
class Tick:
    position: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` are the values at positions 0 and 1; `zero` is the position of nought, kept within."""

    low: Decimal
    high: Decimal
    ticks: tuple[Tick, ...]

    def position(self, value: Decimal) -> float:
        return float((value - self.low) / (self.high - self.low))

    @property
    def zero(self) -> float:
        return min(1.0, max(0.0, self.position(Decimal(0))))


def value_scale(values: Sequence[Decimal], locale: str, steps: int = 4) -> Scale:
    """A scale that shows every value and nought, with about `steps` round steps labelled for `locale`.

    Raises ChartError for a value that is not finite, or whose first digit stands beyond 10^100 or 10^-100.
    """
    low, high = _ends(values)
    step = _round_step((high - low) / steps)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    amounts = [step * (first + index) for index in range(int(last - first) + 1)]
    bare = Scale(amounts[0], amounts[-1], ())
    ticks = tuple(Tick(bare.position(amount), _label(amount, step, locale, amounts)) for amount in amounts)
    return Scale(amounts[0], amounts[-1], ticks)


def tight_scale(values: Sequence[Decimal]) -> Scale:
    """A scale without ticks that ends where the values end. Raises ChartError as `value_scale` does."""
    low, high = _ends(values)
    return Scale(low, high, ())


def _ends(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    for value in values:
        if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
            raise ChartError(f"the value {value} cannot be drawn")
    low = min((*values, Decimal(0)))
    high = max((*values, Decimal(0)))
    return low, high if low != high else low + 1


def _round_step(raw: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `raw`."""
    power = Decimal(1).scaleb(raw.adjusted())
    return next(power * factor for factor in map(Decimal, ("1", "2", "2.5", "5", "10")) if power * factor >= raw)


def _label(amount: Decimal, step: Decimal, locale: str, amounts: Sequence[Decimal]) -> str:
    spoken = Locale.parse(locale, sep="-")
    largest = max(abs(amounts[0]), abs(amounts[-1]))
    if largest >= _SCIENTIFIC_FROM:
        return format_scientific(amount, locale=spoken)
    if largest >= _COMPACT_FROM:
        return format_compact_decimal(amount, locale=spoken, fraction_digits=1)
    exponent = step.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(amount, format=pattern, locale=spoken)
