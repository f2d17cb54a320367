"""The lines of a UBL document, and the allowances and charges of a line or of the whole."""

from decimal import Decimal

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import unit_sign
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import Money, fraction, shortest

_CENT = Decimal("0.01")


def line(part: Part, currency: str) -> Data:
    """The record of an InvoiceLine or CreditNoteLine. Raises DatumError."""
    amount = part.needed_amount("LineExtensionAmount", currency)
    counted = part.one("InvoicedQuantity") or part.one("CreditedQuantity")
    unit = counted.attribute("unitCode") if counted else None
    names = [*part.texts("Item/Name"), *part.texts("Item/Description")]
    base = part.quantity("Price/BaseQuantity")
    return {
        **filled(id=part.text("ID")),
        "name": names[0] if names else "",
        **filled(
            description=" ".join(dict.fromkeys(text for text in names[1:] if text != names[0])),
            note=" ".join(part.texts("Note")),
            item_id=part.text("Item/SellersItemIdentification/ID", "Item/StandardItemIdentification/ID"),
            period=filled(**{"from": part.date("InvoicePeriod/StartDate"), "to": part.date("InvoicePeriod/EndDate")}),
            quantity=part.quantity("InvoicedQuantity") or part.quantity("CreditedQuantity"),
            unit=unit,
            unit_label=unit_sign(unit),
            price=part.amount("Price/PriceAmount", currency),
            price_base=base if base not in (None, "1") else None,
            **_tax(part),
            adjustments=[_adjustment(item, currency, marked=True) for item in part.all("AllowanceCharge")],
        ),
        "amount": amount,
    }


def adjustments(part: Part, currency: str, *, charge: bool) -> list[Data]:
    """The allowances of the whole document, or its charges."""
    return [_adjustment(item, currency) for item in part.all("AllowanceCharge") if _is_charge(item) == charge]


def _adjustment(part: Part, currency: str, *, marked: bool = False) -> Data:
    base, amount = part.amount("BaseAmount", currency), part.needed_amount("Amount", currency)
    percent = part.decimal("TaxCategory/Percent")
    return filled(
        reason=part.text("AllowanceChargeReason"),
        code=part.text("AllowanceChargeReasonCode"),
        charge=_is_charge(part) if marked else None,
        base=base,
        rate=_rate(part.decimal("MultiplierFactorNumeric"), base, amount),
        tax_rate=fraction(percent) if percent else None,
        amount=amount,
    )


def _is_charge(part: Part) -> bool:
    indicator = part.needed_text("ChargeIndicator")
    if indicator not in ("true", "false", "1", "0"):
        raise part.refused("ChargeIndicator", f"is {indicator!r}", "write true for a charge, false for an allowance")
    return indicator in ("true", "1")


def _rate(factor: str | None, base: Money | None, amount: Money) -> str | None:
    """The factor as a fraction. UBL takes 0.1 for a tenth, EN 16931 takes 10; the amounts say which is meant."""
    if factor is None or base is None:
        return None
    share, whole = Decimal(base["amount"]), Decimal(amount["amount"])
    for rate in (fraction(factor), shortest(factor)):
        if abs(share * Decimal(rate) - whole) <= _CENT:
            return rate
    return None


def _tax(part: Part) -> Data:
    category = part.one("Item/ClassifiedTaxCategory") or part.one("TaxTotal/TaxSubtotal/TaxCategory")
    if category is None:
        return {}
    percent = category.decimal("Percent")
    return {"tax_rate": fraction(percent) if percent else None, "tax_category": category.text("ID")}
