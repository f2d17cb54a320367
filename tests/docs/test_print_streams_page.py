"""docs/print-streams.md cannot go stale: its plan is one, its tables have every field, its mark is what is printed."""

import re
from dataclasses import fields
from pathlib import Path

from ccm.plans.plan import Print, read_plan
from ccm.printing.index import IndexRow
from ccm.printing.mark import SheetOf
from ccm.printing.rules import OVER, PrintRules, Weights

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "print-streams.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


def named(section: str) -> list[str]:
    """What the first column of a section's table names."""
    cells = re.findall(r"^\| (`[^|]+) \|", SECTIONS[section], re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_its_plan_is_one_and_says_everything(tmp_path: Path) -> None:
    found = re.search(r"^```yaml\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    assert found
    (tmp_path / "plan.yaml").write_text(found[1], encoding="utf-8")
    output = read_plan(tmp_path / "plan.yaml").output("pdf")
    assert isinstance(output, Print)
    assert set(PrintRules.model_fields) <= output.model_fields_set
    assert output.mark == PrintRules().mark
    assert output.weight_class(1) == "standard"


def test_every_column_of_the_index_is_explained() -> None:
    assert named("Where a document went") == [field.name for field in fields(IndexRow)]


def test_every_field_of_weights_is_explained() -> None:
    assert named("Weight classes") == list(Weights.model_fields)
    assert f"`{OVER}`" in SECTIONS["Weight classes"]
    assert f"{Weights.model_fields['sheet'].default}: A4" in SECTIONS["Weight classes"]


def test_the_mark_says_what_the_page_says() -> None:
    found = re.search(r"^```text mark\n(.*?)\n```$", TEXT, re.DOTALL | re.MULTILINE)
    assert found
    sheet = SheetOf("account-statement-1a2b3c4d", 42, 2, 3, 17, 3, 5)
    assert found[1] == sheet.text
    assert named("The mark") == sheet.text.split("|")


def test_every_section_is_in_the_contents() -> None:
    anchors = [re.sub(r"[^a-z \-]", "", title.lower()).replace(" ", "-") for title in SECTIONS]
    assert re.findall(r"^- \[.+\]\(#(.+)\)$", TEXT, re.MULTILINE) == anchors
