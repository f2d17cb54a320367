"""How and when a CII invoice is to be paid."""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import account, collected
from ccm.sources.invoice_shape import payment as payment_of
from ccm.sources.part import Part
from ccm.sources.record import Data

_MEANS = "SpecifiedTradeSettlementPaymentMeans"
_TERMS = "SpecifiedTradePaymentTerms"
_DUE = "DueDateDateTime/DateTimeString"


def due_on(settlement: Part) -> str | None:
    return settlement.compact_date(f"{_TERMS}/{_DUE}")


def payment(settlement: Part, currency: str) -> Data | None:
    """The first means of payment with all accounts, the terms and the instalments; None when nothing is said."""
    code = settlement.text(f"{_MEANS}/TypeCode")
    return payment_of(
        [_account(item) for item in settlement.all(_MEANS)],
        means=code,
        means_name=settlement.text(f"{_MEANS}/Information"),
        reference=settlement.text("PaymentReference"),
        **collected(
            code,
            mandate=settlement.text(f"{_TERMS}/DirectDebitMandateID"),
            debited_account=settlement.text(f"{_MEANS}/PayerPartyDebtorFinancialAccount/IBANID"),
        ),
        terms=" ".join(settlement.texts(f"{_TERMS}/Description")),
        instalments=_instalments(settlement, currency),
    )


def _account(part: Part) -> Data:
    return account(
        part.text("PayeePartyCreditorFinancialAccount/IBANID", "PayeePartyCreditorFinancialAccount/ProprietaryID"),
        part.text("PayeePartyCreditorFinancialAccount/AccountName"),
        part.text("PayeeSpecifiedCreditorFinancialInstitution/BICID"),
    )


def _instalments(settlement: Part, currency: str) -> list[Data]:
    """The parts of the payment, where several terms state an amount or a due date."""
    stated = [
        filled(due_on=terms.compact_date(_DUE), amount=terms.amount("PartialPaymentAmount", currency))
        for terms in settlement.all(_TERMS)
    ]
    known = [instalment for instalment in stated if instalment]
    return known if len(known) > 1 else []
