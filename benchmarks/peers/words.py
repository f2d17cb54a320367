"""What the peers' pages say besides their own words: figures as Babel writes them, and the bank's disclosures."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency

from content_blocks.document import Block, Document, Paragraph, walk
from content_blocks.inline import Inlines, LineBreak

LOCALE = "en_GB"


def money(value: dict[str, str]) -> str:
    return format_currency(Decimal(value["amount"]), value["currency"], locale=LOCALE)


def day(value: str, style: str = "medium") -> str:
    return format_date(date.fromisoformat(value), style, locale=LOCALE)


def groups_of_four(value: str) -> str:
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))


def disclosures(document: Document) -> list[str]:
    """The paragraphs of the document's locked blocks, so that every page carries the same words."""
    blocks = [node for node in walk(document.content) if isinstance(node, Block)]
    return [_text(node.content) for block in blocks for node in walk(block.content) if isinstance(node, Paragraph)]


def formatted(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its figures as text, for a template language that cannot format them."""
    period = record["period"]
    return {
        "name": record["customer"]["name"],
        "address": record["customer"]["address"],
        "references": list(references(record)),
        "period": [day(period["from"], "long"), day(period["to"], "long")],
        "cards": [[label, money(value)] for label, value in cards(record)],
        "rows": [
            [day(row["booked_on"]), day(row["valued_on"]), row["counterparty"], row["description"],
             money(row["amount"]), money(row["balance"])]
            for row in record["transactions"]
        ],
        "net": money(record["totals"]["net"]),
        "closing": money(record["closing"]["amount"]),
        "balances": [[BALANCES[item["type"]], f"{day(item['date'])} · {money(item['amount'])}"]
                     for item in record["balances"]],
    }  # fmt: skip


BALANCES = {"OPBD": "Opening balance, booked", "CLBD": "Closing balance, booked"}


def references(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    account, period = record["account"], record["period"]
    yield "Date", day(record["issued_on"])
    yield "Period", f"{day(period['from'])} – {day(period['to'])}"
    yield "IBAN", groups_of_four(account["iban"])
    yield "Account", account["name"]
    yield "Account holder", account["owner"]
    yield "BIC", account["bic"]
    yield "Statement number", record["number"]
    yield "Customer number", record["customer"]["id"]


def cards(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    yield "Opening balance", record["opening"]["amount"]
    yield "Money in", record["totals"]["credits"]["amount"]
    yield "Money out", record["totals"]["debits"]["amount"]
    yield "Closing balance", record["closing"]["amount"]


def _text(inlines: Inlines) -> str:
    return "".join(
        " " if isinstance(item, LineBreak) else item.text if hasattr(item, "text") else _text(item.content)
        for item in inlines
    )
