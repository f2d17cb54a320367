"""The taxes of a UBL document."""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import added
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import fraction


def tax_breakdown(part: Part, currency: str) -> list[Data]:
    """The tax by category and rate, of the totals in the document's currency."""
    return [_subtotal(subtotal, currency) for whole in _totals(part, currency) for subtotal in whole.all("TaxSubtotal")]


def tax_totals(part: Part, currency: str) -> Data:
    """The tax in the document's currency, and in the accounting currency where the document states that too."""
    own = [whole.amount("TaxAmount", currency) for whole in _totals(part, currency)]
    others = [amount for whole in part.all("TaxTotal") if (amount := whole.amount("TaxAmount", currency))]
    other = next((amount for amount in others if amount["currency"] != currency), None)
    return filled(tax=added(own), tax_accounting=other)


def _totals(part: Part, currency: str) -> list[Part]:
    found = [(whole, whole.amount("TaxAmount", currency)) for whole in part.all("TaxTotal")]
    return [whole for whole, amount in found if amount and amount["currency"] == currency]


def _subtotal(part: Part, currency: str) -> Data:
    percent = part.decimal("TaxCategory/Percent") or part.decimal("Percent")
    return filled(
        category=part.text("TaxCategory/ID"),
        rate=fraction(percent) if percent else None,
        base=part.amount("TaxableAmount", currency),
        amount=part.needed_amount("TaxAmount", currency),
        reason=part.text("TaxCategory/TaxExemptionReason"),
    )
