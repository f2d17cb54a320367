"""The starter templates: they pass the check, and the figures of their samples add up to the last digit."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from content_blocks.folders import BLOCKS, BRANDS, read_block
from templates_repo.check.lengths import worst_case_lengths
from templates_repo.check.template import check_template
from templates_repo.folders import TEMPLATES, read_template
from templates_repo.template import Template

FOLDERS = sorted(path for path in TEMPLATES.iterdir() if (path / "template.yaml").is_file())
BLOCK_SHELF = {folder.name: read_block(folder) for folder in BLOCKS.iterdir()}
CHANNELS = ("pdf", "email", "sms", "mobile")

every_template = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@cache
def template(key: str) -> Template:
    return read_template(TEMPLATES / key)


def samples(key: str) -> list[Any]:
    return [pytest.param(record, id=name) for name, record in template(key).samples.items()]


def amount(money: dict[str, str]) -> Decimal:
    return Decimal(money["amount"])


def cents(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


@every_template
def test_a_starter_template_passes_the_check_without_a_word(folder: Path) -> None:
    brands = [path.name for path in BRANDS.iterdir()]
    problems = check_template(template(folder.name), BLOCK_SHELF, brands, CHANNELS)
    assert [str(problem) for problem in problems] == []


@every_template
def test_a_starter_template_has_two_samples_and_speaks_three_languages(folder: Path) -> None:
    starter = template(folder.name)
    assert len(starter.samples) >= 2
    assert starter.locales == ("en-GB", "it", "de")


@every_template
def test_the_longest_text_message_is_known_in_every_language(folder: Path) -> None:
    starter = template(folder.name)
    for locale in starter.locales:
        assert worst_case_lengths(starter, BLOCK_SHELF, locale)


def test_names_and_texts_of_other_scripts_are_among_the_samples() -> None:
    texts = " ".join(str(template(folder.name).samples) for folder in FOLDERS)
    for start, end in (("\u0370", "\u03ff"), ("\u0590", "\u05ff"), ("\u0600", "\u06ff"), ("\u1ea0", "\u1ef9")):
        assert any(start <= character <= end for character in texts), start


@pytest.mark.parametrize("record", samples("account-statement"))
def test_balances_of_a_statement_follow_from_its_entries(record: dict[str, Any]) -> None:
    if "opening" not in record:
        return
    balance = amount(record["opening"]["amount"])
    for entry in record["transactions"]:
        balance += amount(entry["amount"])
        assert amount(entry["balance"]) == balance
        if details := entry.get("details"):
            assert sum(amount(payment["amount"]) for payment in details) == amount(entry["amount"])
            assert len(details) == entry["batch_count"]
    assert amount(record["closing"]["amount"]) == balance
    totals = record["totals"]
    assert amount(totals["credits"]["amount"]) + amount(totals["debits"]["amount"]) == amount(totals["net"])
    assert totals["credits"]["count"] + totals["debits"]["count"] == len(record["transactions"])


@pytest.mark.parametrize("record", samples("payment-reminder"))
def test_what_a_reminder_asks_for_is_the_sum_of_its_parts(record: dict[str, Any]) -> None:
    overdue = sum((amount(item["amount"]) for item in record["items"]), Decimal(0))
    days = sum((amount(item["amount"]) * item["days"] for item in record["items"]), Decimal(0))
    interest = cents(days * Decimal(record["interest"]["rate"]) / 365)
    assert amount(record["interest"]["amount"]) == interest
    charges = amount(record["charges"]) if "charges" in record else Decimal(0)
    assert amount(record["total"]) == overdue + interest + charges


@pytest.mark.parametrize("record", samples("insurance-renewal"))
def test_a_premium_is_the_sum_of_its_covers_less_discount_with_tax(record: dict[str, Any]) -> None:
    premium = record["premium"]
    net = sum(amount(cover["premium"]) for cover in record["covers"])
    net -= amount(premium["discount"]) if "discount" in premium else Decimal(0)
    assert amount(premium["total"]) == net + amount(premium["tax"])
    if "monthly" in premium:
        assert amount(premium["monthly"]) * 12 == amount(premium["total"])
    if "history" in record:
        assert amount(record["history"][-1]["amount"]) == amount(premium["total"])
