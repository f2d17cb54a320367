"""A job's letters for the printer: each in one stream, found again by the index, and counted once."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from ccm.objects.folder import FolderStore
from ccm.plans.delivered import refusals
from ccm.plans.finishing import finish
from ccm.plans.plan import Plan, plan_of
from ccm.plans.report import Counts
from tests.ccm.plans.made import delivered, written

HOUSES = {
    "A-1": ("Ada Rossi", "Via Roma 1", "20121 Milano"),
    "A-2": ("Bruno Neri", "Via Po 7", "10123 Torino"),
    "A-3": ("Carla Rossi", "VIA ROMA, 1", "20121  Milano"),
    "A-4": ("Dario Blu", "Via Arno 3", "50122 Firenze"),
}


def _plan(**rules: object) -> Plan:
    return plan_of({"plan": 1, "outputs": {"pdf": {"as": "print", "sort": ["key"], "mark": False, **rules}}})


def _job(folder: Path, plan: Plan, chunks: tuple[tuple[str, ...], ...]) -> tuple[FolderStore, FolderStore]:
    """A job whose chunks have the letters of these keys, done and not finished."""
    out, spool = FolderStore(folder / "out"), FolderStore(folder / "spool", private=True)
    for number, keys in enumerate(chunks, 1):
        letters = [delivered(list(HOUSES).index(key) + 1, key, "pdf", address=HOUSES[key]) for key in keys]
        writer = written(plan, letters, number)
        assert [name for name, _ in writer.objects()] == [f"manifests/{number:06d}.jsonl"]
        for name, body in writer.spool_objects():
            spool.put(f"job-1/{name}", body)
    return out, spool


def _index(out: FolderStore) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out.get("job-1/index.json"))["documents"]
    return found


def test_every_letter_is_in_one_stream_where_the_index_says(tmp_path: Path) -> None:
    plan = _plan(sheets=3)
    out, spool = _job(tmp_path, plan, (("A-1", "A-2"), ("A-3", "A-4")))
    finished = finish("job-1", plan, out, spool, Counts(4, 4), [1, 2])
    rows = _index(out)
    assert [row["key"] for row in rows] == list(HOUSES)
    pages = {name: _pages(out, name) for name in {row["file"] for row in rows}}
    taken = [(row["file"], page) for row in rows for page in range(row["page_from"], row["page_to"] + 1)]
    assert len(set(taken)) == len(taken) == sum(row["pages"] for row in rows)
    assert all(page <= pages[file] for file, page in taken)
    report = json.loads(out.get("job-1/report.json"))
    assert report["print"]["documents"] == report["channels"]["pdf"]["documents"] == 4
    assert report["channels"]["pdf"]["files"] == len(pages) == len(report["print"]["streams"])
    assert set(pages) <= set(finished.objects)
    table = list(csv.DictReader(io.StringIO(out.get("job-1/index.csv").decode())))
    assert [(row["file"], row["page_from"], row["envelope"]) for row in table] == [
        (row["file"], str(row["page_from"]), str(row["envelope"])) for row in rows
    ]


def _pages(out: FolderStore, name: str) -> int:
    with pikepdf.open(io.BytesIO(out.get(f"job-1/{name}"))) as pdf:
        return len(pdf.pages)


def test_a_household_shares_an_envelope_and_its_weight_is_told(tmp_path: Path) -> None:
    weights = {"envelope": 5, "classes": [{"name": "light", "up_to": 20}, {"name": "heavy", "up_to": 50}]}
    plan = _plan(household=True, weights=weights)
    out, spool = _job(tmp_path, plan, (("A-1", "A-2"), ("A-3", "A-4")))
    finish("job-1", plan, out, spool, Counts(4, 4), [1, 2])
    envelopes = {row["key"]: row["envelope"] for row in _index(out)}
    assert envelopes["A-1"] == envelopes["A-3"]
    assert len(set(envelopes.values())) == 3
    said = json.loads(out.get("job-1/report.json"))["print"]
    assert (said["envelopes"], said["shared"], sum(said["weights"].values())) == (3, 1, 3)
    assert "| documents/pdf/000001.pdf | 4 | 3 | 1 |" in out.get("job-1/report.md").decode()


def test_no_name_and_no_address_leaves_the_spool(tmp_path: Path) -> None:
    plan = _plan()
    out, spool = _job(tmp_path, plan, (("A-1",),))
    finish("job-1", plan, out, spool, Counts(1, 1), [1])
    texts = b"".join(out.get(name) for name in out.names() if not name.endswith(".pdf"))
    assert b"Roma" not in texts
    assert b"Rossi" not in texts


def test_mended_letters_have_streams_of_their_own_and_the_first_stay_as_they_are(tmp_path: Path) -> None:
    plan = _plan()
    out, spool = _job(tmp_path, plan, (("A-1", "A-2"), ("A-3",), ("A-4",)))
    finish("job-1", plan, out, spool, Counts(4, 3, rejected=1), [1, 2])
    first = out.get("job-1/documents/pdf/000001.pdf")
    finish("job-1", plan, out, spool, Counts(4, 4, mended=1), [1, 2], [[3]])
    assert out.get("job-1/documents/pdf/000001.pdf") == first
    assert {row["key"]: row["file"] for row in _index(out)}["A-4"] == "documents/pdf/mended-1/000001.pdf"
    assert json.loads(out.get("job-1/report.json"))["records"]["mended"] == 1


def test_finishing_again_prints_the_same_bytes(tmp_path: Path) -> None:
    plan = _plan(mark={"left": 7, "top": 118})
    out, spool = _job(tmp_path, plan, (("A-1", "A-2"), ("A-3",)))
    finish("job-1", plan, out, spool, Counts(3, 3), [1, 2])
    first = {name: out.get(name) for name in out.names()}
    finish("job-1", plan, out, spool, Counts(3, 3), [1, 2])
    assert {name: out.get(name) for name in out.names()} == first


@pytest.mark.parametrize(("rules", "refused"), [({}, []), ({"duplex": False}, [("pdf", "has 2 sheets")])])
def test_a_letter_too_long_for_a_stream_is_refused_while_it_can_be_rejected(
    rules: dict[str, object], refused: list[tuple[str, str]]
) -> None:
    letter = delivered(1, "A-1", "pdf").artifacts["pdf"]
    letters = {"pdf": type(letter)("pdf", letter.parts, letter.findings, (("pages", 2),))}
    found = list(refusals(_plan(sheets=1, **rules), letters))
    assert [(channel, reason[: len("has 2 sheets")]) for channel, reason in found] == refused
