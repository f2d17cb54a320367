"""How and when a FatturaPA is to be paid."""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import account
from ccm.sources.invoice_shape import payment as payment_of
from ccm.sources.part import Part
from ccm.sources.record import Data

_DETAIL = "DatiPagamento/DettaglioPagamento"


def due_on(body: Part) -> str | None:
    """The first day on which something is due."""
    dates = [date for part in body.all(_DETAIL) if (date := part.date("DataScadenzaPagamento"))]
    return min(dates, default=None)


def payment(body: Part, currency: str) -> Data | None:
    """The first means of payment with all accounts, and the instalments; None when nothing is said."""
    details = body.all(_DETAIL)
    parts = [
        filled(due_on=part.date("DataScadenzaPagamento"), amount=part.amount("ImportoPagamento", currency))
        for part in details
    ]
    return payment_of(
        [_account(part) for part in details],
        means=body.text(f"{_DETAIL}/ModalitaPagamento"),
        reference=body.text(f"{_DETAIL}/CodicePagamento"),
        instalments=parts if len(parts) > 1 else None,
    )


def _account(part: Part) -> Data:
    written = part.text("IBAN")
    return account(written, part.text("Beneficiario"), part.text("BIC")) if written else {}
