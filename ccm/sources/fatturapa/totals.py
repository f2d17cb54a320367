"""The taxes and the totals of a FatturaPA.

The format states few totals: the sums here are added up exactly from the summary by rate (DatiRiepilogo), and the
amount due is what the payment details ask for, or the total less what the buyer pays to the State itself.
"""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import added
from ccm.sources.part import Part
from ccm.sources.record import Data
from ccm.sources.values import Money, fraction, negated

_SUMMARY = "DatiBeniServizi/DatiRiepilogo"
_SPLIT_PAYMENT = "S"


def tax_breakdown(body: Part, currency: str) -> list[Data]:
    """The tax by rate and reason."""
    return [_tax(part, currency) for part in body.all(_SUMMARY)]


def totals(body: Part, general: Part, currency: str) -> Data:
    """What the invoice adds up to. Raises DatumError when not even the amount due can be told."""
    summaries = body.all(_SUMMARY)
    base = added([part.amount("ImponibileImporto", currency) for part in summaries])
    tax = added([part.amount("Imposta", currency) for part in summaries])
    rounding = general.amount("Arrotondamento", currency)
    with_tax = general.amount("ImportoTotaleDocumento", currency) or added([base, tax, rounding])
    withheld = added([part.amount("ImportoRitenuta", currency) for part in general.all("DatiRitenuta")])
    due = _asked_for(body, currency) or _left_to_pay(summaries, with_tax, withheld, currency)
    if due is None:
        raise body.missing(_SUMMARY)
    return filled(
        lines=added([part.amount("PrezzoTotale", currency) for part in body.all("DatiBeniServizi/DettaglioLinee")]),
        without_tax=base,
        tax=tax,
        with_tax=with_tax,
        rounding=rounding,
        withheld=withheld,
        stamp_duty=general.amount("DatiBollo/ImportoBollo", currency),
        due=due,
    )


def _tax(part: Part, currency: str) -> Data:
    rate = part.decimal("AliquotaIVA")
    return filled(
        category=part.text("Natura"),
        rate=fraction(rate) if rate else None,
        base=part.amount("ImponibileImporto", currency),
        amount=part.needed_amount("Imposta", currency),
        reason=part.text("RiferimentoNormativo"),
    )


def _asked_for(body: Part, currency: str) -> Money | None:
    """The sum of the payments that the document asks for."""
    return added([part.amount("ImportoPagamento", currency) for part in body.all("DatiPagamento/DettaglioPagamento")])


def _left_to_pay(summaries: list[Part], with_tax: Money | None, withheld: Money | None, currency: str) -> Money | None:
    """The total less the tax under split payment and less what is withheld, both paid to the State by the buyer."""
    split = [part.amount("Imposta", currency) for part in summaries if part.text("EsigibilitaIVA") == _SPLIT_PAYMENT]
    away = [{**amount, "amount": negated(amount["amount"])} for amount in (*split, withheld) if amount]
    return added([with_tax, *away]) if with_tax else None
