"""A plan in a whole job: customers get what they prefer, and every letter, mail and message is accounted for."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ccm.auditing import here
from ccm.governance.acting import Acting
from ccm.jobs.data_file import read_data
from ccm.jobs.executors import HereExecutor
from ccm.jobs.running import work_on
from ccm.jobs.starting import Asked, start
from ccm.jobs.work import Workshop
from ccm.plans.plan import read_plan
from ccm.settings import settings
from tests.ccm.governance.office import Office, passed
from tests.databases import new_database

PLAN = """\
plan: 1
channels:
  prefer: customer.channels
  order: [email, sms, pdf]
  needs: {email: customer.email, sms: customer.phone}
outputs:
  pdf: {as: print, sheets: 50, sort: [postal-code], postal_code: customer.postal_code, household: true}
"""
FIELDS = """\
      channels: {type: array, maxItems: 4, title: Preferred channels, items: {type: string, maxLength: 10}}
      postal_code: {type: string, maxLength: 10, title: Postal code, x-personal: true}
"""


def _order(number: str, **customer: object) -> dict[str, Any]:
    lines = [{"article": "Tea", "quantity": 1, "amount": {"amount": "12.50", "currency": "EUR"}}]
    order = {"number": number, "placed_on": "2026-03-01", "arrives_on": "2026-03-04", "gift": False, "lines": lines}
    return {"customer": {"name": "Anna Ferri", "address": ["Via Roma 1"], **customer}, "order": order}


ORDERS = (
    _order("A-1", channels=["sms", "email"], phone="+393330000001", email="anna@example.com"),
    _order("A-2", channels=["email"], phone="+393330000002"),
    _order("A-3", channels=["pdf"], postal_code="20121"),
    _order("A-4", postal_code="10123", name="Bruno Neri", address=["Via Po 7"]),
    _order("A-5", channels=["courier"], postal_code="20121", name="Carla Ferri"),
    _order("A-6", channels=["pdf"], postal_code="20121") | {"order": {}},
)


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a job on these orders, and of a line that is none."""
    tmp_path = tmp_path_factory.mktemp("job")
    with new_database("sqlite", tmp_path, None) as database, pytest.MonkeyPatch.context() as patches:
        patches.setattr("ccm.governance.submitting.run_gates", passed)
        database.upgrade()
        office = Office(database, tmp_path)
        office.at = datetime.now(UTC) - timedelta(hours=1)
        before = "      locale: {type: string, format: locale"
        office.edit("fritz", "templates/order-letter/contract.yaml", before, FIELDS + before)
        office.released()
        (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
        data = tmp_path / "orders.jsonl"
        data.write_text("".join(json.dumps(order) + "\n" for order in ORDERS) + "{\n", encoding="utf-8")
        ida, places = Acting("ida", datetime.now(UTC), here("cli")), settings({"CCM_HOME": str(tmp_path)})
        asked = Asked(
            "order-letter", ida.at.date(), str(tmp_path / "out"), plan=read_plan(tmp_path / "plan.yaml"), chunk=4
        )
        begun = start(database, places, ida, asked, lambda: read_data(f"file://{data}"))
        workshop = Workshop(database, places)
        done = work_on(database, places, ida, begun.id, lambda: HereExecutor(workshop), lambda _: None)
        yield tmp_path / "out" / done.id


def test_everybody_gets_one_thing_and_the_manifests_say_why(job: Path) -> None:
    lines = [line for file in sorted((job / "manifests").iterdir()) for line in file.read_text().splitlines()]
    choices = {said["record"]: (said["choice"], set(said["channels"])) for said in map(json.loads, lines)}
    assert {key: (list(channels), choice["why"]) for key, (choice, channels) in choices.items()} == {
        "A-1": (["sms"], "preferred"),
        "A-2": (["sms"], "fallback"),
        "A-3": (["pdf"], "preferred"),
        "A-4": (["pdf"], "fallback"),
        "A-5": (["pdf"], "fallback"),
    }
    assert choices["A-5"][0]["before"][0] == {"channels": [], "why": "no-channel-here"}


def test_every_document_is_where_the_index_says_and_all_are_counted(job: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((job / "index.csv").read_text(encoding="utf-8"))))
    assert [(row["key"], row["file"], row["envelope"]) for row in rows] == [
        ("A-1", "documents/sms/000001.jsonl", ""),
        ("A-2", "documents/sms/000001.jsonl", ""),
        ("A-3", "documents/pdf/000001.pdf", "2"),
        ("A-4", "documents/pdf/000001.pdf", "1"),
        ("A-5", "documents/pdf/000001.pdf", "2"),
    ]
    report = json.loads((job / "report.json").read_bytes())
    assert report["records"] == {"input": 7, "delivered": 5, "rejected": 1, "unreadable": 1, "mended": 0}
    assert report["print"]["envelopes"] == 2
    assert report["print"]["shared"] == 1
    with pikepdf.open(job / "documents/pdf/000001.pdf") as pdf:
        assert len(pdf.pages) == report["print"]["pages"] == 2 * report["print"]["sheets"]
    made = {str(path.relative_to(job)) for path in (job / "documents").rglob("*") if path.is_file()}
    assert made == {row["file"] for row in rows}
