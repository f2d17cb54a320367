"""What the invoice formats have in common on their way to the invoice contract."""

from ccm.sources.filled import filled
from ccm.sources.identifiers import email, iban, phone
from ccm.sources.record import Data
from ccm.sources.values import Money, total

# UNTDID 1001: the types of document that give money back.
_CREDIT_NOTES = frozenset(["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"])

_DIRECT_DEBITS = ("49", "59")

# The signs of the units of UN/ECE Recommendation 20 that people read by their sign.
_SIGNS = {
    "KWH": "kWh",
    "MWH": "MWh",
    "WHR": "Wh",
    "KWT": "kW",
    "JOU": "J",
    "GV": "GJ",
    "KGM": "kg",
    "GRM": "g",
    "TNE": "t",
    "LTR": "l",
    "MTQ": "m³",
    "MTK": "m²",
    "MTR": "m",
    "KMT": "km",
    "CMT": "cm",
    "MMT": "mm",
    "HUR": "h",
    "MIN": "min",
    "SEC": "s",
    "P1": "%",
    "4L": "MB",
    "E34": "GB",
}


def kind_of(type_code: str | None) -> str:
    """``credit-note`` for the codes of UNTDID 1001 that give money back, else ``invoice``."""
    return "credit-note" if type_code in _CREDIT_NOTES else "invoice"


def unit_sign(code: str | None) -> str | None:
    return _SIGNS.get((code or "").upper())


def account(written: str | None, name: str | None, bic: str | None) -> Data:
    """An account to pay to: its IBAN where it is one, else its number as written."""
    valid = iban(written)
    return filled(iban=valid, account=None if valid else written, account_name=name, bic=bic)


def collected(means: str | None, **fields: str | None) -> dict[str, str | None]:
    """The fields of a direct debit, unless the document says that it is to be paid by other means (UNTDID 4461).

    A reader who is shown a mandate need not pay; a document may name one beside a credit transfer all the same.
    """
    return fields if means in (None, *_DIRECT_DEBITS) else {}


def payment(accounts: list[Data], **fields: object) -> Data | None:
    """How to pay: the first account, and all of them where there are several."""
    known = list({tuple(item.items()): item for item in accounts if item}.values())
    return filled(**(known[0] if known else {}), **fields, accounts=known if len(known) > 1 else None) or None


def customer_of(party: Data, number: str | None = None) -> Data:
    """Whom the invoice is sent to, from the buyer: what a letter, a mail or a message needs and can rely on."""
    return {
        **filled(id=number or party.get("id"), name=party.get("name")),
        "address": party.get("address", []),
        **filled(
            country=party.get("country"),
            email=email(_text(party.get("email"))),
            phone=phone(_text(party.get("phone"))),
        ),
    }


def added(amounts: list[Money | None]) -> Money | None:
    """The exact sum of those there are."""
    return total(amount for amount in amounts if amount)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
