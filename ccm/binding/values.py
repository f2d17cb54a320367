"""The typed values a record is bound to, beside Python's own text, int, Decimal, date, list and dict."""

from dataclasses import dataclass
from decimal import Decimal


class ValueCombinationError(ValueError):
    """Two values cannot be combined (amounts in different currencies); the message says why."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its currency (ISO 4217). Amounts are exact: nothing here rounds."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> "Money":
        return Money(self.amount * factor, self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.amount), self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._same(other)

    def _same(self, other: "Money") -> Decimal:
        if self.currency != other.currency:
            raise ValueCombinationError(
                f"{self.currency} and {other.currency} are different currencies; convert one first"
            )
        return other.amount


class Missing:
    """What an expression gives for a datum that the record does not have; `path` names it."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path
