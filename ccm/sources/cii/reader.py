"""UN/CEFACT Cross Industry Invoice (D16B and later; ZUGFeRD, Factur-X, XRechnung): one invoice a file."""

from collections.abc import Iterator
from pathlib import Path

from ccm.sources.cii.lines import adjustments, line
from ccm.sources.cii.party import party
from ccm.sources.cii.payment import due_on, payment
from ccm.sources.filled import filled
from ccm.sources.invoice_shape import customer_of, kind_of
from ccm.sources.part import Part
from ccm.sources.record import Data, DatumError, Record, SourceError, SourceFault, SourceOptions
from ccm.sources.values import fraction
from ccm.sources.xml_safe import root_name, stream_elements

NAMESPACE = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
ROOT = "CrossIndustryInvoice"
_DATE = "DateTimeString"


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The invoice of a file. Raises SourceError for any other document."""
    file = str(path)
    namespace, name = root_name(path)
    if (namespace, name) != (NAMESPACE, ROOT):
        problem = f"is {name} of {namespace or 'no namespace'}, not a Cross Industry Invoice of version 100"
        remedy = "give a CII invoice of D16B or later (ZUGFeRD 2, Factur-X, XRechnung)"
        raise SourceError(SourceFault(file, problem, remedy))
    for element in stream_elements(path, ("AttachmentBinaryObject", ROOT)):
        part = Part(element)
        if part.name != ROOT:
            continue
        try:
            yield Record(file, 1, invoice(part), part.line)
        except DatumError as error:
            yield error.in_record(file, 1)


def invoice(part: Part) -> Data:
    """The record of a CrossIndustryInvoice. Raises DatumError, with its path, for what is missing or wrong."""
    document = _needed(part, "ExchangedDocument")
    transaction = _needed(part, "SupplyChainTradeTransaction")
    agreement = _needed(transaction, "ApplicableHeaderTradeAgreement")
    settlement = _needed(transaction, "ApplicableHeaderTradeSettlement")
    currency = settlement.needed_text("InvoiceCurrencyCode")
    buyer = party(agreement.one("BuyerTradeParty"))
    issued_on = document.compact_date(f"IssueDateTime/{_DATE}")
    if issued_on is None:
        raise document.missing(f"IssueDateTime/{_DATE}")
    items = transaction.all("IncludedSupplyChainTradeLineItem")
    return {
        "kind": kind_of(document.text("TypeCode")),
        **filled(type_code=document.text("TypeCode")),
        "number": document.needed_text("ID"),
        "issued_on": issued_on,
        **filled(
            due_on=due_on(settlement),
            delivered_on=transaction.compact_date(
                f"ApplicableHeaderTradeDelivery/ActualDeliverySupplyChainEvent/OccurrenceDateTime/{_DATE}"
            ),
            tax_point_on=settlement.compact_date("ApplicableTradeTax/TaxPointDate/DateString"),
            period=period(settlement),
        ),
        "currency": currency,
        "seller": party(agreement.one("SellerTradeParty")),
        **filled(
            buyer=buyer,
            payee=party(settlement.one("PayeeTradeParty")),
            tax_representative=party(agreement.one("SellerTaxRepresentativeTradeParty")),
            delivery=party(transaction.one("ApplicableHeaderTradeDelivery/ShipToTradeParty")),
        ),
        "customer": customer_of(buyer),
        **filled(references=_references(agreement, transaction), preceding=_preceding(settlement)),
        "lines": [line(item, currency) for item in items],
        **filled(
            allowances=adjustments(settlement, currency, charge=False),
            charges=adjustments(settlement, currency, charge=True),
        ),
        "tax_breakdown": [_tax(item, currency) for item in settlement.all("ApplicableTradeTax")],
        "totals": _totals(settlement, currency),
        **filled(payment=payment(settlement, currency), notes=document.texts("IncludedNote/Content")),
    }


def period(part: Part) -> Data:
    start = part.compact_date(f"BillingSpecifiedPeriod/StartDateTime/{_DATE}")
    return filled(**{"from": start, "to": part.compact_date(f"BillingSpecifiedPeriod/EndDateTime/{_DATE}")})


def _needed(part: Part, path: str) -> Part:
    found = part.one(path)
    if found is None:
        raise part.missing(path)
    return found


def _tax(part: Part, currency: str) -> Data:
    percent = part.decimal("RateApplicablePercent")
    return filled(
        category=part.text("CategoryCode"),
        rate=fraction(percent) if percent else None,
        base=part.amount("BasisAmount", currency),
        amount=part.needed_amount("CalculatedAmount", currency),
        reason=part.text("ExemptionReason"),
    )


def _totals(settlement: Part, currency: str) -> Data:
    part = _needed(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    taxes = [tax.needed_amount(".", currency) for tax in part.all("TaxTotalAmount")]
    return filled(
        lines=part.amount("LineTotalAmount", currency),
        allowances=part.amount("AllowanceTotalAmount", currency),
        charges=part.amount("ChargeTotalAmount", currency),
        without_tax=part.amount("TaxBasisTotalAmount", currency),
        tax=next((tax for tax in taxes if tax["currency"] == currency), None),
        tax_accounting=next((tax for tax in taxes if tax["currency"] != currency), None),
        with_tax=part.amount("GrandTotalAmount", currency),
        prepaid=part.amount("TotalPrepaidAmount", currency),
        rounding=part.amount("RoundingAmount", currency),
        due=part.needed_amount("DuePayableAmount", currency),
    )


def _references(agreement: Part, transaction: Part) -> Data:
    delivery = "ApplicableHeaderTradeDelivery/DespatchAdviceReferencedDocument/IssuerAssignedID"
    return filled(
        order=agreement.text("BuyerOrderReferencedDocument/IssuerAssignedID"),
        contract=agreement.text("ContractReferencedDocument/IssuerAssignedID"),
        buyer=agreement.text("BuyerReference"),
        project=agreement.text("SpecifiedProcuringProject/ID"),
        despatch=transaction.text(delivery),
    )


def _preceding(settlement: Part) -> list[Data]:
    return [
        filled(number=number, issued_on=document.compact_date(f"FormattedIssueDateTime/{_DATE}"))
        for document in settlement.all("InvoiceReferencedDocument")
        if (number := document.text("IssuerAssignedID"))
    ]
