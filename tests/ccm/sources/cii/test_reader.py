from pathlib import Path
from typing import Any

import pytest

from tests.ccm.sources.reading import data_of, fault_of, kept, written

EUR = {"currency": "EUR"}
INVOICE = (Path(__file__).parent / "invoice.xml").read_text(encoding="utf-8")
DUE = "<ram:DuePayableAmount>9996.00</ram:DuePayableAmount>"


def invoice(code: str = "380", issued: str = "20261105", due: str = DUE) -> str:
    changed = INVOICE.replace("<ram:TypeCode>380", f"<ram:TypeCode>{code}").replace(DUE, due)
    return changed.replace(">20261105<", f">{issued}<")


def test_an_invoice(tmp_path: Path) -> None:
    (record,) = data_of(written(tmp_path / "a.xml", invoice()))
    data: dict[str, Any] = record
    assert kept("invoice", data) == []
    assert [data["kind"], data["number"], data["issued_on"], data["due_on"]] == [
        "invoice",
        "R-77",
        "2026-11-05",
        "2026-11-25",
    ]
    assert data["seller"] == {
        "name": "Sonnenhof Technik GmbH",
        "tax_id": "DE123456789",
        "fiscal_code": "201/113/40209",
    }
    assert data["customer"] == {
        "id": "70018842",
        "name": "Jörg Weiß",
        "address": ["Ackerstraße 3", "10115 Berlin"],
        "country": "DE",
    }
    assert data["lines"] == [
        {
            "id": "1",
            "name": "Wärmepumpe",
            "quantity": "2",
            "unit": "H87",
            "price": {"amount": "4200.0000", **EUR},
            "tax_rate": "0.19",
            "tax_category": "S",
            "amount": {"amount": "8400.00", **EUR},
        }
    ]
    assert data["totals"]["tax"] == {"amount": "1596.00", **EUR}
    assert data["totals"]["tax_accounting"] == {"amount": "1500.00", "currency": "CHF"}
    assert data["payment"]["instalments"] == [
        {"due_on": "2026-11-25", "amount": {"amount": "5000", **EUR}},
        {"due_on": "2026-12-25", "amount": {"amount": "4996", **EUR}},
    ]
    assert data["notes"] == ["Danke"]


def test_a_credit_note_by_its_code(tmp_path: Path) -> None:
    (data,) = data_of(written(tmp_path / "a.xml", invoice(code="381")))
    assert data["kind"] == "credit-note"


@pytest.mark.parametrize(
    ("text", "path", "problem"),
    [
        (invoice(issued="20261301"), "IssueDateTime/DateTimeString", "not a date"),
        (invoice(issued=""), "IssueDateTime/DateTimeString", "is missing"),
        (invoice(due=""), "DuePayableAmount", "is missing"),
        (invoice(due=DUE.replace("9996.00", "INF")), "DuePayableAmount", "not a decimal"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, path: str, problem: str) -> None:
    fault = fault_of(written(tmp_path / "a.xml", text))
    assert fault.path.endswith(path)
    assert problem in fault.message


def test_other_versions_are_refused(tmp_path: Path) -> None:
    old = invoice().replace("CrossIndustryInvoice:100", "CrossIndustryInvoice:2p1")
    assert "not a Cross Industry Invoice of version 100" in fault_of(written(tmp_path / "a.xml", old)).message
