"""A plan is held against the template before any work: its channels, and where it looks in a record."""

from pathlib import Path

import pytest

from ccm.plans.checking import check_plan
from ccm.plans.plan import PlanError, default_plan, plan_of, read_plan
from ccm.release import Release
from ccm.run import draft_rendering


@pytest.fixture(scope="module")
def release() -> Release:
    return draft_rendering(Path("nowhere"), "appointment-reminder", ("sms",)).release


def test_a_plan_for_the_template_passes(release: Release) -> None:
    check_plan(default_plan(("sms", "pdf")), release)
    rules = {"prefer": "customer.locale", "order": ["sms"], "needs": {"sms": "customer.phone"}}
    check_plan(plan_of({"plan": 1, "channels": rules}), release)


def test_every_fault_is_told_with_its_line(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(
        """\
plan: 1
channels:
  prefer: customer
  order: [sms, fax]
  needs: {sms: customer.phon}
outputs:
  pdf: {as: print, postal_code: customer.address}
  letter: {as: files}
""",
        encoding="utf-8",
    )
    with pytest.raises(PlanError) as caught:
        check_plan(read_plan(path), release)
    assert str(caught.value).replace(str(path), "plan.yaml").splitlines() == [
        "plan.yaml:8: outputs.letter: the template appointment-reminder is not made for the channel 'letter'; known "
        "are email, mobile, pdf, sms",
        "plan.yaml:4: channels.order.1: the template appointment-reminder is not made for the channel 'fax'; known "
        "are email, mobile, pdf, sms",
        "plan.yaml:3: channels.prefer: customer is an object with fields; name a place that holds a text or a list",
        "plan.yaml:5: channels.needs.sms: customer has no field 'phon'; did you mean 'phone'?",
        "plan.yaml:7: outputs.pdf.postal_code: customer.address is a list; name a place that holds a text or a whole "
        "number",
    ]


@pytest.mark.parametrize(
    ("mark", "words"),
    [({"left": 205}, "lies off a page of 210 x 297 mm"), ({"size": 5}, "which no camera reads")],
)
def test_a_mark_that_cannot_be_printed_is_told_before_anything_is(
    release: Release, mark: dict[str, int], words: str
) -> None:
    plan = plan_of({"plan": 1, "outputs": {"pdf": {"as": "print", "mark": mark}}})
    with pytest.raises(PlanError, match=f"plan: outputs.pdf.mark: .*{words}"):
        check_plan(plan, release)
