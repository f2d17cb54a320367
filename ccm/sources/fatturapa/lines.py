"""The lines of a FatturaPA, what is added to them and taken off, and the invoices they correct."""

from decimal import Decimal

from ccm.sources.filled import filled
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import EXACT, Money, fraction, shortest, to_text

_GENERAL = "DatiGenerali/DatiGeneraliDocumento"


def line(part: Part, currency: str) -> Data:
    """The record of a DettaglioLinee. Raises DatumError."""
    rate, unit = part.decimal("AliquotaIVA"), part.text("UnitaMisura")
    return {
        **filled(id=part.text("NumeroLinea")),
        "name": part.text("Descrizione") or "",
        **filled(
            item_id=part.text("CodiceArticolo/CodiceValore"),
            period=filled(**{"from": part.date("DataInizioPeriodo"), "to": part.date("DataFinePeriodo")}),
            quantity=part.quantity("Quantita"),
            unit=unit,
            unit_label=unit if unit and len(unit) <= 20 else None,
            price=part.amount("PrezzoUnitario", currency),
            tax_rate=fraction(rate) if rate else None,
            tax_category=part.text("Natura"),
            adjustments=_line_adjustments(part, currency),
        ),
        "amount": part.needed_amount("PrezzoTotale", currency),
    }


def allowances(body: Part, currency: str) -> list[Data]:
    """What is taken off the document as a whole, where its amount is stated."""
    return [_whole(item, currency) for item in body.all(f"{_GENERAL}/ScontoMaggiorazione") if _counts(item, "SC")]


def charges(body: Part, currency: str) -> list[Data]:
    """What is added to the lines: surcharges, contributions to a pension fund, accessory costs."""
    surcharges = [_whole(item, currency) for item in body.all(f"{_GENERAL}/ScontoMaggiorazione") if _counts(item, "MG")]
    funds = [_fund(item, currency) for item in body.all(f"{_GENERAL}/DatiCassaPrevidenziale")]
    costs = [cost for item in body.all("DatiBeniServizi/DatiRiepilogo") if (cost := _cost(item, currency))]
    return [*surcharges, *funds, *costs]


def preceding(body: Part) -> list[Data]:
    """The invoices that the document corrects or credits."""
    return [
        filled(number=number, issued_on=document.date("Data"))
        for document in body.all("DatiGenerali/DatiFattureCollegate")
        if (number := document.text("IdDocumento"))
    ]


def _counts(part: Part, kind: str) -> bool:
    return part.text("Tipo") == kind and part.text("Importo") is not None


def _whole(part: Part, currency: str) -> Data:
    percent = part.decimal("Percentuale")
    return filled(rate=fraction(percent) if percent else None, amount=part.needed_amount("Importo", currency))


def _fund(part: Part, currency: str) -> Data:
    rate, tax = part.decimal("AlCassa"), part.decimal("AliquotaIVA")
    return filled(
        reason="Contributo previdenziale",
        code=part.text("TipoCassa"),
        base=part.amount("ImponibileCassa", currency),
        rate=fraction(rate) if rate else None,
        tax_rate=fraction(tax) if tax else None,
        amount=part.needed_amount("ImportoContributoCassa", currency),
    )


def _cost(part: Part, currency: str) -> Data | None:
    amount = part.amount("SpeseAccessorie", currency)
    if amount is None or not Decimal(amount["amount"]):
        return None
    tax = part.decimal("AliquotaIVA")
    return filled(reason="Spese accessorie", tax_rate=fraction(tax) if tax else None, amount=amount)


def _line_adjustments(part: Part, currency: str) -> list[Data]:
    """The line's discounts and surcharges, one after the other, each on what the one before has left of the price."""
    price, quantity = part.decimal("PrezzoUnitario"), part.decimal("Quantita") or "1"
    found: list[Data] = []
    left = Decimal(price or 0)
    for item in part.all("ScontoMaggiorazione"):
        percent, stated = item.decimal("Percentuale"), item.decimal("Importo")
        if stated is None and percent is None:
            continue
        each = Decimal(stated) if stated else EXACT.multiply(left, Decimal(fraction(percent or "0")))
        charge = item.text("Tipo") == "MG"
        left = EXACT.add(left, each) if charge else EXACT.subtract(left, each)
        whole = shortest_money(EXACT.multiply(each, Decimal(quantity)), currency)
        found.append(filled(charge=charge, rate=fraction(percent) if percent else None, amount=whole))
    return found


def shortest_money(amount: Decimal, currency: str) -> Money:
    """An amount that was worked out, without needless zeros."""
    text = to_text(amount)
    return {"amount": shortest(text) if len(text) <= 40 else text, "currency": currency}
