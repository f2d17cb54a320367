"""Published statements, against what a program of other people's reads in them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ccm.sources.reading import data_of, kept
from tests.corpora import CORPORA, needs_corpora

FILES = sorted(path for path in (CORPORA / "camt053").glob("*.xml") if path.with_suffix(".json").exists())
DECIMALS = {"EUR": 2, "SEK": 2, "CHF": 2, "JPY": 0}
TYPES = {
    "OPBD": "opening",
    "PRCD": "opening",
    "OPAV": "opening_available",
    "CLBD": "closing",
    "CLAV": "closing_available",
    "FWAV": "forward_available",
    "INFO": "information",
    "ITBD": "interim",
    "ITAV": "interim_available",
    "XPCD": "expected_credit",
}

pytestmark = needs_corpora


def objects(node: object, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("__CLASS__", "").endswith(kind):
            yield node
        for inner in node.values():
            yield from objects(inner, kind)
    elif isinstance(node, list):
        for inner in node:
            yield from objects(inner, kind)


def money(node: dict[str, Any]) -> tuple[Decimal, str]:
    currency = node["getCurrency"]["getCode"]
    return Decimal(node["getAmount"]).scaleb(-DECIMALS[currency]), currency


def ours(node: dict[str, str]) -> tuple[Decimal, str]:
    return Decimal(node["amount"]), node["currency"]


def day(node: dict[str, str] | None) -> date | None:
    return datetime.fromisoformat(node["0"]).date() if node else None


def read(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_file_beside_it(path: Path) -> None:
    other = json.loads(path.with_suffix(".json").read_text())
    records: dict[Any, Any] = {data["id"]: data for data in data_of(path)}
    statements = list(objects(other, "Statement"))
    assert statements
    for statement in statements:
        data = records[statement["getId"]]
        assert data.get("number") == statement["getElectronicSequenceNumber"]
        assert statement["getLegalSequenceNumber"] in (None, data.get("legal_number", data.get("number")))
        assert data.get("copy") == statement["getCopyDuplicateIndicator"]
        assert " ".join(data.get("notes", [])) == (statement["getAdditionalInformation"] or "")
        account = statement["getAccount"]["getIdentification"]
        assert data["account"].get("iban", data["account"].get("id")) == account
        assert (data["period"]["from"] if "period" in data else None) == (
            str(day(statement["getFromDate"])) if statement["getFromDate"] else None
        )
        assert [(TYPES[item["type"]], *ours(item["amount"]), read(item["date"])) for item in data["balances"]] == [
            (item["getType"], *money(item["getAmount"]), day(item["getDate"])) for item in statement["getBalances"]
        ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_entries_are_those_of_the_file_beside_it(path: Path) -> None:
    other = json.loads(path.with_suffix(".json").read_text())
    records: dict[Any, Any] = {data["id"]: data for data in data_of(path)}
    entries = list(objects(other, "DTO\\Entry"))
    assert entries
    for entry in entries:
        transaction = records[entry["getRecord"]["getId"]]["transactions"][entry["getIndex"]]
        assert ours(transaction["amount"]) == money(entry["getAmount"])
        assert read(transaction.get("booked_on")) == day(entry["getBookingDate"])
        assert read(transaction.get("valued_on")) == day(entry["getValueDate"])
        assert transaction["reversal"] == bool(entry["getReversalIndicator"])
        assert transaction["status"] == entry["getStatus"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_contract_takes_them(path: Path) -> None:
    for data in data_of(path):
        assert kept("account-statement", data) == []
