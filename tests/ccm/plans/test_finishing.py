"""The end of a job: an index to find every document by, and counts that add up or are not reported."""

import csv
import json
from pathlib import Path

import pytest

from ccm.objects.folder import FolderStore
from ccm.plans.finishing import finish
from ccm.plans.plan import Plan, default_plan
from ccm.plans.report import Counts, CountsError
from tests.ccm.plans.made import delivered, written


def _job(folder: Path, plan: Plan, keys: list[str], *channels: str) -> tuple[FolderStore, FolderStore]:
    """A job of two chunks, done and not finished."""
    out, spool = FolderStore(folder / "out"), FolderStore(folder / "spool", private=True)
    for number, start in ((1, 0), (2, 2)):
        records = [delivered(start + n, key, *channels) for n, key in enumerate(keys[start : start + 2], 1)]
        writer = written(plan, records, number)
        for name, body in writer.objects():
            out.put(f"job-1/{name}", body)
        for name, body in writer.spool_objects():
            spool.put(f"job-1/{name}", body)
    return out, spool


def test_the_index_leads_to_every_document(tmp_path: Path) -> None:
    plan = default_plan(("sms", "email"))
    out, spool = _job(tmp_path, plan, ["A-1", "A-2", "A-3"], "sms", "email")
    finish("job-1", plan, out, spool, Counts(3, 3), [1, 2])
    index = json.loads(out.get("job-1/index.json"))
    assert [(row["key"], row["channel"]) for row in index["documents"]] == [
        (key, channel) for key in ("A-1", "A-2", "A-3") for channel in ("sms", "email")
    ]
    assert all(out.has(f"job-1/{row['file']}") for row in index["documents"])
    table = list(csv.DictReader(out.get("job-1/index.csv").decode().splitlines()))
    assert [(row["record"], row["key"], row["file"], row["entry"]) for row in table] == [
        (str(row["record"]), row["key"], row["file"], row["entry"]) for row in index["documents"]
    ]


def test_a_key_is_no_formula_in_the_table(tmp_path: Path) -> None:
    plan = default_plan(("sms",))
    keys = ["=HYPERLINK(1)", "+1", "@x", '"a",b']
    out, spool = _job(tmp_path, plan, keys, "sms")
    finish("job-1", plan, out, spool, Counts(4, 4), [1, 2])
    table = list(csv.DictReader(out.get("job-1/index.csv").decode().splitlines()))
    assert [row["key"] for row in table] == ["'=HYPERLINK(1)", "'+1", "'@x", '"a",b']
    assert [row["key"] for row in json.loads(out.get("job-1/index.json"))["documents"]] == keys


def test_the_report_adds_up(tmp_path: Path) -> None:
    plan = default_plan(("sms", "email"))
    out, spool = _job(tmp_path, plan, ["A-1", "A-2", "A-3"], "sms", "email")
    counts = Counts(6, 3, rejected=2, unreadable=1)
    finished = finish("job-1", plan, out, spool, counts, [1, 2])
    report = json.loads(out.get("job-1/report.json"))
    assert report["records"] == {"input": 6, "delivered": 3, "rejected": 2, "unreadable": 1, "mended": 0}
    assert report["channels"]["email"]["documents"] == 3
    assert report["channels"]["email"]["files"] == 2
    assert report["channels"]["sms"]["why"] == {"asked-for": 3}
    assert all(check["left"] == check["right"] for check in report["checks"])
    assert "| delivered | 3 |" in out.get("job-1/report.md").decode()
    assert set(finished.objects) == {"index.csv", "index.json", "report.json", "report.md"}


@pytest.mark.parametrize("counts", [Counts(4, 4), Counts(4, 3), Counts(3, 2, rejected=1)])
def test_counts_that_do_not_add_up_are_not_reported(tmp_path: Path, counts: Counts) -> None:
    plan = default_plan(("sms",))
    out, spool = _job(tmp_path, plan, ["A-1", "A-2", "A-3"], "sms")
    with pytest.raises(CountsError, match="do not add up"):
        finish("job-1", plan, out, spool, counts, [1, 2])
    assert not out.has("job-1/report.json")


def test_finishing_twice_changes_nothing(tmp_path: Path) -> None:
    plan = default_plan(("sms",))
    out, spool = _job(tmp_path, plan, ["A-1", "A-2", "A-3"], "sms")
    finish("job-1", plan, out, spool, Counts(3, 3), [1, 2])
    first = {name: out.get(name) for name in out.names()}
    finish("job-1", plan, out, spool, Counts(3, 3), [1, 2])
    assert {name: out.get(name) for name in out.names()} == first
