"""Published invoices: every figure of the record stands in the XML, read here by other means."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.ccm.sources.reading import data_of, fault_of, kept
from tests.corpora import CORPORA, needs_corpora

INVOICES = CORPORA / "invoices"
NO_INVOICES = {"UBL-Reminder-2.1-Example", "UBL-Statement-2.0-Example"}
UBL = sorted(path for path in INVOICES.glob("ubl*/*.[xX][mM][lL]") if path.stem not in NO_INVOICES)
CII = sorted(INVOICES.glob("cii*/*.xml"))

pytestmark = needs_corpora


class Xml:
    """Texts of a file, found by their local names."""

    def __init__(self, path: Path) -> None:
        self.root = etree.parse(path).getroot()

    def texts(self, path: str) -> list[str]:
        found = self.root.iterfind("/".join(f"{{*}}{name}" for name in path.split("/")))
        return [text.strip() for element in found if (text := element.text or "").strip()]


def numbers(texts: list[str]) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def amounts(items: list[dict[str, Any]], name: str = "amount") -> list[Decimal]:
    return [Decimal(item[name]["amount"]) for item in items if name in item]


def stated(data: dict[str, Any], names: dict[str, str], xml: Xml, path: str) -> None:
    for ours, theirs in names.items():
        expected = numbers(xml.texts(f"{path}/{theirs}"))
        assert amounts([data["totals"]], ours) == expected[:1], ours


@pytest.mark.parametrize("path", UBL, ids=lambda path: path.stem)
def test_ubl(path: Path) -> None:
    xml = Xml(path)
    (record,) = data_of(path)
    data: dict[str, Any] = record
    assert kept("invoice", data) == []
    name = etree.QName(xml.root).localname
    assert data["kind"] == ("credit-note" if name == "CreditNote" else "invoice")
    assert [data["number"]] == xml.texts("ID")
    assert [data["issued_on"]] == xml.texts("IssueDate")
    assert xml.texts("DueDate") in ([], [data.get("due_on")])
    totals = {
        "lines": "LineExtensionAmount",
        "allowances": "AllowanceTotalAmount",
        "charges": "ChargeTotalAmount",
        "without_tax": "TaxExclusiveAmount",
        "with_tax": "TaxInclusiveAmount",
        "prepaid": "PrepaidAmount",
        "rounding": "PayableRoundingAmount",
        "due": "PayableAmount",
    }
    stated(data, totals, xml, "LegalMonetaryTotal")
    assert {item["currency"] for key, item in data["totals"].items() if key != "tax_accounting"} == {data["currency"]}
    taxes = [amount for key in ("tax", "tax_accounting") for amount in amounts([data["totals"]], key)]
    assert taxes == numbers(xml.texts("TaxTotal/TaxAmount"))
    assert amounts(data["tax_breakdown"]) == numbers(xml.texts("TaxTotal/TaxSubtotal/TaxAmount"))
    assert amounts(data["tax_breakdown"], "base") == numbers(xml.texts("TaxTotal/TaxSubtotal/TaxableAmount"))
    rates = [Decimal(item["rate"]) * 100 for item in data["tax_breakdown"] if "rate" in item]
    assert rates == numbers(xml.texts("TaxTotal/TaxSubtotal/TaxCategory/Percent"))
    line, quantity = (
        ("CreditNoteLine", "CreditedQuantity") if name == "CreditNote" else ("InvoiceLine", "InvoicedQuantity")
    )
    assert [item["id"] for item in data["lines"]] == xml.texts(f"{line}/ID")
    assert amounts(data["lines"]) == numbers(xml.texts(f"{line}/LineExtensionAmount"))
    assert amounts(data["lines"], "price") == numbers(xml.texts(f"{line}/Price/PriceAmount"))
    quantities = [Decimal(item["quantity"]) for item in data["lines"] if "quantity" in item]
    assert quantities == numbers(xml.texts(f"{line}/{quantity}"))
    charges = sorted(amounts(data.get("allowances", [])) + amounts(data.get("charges", [])))
    assert charges == sorted(numbers(xml.texts("AllowanceCharge/Amount")))
    accounts = set(xml.texts("PaymentMeans/PayeeFinancialAccount/ID"))
    payment = data.get("payment", {})
    listed = payment.get("accounts", [payment])
    assert {"".join(item.get("iban", item.get("account", "")).split()) for item in listed} - {""} == {
        "".join(account.split()) for account in accounts
    }


@pytest.mark.parametrize("path", CII, ids=lambda path: path.stem)
def test_cii(path: Path) -> None:
    xml = Xml(path)
    (record,) = data_of(path)
    data: dict[str, Any] = record
    assert kept("invoice", data) == []
    assert [data["number"]] == xml.texts("ExchangedDocument/ID")
    assert [data["issued_on"].replace("-", "")] == xml.texts("ExchangedDocument/IssueDateTime/DateTimeString")
    settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
    due = xml.texts(f"{settlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")
    assert due[:1] == [data["due_on"].replace("-", "")] if due else "due_on" not in data
    totals = {
        "lines": "LineTotalAmount",
        "allowances": "AllowanceTotalAmount",
        "charges": "ChargeTotalAmount",
        "without_tax": "TaxBasisTotalAmount",
        "with_tax": "GrandTotalAmount",
        "prepaid": "TotalPrepaidAmount",
        "rounding": "RoundingAmount",
        "due": "DuePayableAmount",
    }
    stated(data, totals, xml, f"{settlement}/SpecifiedTradeSettlementHeaderMonetarySummation")
    taxes = [amount for key in ("tax", "tax_accounting") for amount in amounts([data["totals"]], key)]
    assert taxes == numbers(xml.texts(f"{settlement}/SpecifiedTradeSettlementHeaderMonetarySummation/TaxTotalAmount"))
    assert amounts(data["tax_breakdown"]) == numbers(xml.texts(f"{settlement}/ApplicableTradeTax/CalculatedAmount"))
    line = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem"
    assert [item["id"] for item in data["lines"]] == xml.texts(f"{line}/AssociatedDocumentLineDocument/LineID")
    assert amounts(data["lines"]) == numbers(
        xml.texts(f"{line}/SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")
    )
    assert amounts(data["lines"], "price") == numbers(
        xml.texts(f"{line}/SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount")
    )
    quantities = [Decimal(item["quantity"]) for item in data["lines"]]
    assert quantities == numbers(xml.texts(f"{line}/SpecifiedLineTradeDelivery/BilledQuantity"))
    charges = sorted(amounts(data.get("allowances", [])) + amounts(data.get("charges", [])))
    assert charges == sorted(numbers(xml.texts(f"{settlement}/SpecifiedTradeAllowanceCharge/ActualAmount")))


@pytest.mark.parametrize("name", sorted(NO_INVOICES))
def test_documents_that_are_no_invoices_are_refused(name: str) -> None:
    message = fault_of(INVOICES / "ubl21" / f"{name}.xml").message
    assert "neither an invoice nor a credit note" in message
    assert f"is a UBL {name.split('-')[1]}" in message


def test_an_invoice_with_a_file_inside_is_read_without_it() -> None:
    (path,) = [path for path in UBL if path.stem.startswith("FT G2G")]
    (record,) = data_of(path)
    data: dict[str, Any] = record
    assert data["number"] == "1316/85"
    assert data["totals"]["due"] == {"amount": "1246.00", "currency": "EUR"}
    assert len(repr(data)) < 10_000
