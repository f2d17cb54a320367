"""Published statements and invoices, in every channel, with the figures of their XML to the last digit.

The figures are read here from the XML on their own, not through `ccm.sources`, and written by Babel, not by
`ccm.binding.formats`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import html5lib
import pypdfium2
import pytest
from babel.numbers import format_decimal, get_currency_precision
from lxml import etree

from ccm.library import Library
from ccm.release import seal_draft
from ccm.rendering import Rendered, Rendering
from ccm.run import problems
from ccm.sources.record import Record
from ccm.sources.registry import open_source
from renderers.base import Artifact
from tests.corpora import CORPORA, needs_corpora

pytestmark = needs_corpora

# What these files are, they say themselves: a statement without statements, a reminder, a UBL statement.
REFUSED = {"camt053.v2.wrong.xml", "UBL-Reminder-2.1-Example.xml", "UBL-Statement-2.0-Example.xml"}


def files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((CORPORA / folder).glob("*"))]
    return [path for path in found if path.suffix.lower() == ".xml" and path.name not in REFUSED]


STATEMENTS = files("camt053")
INVOICES = files("invoices/cii-en16931", "invoices/ubl-en16931", "invoices/ubl21")


@lru_cache(maxsize=2)
def rendering(template: str) -> Rendering:
    library = Library()
    return Rendering(seal_draft(library.template(template), library))


def text_of(artifact: Artifact) -> str:
    """What a reader sees, in one line."""
    parts = {part.name: part.body for part in artifact.parts}
    if "document.pdf" in parts:
        pdf = pypdfium2.PdfDocument(parts["document.pdf"])
        text = " ".join(page.get_textpage().get_text_range().replace("\x02", "-") for page in pdf)
    elif "mobile.html" in parts:
        tree = html5lib.parse(parts["mobile.html"].decode(), namespaceHTMLElements=False)
        body = tree.find("body")
        assert body is not None
        text = " ".join(body.itertext())
    else:
        text = parts.get("email.txt", parts.get("sms.txt", b"")).decode()
    return " ".join(text.split())


def written(amount: Decimal, currency: str) -> str:
    """The digits of an amount in English, with at least the currency's decimals."""
    number = abs(amount).normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    digits = max(-exponent, get_currency_precision(currency))
    return format_decimal(number, "#,##0." + "0" * digits if digits else "#,##0", locale="en_GB",
                          decimal_quantization=False)  # fmt: skip


def assert_shown(amounts: Iterable[str], text: str, place: str) -> None:
    for amount, times in Counter(amounts).items():
        shown = len(re.findall(rf"(?<![\d.,]){re.escape(amount)}(?!\d|[.,]\d)", text))
        assert shown >= times, f"{place}: {amount} is shown {shown} times, not {times}"


def amounts_in(element: etree._Element, path: str) -> list[str]:
    """The amounts at `path` (local names), written out."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    found = element.xpath(f"./{steps}")
    assert isinstance(found, list)
    return [
        written(Decimal(item.text.strip()), item.get("currencyID") or item.get("Ccy") or "EUR")
        for item in found
        if isinstance(item, etree._Element) and item.text
    ]


def render(path: Path, template: str) -> list[Rendered]:
    rendered = []
    for record in open_source(path):
        assert isinstance(record, Record), record.message
        result = rendering(template).render(record.data)
        assert result.ok, problems(result)
        rendered.append(result)
    return rendered


@pytest.mark.parametrize("path", STATEMENTS, ids=lambda path: path.name)
def test_statement(path: Path) -> None:
    statements = etree.parse(path).findall(".//{*}Stmt")
    results = render(path, "account-statement")
    assert len(results) == len(statements) > 0
    for statement, result in zip(statements, results, strict=True):
        expected = amounts_in(statement, "Ntry/Amt") + amounts_in(statement, "Bal/Amt")
        for channel in ("pdf", "email", "mobile"):
            assert_shown(expected, text_of(result.artifacts[channel]), f"{path.name}, {channel}")
        closing = [
            amount
            for balance in statement.findall("{*}Bal")
            if balance.findtext("{*}Tp/{*}CdOrPrtry/{*}Cd") == "CLBD"
            for amount in amounts_in(balance, "Amt")
        ]
        assert_shown(closing[:1], text_of(result.artifacts["sms"]), f"{path.name}, sms")


@pytest.mark.parametrize("path", INVOICES, ids=lambda path: path.name)
def test_invoice(path: Path) -> None:
    root = etree.parse(path).getroot()
    currency = root.findtext("{*}DocumentCurrencyCode") or root.findtext(".//{*}InvoiceCurrencyCode") or "EUR"
    for item in root.iter("{*}LineTotalAmount", "{*}GrandTotalAmount", "{*}DuePayableAmount"):
        item.set("currencyID", item.get("currencyID") or currency)
    (result,) = render(path, "invoice")
    lines = (
        amounts_in(root, "InvoiceLine/LineExtensionAmount")
        + amounts_in(root, "CreditNoteLine/LineExtensionAmount")
        + amounts_in(
            root,
            "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement/"
            "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
        )
    )
    summation = (
        "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedTradeSettlementHeaderMonetarySummation"
    )
    gross = amounts_in(root, "LegalMonetaryTotal/TaxInclusiveAmount") + amounts_in(
        root, f"{summation}/GrandTotalAmount"
    )
    due = amounts_in(root, "LegalMonetaryTotal/PayableAmount") + amounts_in(root, f"{summation}/DuePayableAmount")
    assert due
    for channel in ("pdf", "email", "mobile"):
        assert_shown(lines + gross[:1], text_of(result.artifacts[channel]), f"{path.name}, {channel}")
        assert_shown(due, text_of(result.artifacts[channel]), f"{path.name}, {channel}")
    to_pay = [amount for amount in due if amount.strip("0.")]  # a message about nothing to pay says just that
    assert_shown(to_pay, text_of(result.artifacts["sms"]), f"{path.name}, sms")


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_neither_says_so(name: str) -> None:
    (path,) = CORPORA.glob(f"**/{name}")
    (fault,) = open_source(path)
    assert not isinstance(fault, Record)
    assert name in fault.message
