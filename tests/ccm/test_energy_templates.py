"""The energy company's templates, on their samples: figures that add up, the right words, nothing left out."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ccm.compose.program import compile_program, locale_chooser
from ccm.compose.texts import inlines_text
from ccm.library import Library
from ccm.release import Release, seal_draft
from content_blocks.document import Action, Barcode, Block, Chart, Document, Heading, Table, walk
from content_blocks.document_json import as_data
from renderers.base import Artifact
from renderers.epc import check_epc
from renderers.sms.renderer import SmsRenderer
from templates_repo.check.template import check_template

KEYS = ("invoice", "appointment-reminder")
CHANNELS = ("pdf", "email", "sms", "mobile")


@cache
def library() -> Library:
    return Library()


@cache
def release(key: str) -> Release:
    return seal_draft(library().template(key), library())


def samples() -> Iterator[tuple[str, str]]:
    for key in KEYS:
        for name in library().template(key).samples:
            yield key, name


SAMPLES = list(samples())
INVOICES = [name for key, name in SAMPLES if key == "invoice"]


def composed(key: str, name: str, **changes: Any) -> Document:
    record = {**release(key).template.samples[name], **changes}
    return compile_program(release(key), locale_chooser(release(key))(record)).run(record)


def sms(document: Document) -> tuple[Artifact, str]:
    artifact = SmsRenderer().render(document)
    return artifact, artifact.parts[0].body.decode()


def words(document: Document) -> str:
    """All that is said, in one text."""

    def said(data: Any) -> Iterator[str]:
        if isinstance(data, str):
            yield data
        elif isinstance(data, list):
            for item in data:
                yield from said(item)
        elif isinstance(data, dict):
            for key, item in data.items():
                if key not in ("id", "node", "source", "channels", "digest"):
                    yield from said(item)

    return " ".join(said([as_data(node) for node in document.content])).replace("\u00a0", " ")


@pytest.mark.parametrize("key", KEYS)
def test_the_static_check_finds_nothing(key: str) -> None:
    template = release(key).template
    problems = check_template(template, library().blocks(), list(library().brand_folders), CHANNELS)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("locale", ["it", "de"])
def test_every_word_is_translated(key: str, locale: str) -> None:
    assert compile_program(release(key), locale).untranslated == ()


@pytest.mark.parametrize("name", INVOICES)
def test_the_figures_of_a_sample_add_up_to_the_last_digit(name: str) -> None:
    record = release("invoice").template.samples[name]

    def amount(money: dict[str, str] | None) -> Decimal:
        return Decimal(money["amount"]) if money else Decimal(0)

    def added(items: list[dict[str, Any]]) -> Decimal:
        return sum((amount(item["amount"]) for item in items), Decimal(0))

    totals = record["totals"]
    for line in record["lines"]:
        exact = Decimal(line["quantity"]) * amount(line["price"])
        assert abs(amount(line["amount"]) - exact) <= Decimal("0.005"), line["name"]
    for tax in record["tax_breakdown"]:
        exact = amount(tax["base"]) * Decimal(tax["rate"])
        assert abs(amount(tax["amount"]) - exact) <= Decimal("0.005")
    net = added(record["lines"]) - added(record.get("allowances", [])) + added(record.get("charges", []))
    assert added(record["lines"]) == amount(totals["lines"])
    assert net == amount(totals["without_tax"]) == sum(amount(tax["base"]) for tax in record["tax_breakdown"])
    assert added(record["tax_breakdown"]) == amount(totals["tax"])
    assert net + amount(totals["tax"]) == amount(totals["with_tax"])
    assert amount(totals["with_tax"]) - amount(totals.get("prepaid")) == amount(totals["due"])
    parts = record.get("payment", {}).get("instalments", [])
    assert not parts or added(parts) == amount(totals["due"])


@pytest.mark.parametrize("name", INVOICES)
def test_an_invoice_shows_every_line_and_its_amount_due(name: str) -> None:
    document = composed("invoice", name)
    record = release("invoice").template.samples[name]
    tables = {node.id: node for node in walk(document.content) if isinstance(node, Table)}
    assert [row.cells[-1].sort for group in tables["lines"].groups for row in group.rows] == [
        line["amount"]["amount"] for line in record["lines"]
    ]
    whole, _, cents = record["totals"]["due"]["amount"].partition(".")
    digits = "".join(sign for sign in words(document) if sign.isdigit() or sign == " ")
    assert whole + cents in digits


def test_a_household_sees_its_use_beside_the_year_before_and_can_pay_by_scanning() -> None:
    document = composed("invoice", "torino-household")
    [chart] = [node for node in walk(document.content) if isinstance(node, Chart)]
    assert [len(series.points) for series in chart.series] == [12, 12]
    [code] = [node for node in walk(document.content) if isinstance(node, Barcode)]
    check_epc(code.payload)
    assert code.payload.splitlines()[7] == "EUR133.89"
    [action] = [node for node in walk(document.content) if isinstance(node, Action)]
    assert action.url == "https://my.solvento.example/pay/SE-2026-0093417"


def test_without_years_before_the_chart_shows_this_year_alone() -> None:
    document = composed("invoice", "trieste-greek-vietnamese")
    [chart] = [node for node in walk(document.content) if isinstance(node, Chart)]
    assert len(chart.series) == 1


def test_a_credit_note_asks_for_nothing_and_says_what_it_corrects() -> None:
    document = composed("invoice", "bolzano-credit-note")
    said = words(document)
    [title] = [node for node in walk(document.content) if isinstance(node, Heading) and node.level == 1]
    assert as_data(title.content) == ["Ihre Gutschrift"]
    assert "bezieht sich auf die Rechnung SE-2026-0081120 vom 05.09.2026" in " ".join(said.split())
    assert "Zu zahlen" not in said
    assert not [node for node in walk(document.content) if isinstance(node, Barcode)]
    assert "late-payment-interest" not in blocks(document)


def test_interest_runs_from_the_day_after_the_due_date() -> None:
    assert "26 novembre 2026" in words(composed("invoice", "torino-household"))


@pytest.mark.parametrize(
    ("changes", "shown", "pays"),
    [
        ({"amount": "0.00", "currency": "EUR"}, "saldata", False),
        ({"amount": "-12.30", "currency": "EUR"}, "12,30 €", False),
        ({"amount": "12.30", "currency": "CHF"}, "12,30 CHF", True),
        ({"amount": "12.305", "currency": "EUR"}, "12,305 €", True),
    ],
)
def test_what_there_is_to_pay_decides_what_is_asked(changes: dict[str, str], shown: str, pays: bool) -> None:
    currency = changes["currency"]
    document = composed("invoice", "torino-household", totals={"due": changes}, currency=currency)
    assert shown in words(document)
    assert ("/pay/" in words(document)) is pays
    assert not [node for node in walk(document.content) if isinstance(node, Barcode)]


def test_what_is_collected_by_direct_debit_is_not_asked_for() -> None:
    said = words(composed("invoice", "trieste-greek-vietnamese"))
    assert "we collect" in said
    assert "/pay/" not in said


def blocks(document: Document) -> set[str]:
    return {node.key for node in walk(document.content) if isinstance(node, Block)}


@pytest.mark.parametrize(("key", "name"), SAMPLES)
def test_a_message_keeps_its_limit_and_carries_every_locked_block(key: str, name: str) -> None:
    document = composed(key, name)
    artifact, text = sms(document)
    facts = dict(artifact.facts)
    assert facts["encoding"] == "GSM-7"
    assert int(facts["segments"]) <= (2 if key == "appointment-reminder" else 4)
    for node in walk(document.content):
        if isinstance(node, Block) and node.locked:
            assert one_line(inlines_text(node.short or ())) in one_line(text)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("key", "name", "shown"), [
    ("invoice", "palermo-arabic", "ليلى حداد"),
    ("invoice", "trieste-greek-vietnamese", "Ελένη Παπαδοπούλου e Nguyễn Thị Ánh Tuyết"),
    ("appointment-reminder", "roma-hebrew", "נועה ברקוביץ׳"),
    ("appointment-reminder", "torino-technician", "Đặng Quốc Hưng"),
])  # fmt: skip
def test_names_of_every_script_are_shown_as_they_are(key: str, name: str, shown: str) -> None:
    assert shown in words(composed(key, name))
