"""Exact values out of text: decimals to the last digit, dates as the calendar has them, text that can be printed."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

from ccm.sources.record import DatumError

Money = dict[str, str]

MAX_DIGITS = 40
# Sums and shifts of numbers of at most MAX_DIGITS characters fit exactly; anything that does not is an error.
EXACT = Context(prec=120, Emin=-9999, Emax=9999, traps=[Inexact, InvalidOperation, Overflow])

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_DATE = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}\Z")
_DATE_TIME = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T[0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?{_ZONE}\Z"
)
_COMPACT_DATE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[0-9]{2,6})?\Z")

# Control characters but tab, line feed and carriage return; surrogates; noncharacters. None can be printed.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` as it is. Raises DatumError when it holds a character that no document can show."""
    found = _UNPRINTABLE.search(text)
    if found:
        raise DatumError(
            f"holds the control character U+{ord(found.group()):04X} at position {found.start() + 1}",
            "remove it; only tabs and line breaks may stand in a text",
        )
    return text


def decimal_text(raw: str) -> str:
    """The digits of a decimal number as written (``+1.`` gives ``1``). Raises DatumError for anything else."""
    if not _DECIMAL.match(raw):
        raise DatumError(f"is {_shown(raw)}, not a decimal number", "write digits with a point, such as 1234.50")
    if len(raw) > MAX_DIGITS:
        raise DatumError(f"has {len(raw)} characters", f"write a number of at most {MAX_DIGITS} characters")
    return to_text(Decimal(raw))


def to_text(value: Decimal) -> str:
    """All digits of `value`, without an exponent; zero has no sign."""
    return format(value if value else abs(value), "f")


def shortest(raw: str) -> str:
    """A decimal without needless zeros, for quantities and rates: ``500.00`` gives ``500``."""
    text = decimal_text(raw)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction(percent: str) -> str:
    """A percentage as a fraction, exactly: ``22.00`` gives ``0.22``."""
    return shortest(to_text(Decimal(decimal_text(percent)).scaleb(-2, EXACT)))


def negated(raw: str) -> str:
    """The number with the other sign, digit for digit."""
    return to_text(Decimal(decimal_text(raw)).copy_negate())


def currency_code(raw: str | None) -> str:
    """An ISO 4217 code by its form. Raises DatumError when there is none or it is something else."""
    if raw is None or not _CURRENCY.match(raw):
        shown = "has no currency" if raw is None else f"has the currency {_shown(raw)}"
        raise DatumError(shown, "give the ISO 4217 code, three capital letters such as EUR")
    return raw


def money(amount: str, currency: str | None) -> Money:
    """An amount with its currency, the amount's digits kept as they are."""
    return {"amount": decimal_text(amount), "currency": currency_code(currency)}


def total(amounts: Iterable[Money]) -> Money | None:
    """The exact sum; None when there is nothing to add or it is in several currencies."""
    listed = list(amounts)
    if len({item["currency"] for item in listed}) != 1:
        return None
    result = Decimal(0)
    for item in listed:
        result = EXACT.add(result, Decimal(item["amount"]))
    return {"amount": to_text(result), "currency": listed[0]["currency"]}


def date_text(raw: str) -> str:
    """The calendar date of an XML date or date-time, as written (``2026-11-21``): an offset does not move it."""
    matched = _DATE.match(raw) or _DATE_TIME.match(raw)
    return _calendar(matched.group(1) if matched else "", raw)


def compact_date_text(raw: str) -> str:
    """The calendar date of ``20261121`` (or with a time after it), as UN/CEFACT writes dates."""
    matched = _COMPACT_DATE.match(raw)
    return _calendar("-".join(matched.groups()) if matched else "", raw)


def _calendar(iso: str, raw: str) -> str:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        raise DatumError(f"is {_shown(raw)}, not a date of the calendar", "write it as 2026-11-21") from None


def _shown(raw: str) -> str:
    return repr(raw if len(raw) <= 60 else raw[:57] + "...")
