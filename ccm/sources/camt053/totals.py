"""What a statement adds up to: its totals, and the balance after each entry.

Nothing is computed that the statement contradicts: a running balance is given only when it ends at the closing
balance that the bank states.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from ccm.sources.camt053.amount import signed
from ccm.sources.camt053.entry import is_booked
from ccm.sources.filled import filled
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import Money, money, total


def totals(part: Part, entries: Sequence[Data], account_currency: object) -> Data:
    """Money in, money out and the difference: as the statement's own summary says, else added up exactly.

    Sums of several currencies are left out; the summary's are taken to be in the currency of the account.
    """
    amounts = [_amount(entry) for entry in entries if is_booked(entry)]
    currencies = {amount["currency"] for amount in amounts}
    currency = account_currency if isinstance(account_currency, str) else None
    if currency is None and len(currencies) == 1:
        currency = next(iter(currencies))
    mixed = bool(currencies - {currency})
    sides: dict[str, Data] = {}
    for side, name, direction in (("credits", "TtlCdtNtries", "CRDT"), ("debits", "TtlDbtNtries", "DBIT")):
        own = [amount for amount in amounts if amount["amount"].startswith("-") == (direction == "DBIT")]
        stated = part.one(f"TxsSummry/{name}")
        count = stated.text("NbOfNtries") if stated else None
        added = total(own) or (money("0", currency) if currency and not own else None)
        sum_text = stated.decimal("Sum") if stated else None
        sides[side] = {
            "count": int(count) if count and count.isdecimal() and len(count) <= 15 else len(own),
            **filled(amount=signed(money(sum_text, currency), direction) if sum_text and currency else added),
        }
    ends = [amount for side in sides.values() if isinstance(amount := side.get("amount"), dict)]
    return {**sides, **filled(net=total(ends) if len(ends) == 2 and not mixed else None)}


def running_balances(opening: Data | None, closing: Data | None, booked: Sequence[Data]) -> None:
    """Write into each booked entry the balance after it, where that can be said.

    It cannot when the opening balance or any entry is in another currency, or when the last balance is not the
    closing one the statement gives.
    """
    if opening is None or not booked:
        return
    balance = _amount(opening)
    balances: list[Money] = []
    for entry in booked:
        after = total((balance, _amount(entry)))
        if after is None:
            return
        balance = after
        balances.append(balance)
    if closing is not None and not same(balance, _amount(closing)):
        return
    for entry, balance in zip(booked, balances, strict=True):
        entry["balance"] = balance


def same(one: Money, other: Money) -> bool:
    """Whether two amounts are the same money, however many zeros they are written with."""
    return one["currency"] == other["currency"] and Decimal(one["amount"]) == Decimal(other["amount"])


def _amount(data: Data) -> Money:
    return cast(Money, data["amount"])
