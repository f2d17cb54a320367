"""A template of thirty pages, such as the terms of a contract: what somebody who types in it waits for."""

import json
from collections.abc import Iterator
from typing import Any

import yaml

from content_blocks.catalog import Catalog, Translation, write_catalog
from content_blocks.files import read_content
from templates_repo.folders import read_template
from templates_repo.units import template_units

KEY = "long-letter"
CHAPTERS = 45
TYPED = "what the customer owes"
"""Words of the template that change as somebody types."""

_BLOCKS = ("privacy-notice", "right-to-complain", "deposit-guarantee", "tax-note")
_SENTENCE = (
    "In the period that ends on {{ ends_on | date('long') }} the company keeps the account of {{ customer.name }} as "
    "agreed and tells in good time {{ topic }}, in words that can be understood and without charge."
)
_TOPICS = (TYPED, "what changes and from which day", "where a complaint can be made", "how the contract ends")


def long_letter() -> dict[str, bytes]:
    """The files of the template, by path; it speaks English and Italian."""
    files = {
        "template.yaml": _yaml(_definition()),
        "contract.yaml": _yaml(_CONTRACT),
        "samples/first.json": json.dumps(record(), indent=2).encode(),
    }
    units = template_units(read_content(files, KEY, read_template).definition)
    entries = {unit.context: Translation(unit.text, unit.text) for unit in units}
    return {**files, "locales/it.po": write_catalog(Catalog("it", entries))}


def record() -> dict[str, Any]:
    """A customer with a year of movements."""
    amount = {"amount": "12.50", "currency": "EUR"}
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 13) for day in (4, 18)]
    rows = [{"day": day, "text": f"Payment of {day}", "amount": amount} for day in days]
    return {
        "customer": {"name": "Anna Beltrami", "email": "anna@example.com", "phone": "+390212345678"},
        "ends_on": "2026-12-31",
        "overdrawn": True,
        "movements": rows,
    }


def _yaml(data: Any) -> bytes:
    """The file of `data`; what is the same object twice is written twice."""
    return yaml.safe_dump(json.loads(json.dumps(data)), sort_keys=False, width=110).encode()


def _definition() -> dict[str, Any]:
    return {
        "template": KEY,
        "title": "Terms of the account",
        "language": "en-GB",
        "locales": ["it"],
        "brand": "ginepro",
        "channels": ["pdf", "email", "sms", "mobile"],
        "key": "customer.name",
        "issued": "ends_on",
        "subject": "The terms of your account",
        "recipient": {"name": "{{ customer.name }}", "address": ["{{ customer.name }}"],
                      "email": "{{ customer.email }}", "phone": "{{ customer.phone }}"},
        "online": "https://www.ginepro.example/terms",
        "content": [
            {"heading": "The terms of your account", "id": "title", "level": 1},
            *(node for number in range(1, CHAPTERS + 1) for node in _chapter(number)),
        ],
    }  # fmt: skip


def _chapter(number: int) -> Iterator[dict[str, Any]]:
    """A heading with paragraphs, a list, something conditional, and now and then a table or a locked block."""
    paper = {"channels": ["pdf", "email", "mobile"]}
    yield {"heading": f"{number}. Duties of both sides", "id": f"chapter-{number}", "level": 2, **paper}
    for place, topic in enumerate(_TOPICS):
        words = " ".join([_SENTENCE.replace("{{ topic }}", topic)] * 2)
        yield {"paragraph": words, "id": f"words-{number}-{place}", **paper}
    items = [{"text": f"Duty {place} of {{{{ customer.name }}}}", "id": f"item-{place}"} for place in range(4)]
    yield {"list": items, "id": f"duties-{number}", **paper}
    words = "The account is overdrawn; interest is owed from {{ ends_on | date('long') }} on."
    yield {"notice": words, "id": f"overdrawn-{number}", "if": "overdrawn", "tone": "warning", **paper}
    if number % 9 == 0:
        yield {
            "table": "movements", "as": "row", "id": f"movements-{number}", **paper,
            "columns": [
                {"id": "day", "header": "Day", "value": "{{ row.day | date }}", "kind": "date"},
                {"id": "text", "header": "Text", "value": "{{ row.text }}"},
                {"id": "amount", "header": "Amount", "value": "{{ row.amount | money }}", "align": "end"},
            ],
        }  # fmt: skip
    if number % 12 == 0:
        yield {"block": _BLOCKS[number // 12 - 1], "id": f"block-{number}"}


_TEXT = {"type": "string", "maxLength": 100}
_DAY = {"type": "string", "format": "date"}
_MONEY = {"type": "object", "format": "money"}
_CONTRACT = {
    "type": "object",
    "properties": {
        "customer": {
            "type": "object",
            "properties": {"name": _TEXT, "email": {**_TEXT, "format": "email"}, "phone": {**_TEXT, "format": "phone"}},
            "required": ["name", "email", "phone"],
        },
        "ends_on": _DAY,
        "overdrawn": {"type": "boolean"},
        "movements": {
            "type": "array",
            "maxItems": 400,
            "items": {
                "type": "object",
                "properties": {"day": _DAY, "text": _TEXT, "amount": _MONEY},
                "required": ["day", "text", "amount"],
            },
        },
    },
    "required": ["customer", "ends_on", "overdrawn", "movements"],
}
