"""UBL 2.0 to 2.4 (OASIS; EN 16931 and Peppol among its users): invoices and credit notes, one a file."""

from collections.abc import Iterator
from pathlib import Path

from ccm.sources.filled import filled
from ccm.sources.invoice_shape import customer_of, kind_of
from ccm.sources.part import Part
from ccm.sources.record import Data, DatumError, Record, SourceError, SourceFault, SourceOptions
from ccm.sources.ubl.lines import adjustments, line
from ccm.sources.ubl.party import delivery, party
from ccm.sources.ubl.payment import due_on, payment
from ccm.sources.ubl.tax import tax_breakdown, tax_totals
from ccm.sources.values import Money
from ccm.sources.xml_safe import root_name, stream_elements

NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:"
ROOTS = {"Invoice": "invoice", "CreditNote": "credit-note"}


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The invoice or credit note of a file. Raises SourceError for any other document."""
    file = str(path)
    namespace, name = root_name(path)
    if name not in ROOTS or namespace != f"{NAMESPACE}{name}-2":
        what = f"a UBL {name}" if namespace.startswith(NAMESPACE) else f"{name} of {namespace or 'no namespace'}"
        remedy = "give a UBL 2 Invoice or CreditNote"
        raise SourceError(SourceFault(file, f"is {what}, neither an invoice nor a credit note", remedy))
    for element in stream_elements(path, ("EmbeddedDocumentBinaryObject", name)):
        part = Part(element)
        # Embedded files are not read; each is thrown away as it ends.
        if part.name != name or element.getparent() is not None:
            continue
        try:
            yield Record(file, 1, invoice(part), part.line)
        except DatumError as error:
            yield error.in_record(file, 1)


def invoice(part: Part) -> Data:
    """The record of an Invoice or CreditNote. Raises DatumError, with its path, for what is missing or wrong."""
    kind = ROOTS[part.name]
    type_code = part.text("InvoiceTypeCode", "CreditNoteTypeCode")
    payable = part.needed_amount("LegalMonetaryTotal/PayableAmount", part.text("DocumentCurrencyCode"))
    currency = part.text("DocumentCurrencyCode") or payable["currency"]
    buyer = party(part.one("AccountingCustomerParty/Party"))
    customer_number = part.text("AccountingCustomerParty/SupplierAssignedAccountID")
    lines = [line(item, currency) for item in (*part.all("InvoiceLine"), *part.all("CreditNoteLine"))]
    return {
        "kind": kind if kind == "credit-note" else kind_of(type_code),
        **filled(type_code=type_code),
        "number": part.needed_text("ID"),
        "issued_on": part.needed_date("IssueDate"),
        **filled(
            due_on=due_on(part),
            delivered_on=part.date("Delivery/ActualDeliveryDate"),
            tax_point_on=part.date("TaxPointDate"),
            period=period(part),
        ),
        "currency": currency,
        "seller": party(part.one("AccountingSupplierParty/Party")),
        **filled(
            buyer=buyer,
            payee=party(part.one("PayeeParty")),
            tax_representative=party(part.one("TaxRepresentativeParty")),
            delivery=delivery(part),
        ),
        "customer": customer_of(buyer, customer_number),
        **filled(references=_references(part), preceding=_preceding(part)),
        "lines": lines,
        **filled(
            allowances=adjustments(part, currency, charge=False),
            charges=adjustments(part, currency, charge=True),
        ),
        "tax_breakdown": tax_breakdown(part, currency),
        "totals": {**_totals(part, currency), **tax_totals(part, currency), "due": payable},
        **filled(payment=payment(part, currency), notes=part.texts("Note")),
    }


def period(part: Part) -> Data:
    return filled(**{"from": part.date("InvoicePeriod/StartDate"), "to": part.date("InvoicePeriod/EndDate")})


def _totals(part: Part, currency: str) -> Data:
    def stated(name: str) -> Money | None:
        return part.amount(f"LegalMonetaryTotal/{name}", currency)

    return filled(
        lines=stated("LineExtensionAmount"),
        allowances=stated("AllowanceTotalAmount"),
        charges=stated("ChargeTotalAmount"),
        without_tax=stated("TaxExclusiveAmount"),
        with_tax=stated("TaxInclusiveAmount"),
        prepaid=stated("PrepaidAmount"),
        rounding=stated("PayableRoundingAmount"),
    )


def _references(part: Part) -> Data:
    return filled(
        order=part.text("OrderReference/ID"),
        contract=part.text("ContractDocumentReference/ID"),
        buyer=part.text("BuyerReference"),
        project=part.text("ProjectReference/ID"),
        despatch=part.text("DespatchDocumentReference/ID"),
    )


def _preceding(part: Part) -> list[Data]:
    documents = (
        *part.all("BillingReference/InvoiceDocumentReference"),
        *part.all("BillingReference/CreditNoteDocumentReference"),
    )
    return [
        filled(number=number, issued_on=document.date("IssueDate"))
        for document in documents
        if (number := document.text("ID"))
    ]
