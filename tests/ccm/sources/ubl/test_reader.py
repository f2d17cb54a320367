from pathlib import Path
from typing import Any

import pytest

from tests.ccm.sources.reading import data_of, fault_of, kept, written

EUR = {"currency": "EUR"}
NAMESPACES = (
    "xmlns:cac='urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2' "
    "xmlns:cbc='urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'"
)
LINE = """
<cac:CreditNoteLine><cbc:ID>1</cbc:ID><cbc:CreditedQuantity unitCode="KWH">214.50</cbc:CreditedQuantity>
  <cbc:LineExtensionAmount currencyID="EUR">42.90</cbc:LineExtensionAmount>
  <cac:InvoicePeriod><cbc:StartDate>2026-10-01</cbc:StartDate></cac:InvoicePeriod>
  <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
    <cbc:AllowanceChargeReason>Loyalty</cbc:AllowanceChargeReason>
    <cbc:MultiplierFactorNumeric>{factor}</cbc:MultiplierFactorNumeric>
    <cbc:Amount currencyID="EUR">4.29</cbc:Amount><cbc:BaseAmount currencyID="EUR">42.90</cbc:BaseAmount>
  </cac:AllowanceCharge>
  <cac:Item><cbc:Name>Electricity</cbc:Name><cbc:Description>Night</cbc:Description>
    <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>22.00</cbc:Percent></cac:ClassifiedTaxCategory>
  </cac:Item>
  <cac:Price><cbc:PriceAmount currencyID="EUR">20.000</cbc:PriceAmount>
    <cbc:BaseQuantity>100</cbc:BaseQuantity></cac:Price>
</cac:CreditNoteLine>"""
TOTAL = "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID='EUR'>52.34</cbc:PayableAmount></cac:LegalMonetaryTotal>"
PARTY = """
<cac:AccountingCustomerParty><cbc:SupplierAssignedAccountID>70018842</cbc:SupplierAssignedAccountID><cac:Party>
  <cac:PartyName><cbc:Name>Aurora</cbc:Name></cac:PartyName>
  <cac:PostalAddress><cbc:StreetName>Via Aurora</cbc:StreetName><cbc:BuildingNumber>7</cbc:BuildingNumber>
    <cbc:CityName>Torino</cbc:CityName><cbc:PostalZone>10152</cbc:PostalZone>
    <cac:Country><cbc:IdentificationCode>IT</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
  <cac:PartyTaxScheme><cbc:CompanyID>CLMMRT85A41L219X</cbc:CompanyID>
    <cac:TaxScheme><cbc:ID>CF</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyTaxScheme><cbc:CompanyID>IT01234567890</cbc:CompanyID>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>Aurora S.r.l.</cbc:RegistrationName></cac:PartyLegalEntity>
  <cac:Contact><cbc:Telephone>011 555 123</cbc:Telephone>
    <cbc:ElectronicMail>marta@example.com</cbc:ElectronicMail></cac:Contact>
</cac:Party></cac:AccountingCustomerParty>"""


def document(*parts: str, root: str = "CreditNote", head: str = "<cbc:IssueDate>2026-11-05</cbc:IssueDate>") -> str:
    namespace = f"urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
    return f"<{root} xmlns='{namespace}' {NAMESPACES}><cbc:ID>C-1</cbc:ID>{head}\n{''.join(parts)}</{root}>"


def read(tmp_path: Path, *parts: str, root: str = "CreditNote") -> dict[str, Any]:
    (data,) = data_of(written(tmp_path / "a.xml", document(*parts, root=root)))
    assert kept("invoice", data) == []
    return data


def test_a_credit_note(tmp_path: Path) -> None:
    preceding = (
        "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-9</cbc:ID><cbc:IssueDate>2026-10-05</cbc:IssueDate>"
        "</cac:InvoiceDocumentReference></cac:BillingReference>"
    )
    data = read(tmp_path, preceding, PARTY, TOTAL, LINE.format(factor="10"))
    assert [data["kind"], data["number"], data["issued_on"], data["currency"]] == [
        "credit-note",
        "C-1",
        "2026-11-05",
        "EUR",
    ]
    assert data["preceding"] == [{"number": "F-9", "issued_on": "2026-10-05"}]
    assert data["totals"] == {"due": {"amount": "52.34", **EUR}}
    assert data["lines"] == [
        {
            "id": "1",
            "name": "Electricity",
            "description": "Night",
            "period": {"from": "2026-10-01"},
            "quantity": "214.5",
            "unit": "KWH",
            "unit_label": "kWh",
            "price": {"amount": "20.000", **EUR},
            "price_base": "100",
            "tax_rate": "0.22",
            "tax_category": "S",
            "adjustments": [
                {
                    "reason": "Loyalty",
                    "charge": False,
                    "base": {"amount": "42.90", **EUR},
                    "rate": "0.1",
                    "amount": {"amount": "4.29", **EUR},
                }
            ],
            "amount": {"amount": "42.90", **EUR},
        }
    ]


def test_whom_it_is_sent_to(tmp_path: Path) -> None:
    data = read(tmp_path, PARTY, TOTAL)
    assert data["buyer"] == {
        "name": "Aurora S.r.l.",
        "trading_name": "Aurora",
        "address": ["Via Aurora 7", "10152 Torino"],
        "country": "IT",
        "tax_id": "IT01234567890",
        "email": "marta@example.com",
        "phone": "011 555 123",
    }
    assert data["customer"] == {
        "id": "70018842",
        "name": "Aurora S.r.l.",
        "address": ["Via Aurora 7", "10152 Torino"],
        "country": "IT",
        "email": "marta@example.com",
    }


def test_an_electronic_address_may_be_an_email_address(tmp_path: Path) -> None:
    mail = "<cac:Party><cbc:EndpointID schemeID='EM'>rechnung@example.com</cbc:EndpointID></cac:Party>"
    data = read(tmp_path, f"<cac:AccountingCustomerParty>{mail}</cac:AccountingCustomerParty>", TOTAL)
    assert data["customer"]["email"] == "rechnung@example.com"


@pytest.mark.parametrize(("factor", "rate"), [("10", "0.1"), ("0.10", "0.1"), ("7", None)])
def test_a_factor_is_taken_as_the_amounts_say(tmp_path: Path, factor: str, rate: str | None) -> None:
    data = read(tmp_path, TOTAL, LINE.format(factor=factor))
    assert data["lines"][0]["adjustments"][0].get("rate") == rate


@pytest.mark.parametrize(("code", "kind"), [("380", "invoice"), ("384", "invoice"), ("381", "credit-note")])
def test_an_invoice_may_be_a_credit_note_by_its_code(tmp_path: Path, code: str, kind: str) -> None:
    parts = (f"<cbc:InvoiceTypeCode>{code}</cbc:InvoiceTypeCode>", TOTAL)
    assert read(tmp_path, *parts, root="Invoice")["kind"] == kind


def test_tax_in_a_second_currency_is_kept_apart(tmp_path: Path) -> None:
    tax = (
        "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
        "<cac:TaxTotal><cbc:TaxAmount currencyID='EUR'>9.440</cbc:TaxAmount><cac:TaxSubtotal>"
        "<cbc:TaxableAmount currencyID='EUR'>42.90</cbc:TaxableAmount>"
        "<cbc:TaxAmount currencyID='EUR'>9.44</cbc:TaxAmount>"
        "<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>22</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>"
        "<cac:TaxTotal><cbc:TaxAmount currencyID='CZK'>230.00</cbc:TaxAmount></cac:TaxTotal>"
    )
    data = read(tmp_path, tax, TOTAL)
    assert data["totals"]["tax"] == {"amount": "9.440", **EUR}
    assert data["totals"]["tax_accounting"] == {"amount": "230.00", "currency": "CZK"}
    assert [item["rate"] for item in data["tax_breakdown"]] == ["0.22"]


def test_payment(tmp_path: Path) -> None:
    means = "".join(
        f"<cac:PaymentMeans><cbc:PaymentMeansCode name='Credit transfer'>58</cbc:PaymentMeansCode>"
        f"<cbc:PaymentDueDate>2026-11-25</cbc:PaymentDueDate><cbc:PaymentID>RF18539007547034</cbc:PaymentID>"
        f"<cac:PayeeFinancialAccount><cbc:ID>{number}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>"
        for number in ("IT60 X054 2811 1010 0000 0123 456", "DK1212341234123412")
    )
    data = read(tmp_path, means, TOTAL)
    assert data["due_on"] == "2026-11-25"
    assert data["payment"] == {
        "iban": "IT60X0542811101000000123456",
        "means": "58",
        "means_name": "Credit transfer",
        "reference": "RF18539007547034",
        "accounts": [{"iban": "IT60X0542811101000000123456"}, {"account": "DK1212341234123412"}],
    }


@pytest.mark.parametrize(("code", "mandate"), [("59", "MND-1"), ("49", "MND-1"), ("58", None), ("30", None)])
def test_a_mandate_beside_a_credit_transfer_collects_nothing(tmp_path: Path, code: str, mandate: str | None) -> None:
    means = (
        f"<cac:PaymentMeans><cbc:PaymentMeansCode>{code}</cbc:PaymentMeansCode>"
        "<cac:PaymentMandate><cbc:ID>MND-1</cbc:ID></cac:PaymentMandate></cac:PaymentMeans>"
    )
    assert read(tmp_path, means, TOTAL)["payment"].get("mandate") == mandate


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        (document(TOTAL, head=""), "CreditNote/IssueDate", "is missing"),
        (document(), "CreditNote/LegalMonetaryTotal/PayableAmount", "is missing"),
        (document(TOTAL.replace("52.34", "1e9")), "CreditNote/LegalMonetaryTotal/PayableAmount", "not a decimal"),
        (document(TOTAL, LINE.format(factor="ten")), "AllowanceCharge/MultiplierFactorNumeric", "not a decimal"),
        (document(TOTAL.replace("EUR", "")), "PayableAmount", "no currency"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, path: str, problem: str) -> None:
    fault = fault_of(written(tmp_path / "a.xml", text))
    assert fault.path.endswith(path)
    assert problem in fault.message
    assert fault.line is not None


@pytest.mark.parametrize("root", ["Order", "Reminder", "Statement", "ApplicationResponse"])
def test_other_documents_are_refused(tmp_path: Path, root: str) -> None:
    assert f"is a UBL {root}" in fault_of(written(tmp_path / "a.xml", document(TOTAL, root=root))).message
