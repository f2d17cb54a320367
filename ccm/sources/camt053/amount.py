"""Amounts of camt messages: written without a sign, beside a word that says which way the money went."""

from ccm.sources.part import Part
from ccm.sources.values import Money, negated, total


def signed(amount: Money, direction: str) -> Money:
    """The amount from the customer's side: a debit is negative."""
    return {**amount, "amount": negated(amount["amount"])} if direction == "DBIT" else amount


def direction_of(part: Part) -> str:
    """CRDT or DBIT. Raises DatumError when the part says neither."""
    direction = part.needed_text("CdtDbtInd")
    if direction not in ("CRDT", "DBIT"):
        raise part.refused("CdtDbtInd", f"is {direction!r}", "write CRDT or DBIT")
    return direction


def signed_amount(part: Part) -> Money:
    """The part's ``Amt``, signed. Raises DatumError without an amount, a currency or a direction."""
    return signed(part.needed_amount("Amt", attribute="Ccy"), direction_of(part))


def charges(part: Part) -> Money | None:
    """What the bank charged (``Chrgs``, in the shapes of version 02 and of the later ones); paid is negative.

    None where there are none, or in several currencies.
    """
    whole = [found for charge in part.all("Chrgs") if (found := charge.amount("TtlChrgsAndTaxAmt", attribute="Ccy"))]
    records = [record for record in (*part.all("Chrgs"), *part.all("Chrgs/Rcrd")) if record.one("Amt")]
    each = [
        signed(record.needed_amount("Amt", attribute="Ccy"), record.text("CdtDbtInd") or "DBIT") for record in records
    ]
    if each:
        return total(each)
    return total(signed(amount, "DBIT") for amount in whole)
