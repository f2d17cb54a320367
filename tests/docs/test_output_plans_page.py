"""docs/output-plans.md: its plans are read and used, and its tables have every field, column, reason and sum."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from ccm.objects.folder import FolderStore
from ccm.plans.checking import check_plan
from ccm.plans.choice import Not, Why, choice_of, chooser
from ccm.plans.finishing import finish
from ccm.plans.index import COLUMNS
from ccm.plans.plan import Plan, Preferences, Print, Shards, default_plan, read_plan
from ccm.plans.printing import COLUMNS as PRINT_COLUMNS
from ccm.plans.printing import StreamTally
from ccm.plans.report import Counts, Report
from ccm.plans.tally import Tally
from ccm.printing.rules import Mark, Weights
from ccm.release import Release
from ccm.run import draft_rendering
from ccm.scaffold.new_template import new_template
from tests.ccm.plans.made import delivered, written

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "output-plans.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(.+?)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
PLANS = [text for kind, text in FENCES if kind == "yaml"]


def _fence(kind: str) -> str:
    (text,) = [text for said, text in FENCES if said == kind]
    return str(text)


def _rows(section: str) -> set[str]:
    """The words in code in the first column of a section's tables."""
    found = TEXT.partition(f"# {section}\n")[2].partition("\n#")[0]
    return {name for cell in re.findall(r"^\| (`.+?) \|", found, re.MULTILINE) for name in re.findall("`(.+?)`", cell)}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The first template, with the fields that the page adds to its contract."""
    library = tmp_path_factory.mktemp("library")
    contract = new_template("order-letter", library) / "contract.yaml"
    content = yaml.safe_load(contract.read_text(encoding="utf-8"))
    content["properties"]["customer"]["properties"] |= yaml.safe_load(_fence("yaml contract"))
    contract.write_text(yaml.safe_dump(content), encoding="utf-8")
    return draft_rendering(library, "order-letter", None).release


def _plans(folder: Path) -> list[Plan]:
    for number, text in enumerate(PLANS):
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    return [read_plan(folder / f"{number}.yaml") for number in range(len(PLANS))]


def test_every_plan_of_the_page_can_be_used(release: Release, tmp_path: Path) -> None:
    for plan in _plans(tmp_path):
        check_plan(plan, release)


def test_the_last_is_what_happens_without_one(release: Release, tmp_path: Path) -> None:
    assert _plans(tmp_path)[-1].digest == default_plan(release.template.definition.channels).digest


def test_the_choice_of_the_page_is_made(release: Release, tmp_path: Path) -> None:
    choosing = chooser(_plans(tmp_path)[0], release, None)
    record = {"customer": {"channels": ["courier", "email"], "phone": "+393331234567"}}
    assert choice_of(choosing.attempts(record)[0]).data() == json.loads(_fence("json choice"))


def test_the_line_of_the_page_has_the_fields_of_one() -> None:
    writer = written(default_plan(("sms",)), [delivered(1, "A-1042", "sms")])
    made: dict[str, Any] = json.loads(dict(writer.objects())["documents/sms/000001.jsonl"])
    said = json.loads(_fence("json line"))
    assert [*made, *made["facts"]] == [*said, *said["facts"]]


def test_every_file_that_is_named_is_made(tmp_path: Path) -> None:
    out, spool = FolderStore(tmp_path / "out"), FolderStore(tmp_path / "spool")
    plan = default_plan(("email", "sms"))
    writer = written(plan, [delivered(17, "A-1042", "email", "sms")])
    for name, body in writer.objects():
        out.put(f"job-1/{name}", body)
    for name, body in writer.spool_objects():
        spool.put(f"job-1/{name}", body)
    finish("job-1", plan, out, spool, Counts(1, 1), [1])
    for name in out.names("job-1/"):
        assert name.removeprefix("job-1/") in TEXT or "manifests" in name
    assert writer.rows()[0]["entry"] in TEXT


def _fields(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_field_has_a_row_and_no_other() -> None:
    assert _rows("Channels") == _fields(Preferences) | {*get_args(Why), *get_args(Not), "why"}
    assert _rows("Print streams") == _fields(Print) - {"as"}
    kinds = {kind for model in get_args(Plan.model_fields["outputs"].annotation) for kind in _kinds(model)}
    assert _rows("Outputs") == kinds | {"as"}
    assert all(
        f"`{name}`" in TEXT or f"{name}:" in TEXT for name in (*_fields(Shards), *_fields(Mark), *_fields(Weights))
    )


def _kinds(model: object) -> set[str]:
    found: set[str] = set()
    for inner in get_args(model):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found |= set(get_args(inner.model_fields["kind"].annotation))
        else:
            found |= _kinds(inner)
    return found


def test_every_column_has_a_row_and_no_other() -> None:
    assert _rows("The index") == {*COLUMNS, *PRINT_COLUMNS}


def test_every_sum_is_named() -> None:
    tally = Tally()
    tally.add_stream(StreamTally("pdf", "documents/pdf/000001.pdf", 0, 0, 0, 0, 0, 0, "", Counter()))
    for what, _, _ in Report("job-1", "", Counts(0, 0), tally).checks:
        assert f"- {what}\n" in TEXT
