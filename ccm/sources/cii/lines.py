"""The lines of a CII invoice, and the allowances and charges of a line or of the whole."""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import unit_sign
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import fraction

_PRICE = "SpecifiedLineTradeAgreement/NetPriceProductTradePrice"
_GROSS = "SpecifiedLineTradeAgreement/GrossPriceProductTradePrice"
_QUANTITY = "SpecifiedLineTradeDelivery/BilledQuantity"
_SETTLEMENT = "SpecifiedLineTradeSettlement"


def line(part: Part, currency: str) -> Data:
    """The record of an IncludedSupplyChainTradeLineItem. Raises DatumError."""
    total = f"{_SETTLEMENT}/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"
    counted = part.one(_QUANTITY)
    unit = counted.attribute("unitCode") if counted else None
    name, description = part.text("SpecifiedTradeProduct/Name"), part.text("SpecifiedTradeProduct/Description")
    base = part.quantity(f"{_PRICE}/BasisQuantity") or part.quantity(f"{_GROSS}/BasisQuantity")
    percent = part.decimal(f"{_SETTLEMENT}/ApplicableTradeTax/RateApplicablePercent")
    start = part.compact_date(f"{_SETTLEMENT}/BillingSpecifiedPeriod/StartDateTime/DateTimeString")
    end = part.compact_date(f"{_SETTLEMENT}/BillingSpecifiedPeriod/EndDateTime/DateTimeString")
    settlement = part.one(_SETTLEMENT)
    changes = settlement.all("SpecifiedTradeAllowanceCharge") if settlement else []
    return {
        **filled(id=part.text("AssociatedDocumentLineDocument/LineID")),
        "name": name or description or "",
        **filled(
            description=description if name and description != name else None,
            note=" ".join(part.texts("AssociatedDocumentLineDocument/IncludedNote/Content")),
            item_id=part.text("SpecifiedTradeProduct/SellerAssignedID", "SpecifiedTradeProduct/GlobalID"),
            period=filled(**{"from": start, "to": end}),
            quantity=part.quantity(_QUANTITY),
            unit=unit,
            unit_label=unit_sign(unit),
            price=part.amount(f"{_PRICE}/ChargeAmount", currency),
            price_base=base if base not in (None, "1") else None,
            tax_rate=fraction(percent) if percent else None,
            tax_category=part.text(f"{_SETTLEMENT}/ApplicableTradeTax/CategoryCode"),
            adjustments=[_adjustment(item, currency, marked=True) for item in changes],
        ),
        "amount": part.needed_amount(total, currency),
    }


def adjustments(part: Part, currency: str, *, charge: bool) -> list[Data]:
    """The allowances of the whole invoice, or its charges."""
    changes = part.all("SpecifiedTradeAllowanceCharge")
    return [_adjustment(item, currency) for item in changes if _is_charge(item) == charge]


def _adjustment(part: Part, currency: str, *, marked: bool = False) -> Data:
    percent, tax = part.decimal("CalculationPercent"), part.decimal("CategoryTradeTax/RateApplicablePercent")
    return filled(
        reason=part.text("Reason"),
        code=part.text("ReasonCode"),
        charge=_is_charge(part) if marked else None,
        base=part.amount("BasisAmount", currency),
        rate=fraction(percent) if percent else None,
        tax_rate=fraction(tax) if tax else None,
        amount=part.needed_amount("ActualAmount", currency),
    )


def _is_charge(part: Part) -> bool:
    indicator = part.needed_text("ChargeIndicator/Indicator")
    if indicator not in ("true", "false", "1", "0"):
        remedy = "write true for a charge, false for an allowance"
        raise part.refused("ChargeIndicator/Indicator", f"is {indicator!r}", remedy)
    return indicator in ("true", "1")
