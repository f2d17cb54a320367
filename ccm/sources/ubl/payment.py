"""How and when a UBL document is to be paid."""

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import account, collected
from ccm.sources.invoice_shape import payment as payment_of
from ccm.sources.part import Part
from ccm.sources.record import Data


def due_on(part: Part) -> str | None:
    return part.date("DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")


def payment(part: Part, currency: str) -> Data | None:
    """The first means of payment with all accounts, the terms and the instalments; None when nothing is said."""
    means = part.one("PaymentMeans/PaymentMeansCode")
    code = means.own_text() if means else None
    mandate = "PaymentMeans/PaymentMandate"
    return payment_of(
        [_account(item) for item in part.all("PaymentMeans")],
        means=code,
        means_name=means.attribute("name") if means else None,
        reference=part.text("PaymentMeans/PaymentID"),
        remittance=" ".join(part.texts("PaymentMeans/InstructionNote")),
        **collected(
            code,
            mandate=part.text(f"{mandate}/ID"),
            debited_account=part.text(f"{mandate}/PayerFinancialAccount/ID"),
        ),
        terms=" ".join(part.texts("PaymentTerms/Note")),
        instalments=_instalments(part, currency),
    )


def _account(part: Part) -> Data:
    branch = "PayeeFinancialAccount/FinancialInstitutionBranch"
    return account(
        part.text("PayeeFinancialAccount/ID"),
        part.text("PayeeFinancialAccount/Name"),
        part.text(f"{branch}/FinancialInstitution/ID", f"{branch}/ID"),
    )


def _instalments(part: Part, currency: str) -> list[Data]:
    """The parts of the payment, where the terms state amounts and there are several."""
    stated = [
        filled(due_on=terms.date("InstallmentDueDate", "PaymentDueDate"), amount=terms.amount("Amount", currency))
        for terms in part.all("PaymentTerms")
        if terms.text("Amount")
    ]
    return stated if len(stated) > 1 else []
