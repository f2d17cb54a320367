"""A plan as a file: what it says, what is wrong with it, and that its digest is of what it says."""

from pathlib import Path

import pytest

from ccm.plans.plan import Files, Lines, Plan, PlanError, Print, Shards, default_plan, plan_of, read_plan

WHOLE = """\
plan: 1
channels:
  prefer: customer.channels
  order: [email, sms, pdf]
  needs: {email: customer.email, sms: customer.phone}
outputs:
  pdf: {as: print, sheets: 500, sort: [postal-code, sheets], postal_code: customer.postal_code, household: true}
  email: {as: shards, container: zip}
  sms: {as: lines}
  mobile: {as: files}
"""


def _read(tmp_path: Path, text: str) -> Plan:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def _faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(PlanError) as caught:
        _read(tmp_path, text)
    return [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()]


def test_a_whole_plan_is_read(tmp_path: Path) -> None:
    plan = _read(tmp_path, WHOLE)
    assert plan.channels is not None
    assert plan.channels.order == ("email", "sms", "pdf")
    printed = plan.output("pdf")
    assert isinstance(printed, Print)
    assert (printed.sheets, printed.duplex, printed.household) == (500, True, True)
    assert plan.output("email") == Shards(container="zip")


def test_what_a_plan_does_not_name_goes_the_usual_way(tmp_path: Path) -> None:
    plan = _read(tmp_path, "plan: 1\n")
    assert plan.output("email") == Shards()
    assert plan.output("sms") == Lines()
    assert plan.output("pdf") == plan.output("letterbox") == Files()
    assert default_plan(("sms", "pdf")).outputs == {"sms": Lines(), "pdf": Files()}


def test_the_digest_is_of_what_it_says_not_of_how_it_is_written(tmp_path: Path) -> None:
    plan = _read(tmp_path, "plan: 1\noutputs: {email: {as: shards}}\n")
    assert plan.digest == _read(tmp_path, "outputs:\n  email:\n    container: tar\n    as: shards\nplan: 1\n").digest
    assert plan.digest != _read(tmp_path, "plan: 1\noutputs: {email: {as: files}}\n").digest
    assert plan.digest == default_plan(("email",)).digest


def test_plain_data_gives_the_same_plan(tmp_path: Path) -> None:
    plan = _read(tmp_path, WHOLE)
    again = plan_of(plan.data())
    assert again.digest == plan.digest
    assert again.outputs == plan.outputs


@pytest.mark.parametrize(
    "text",
    [
        "{as: print}",
        "{as: print, duplex: true, household: recipient}",
        "{as: print, sort: [key]}",
        "{as: print, postal_code: customer.postal_code}",
        "{as: files}",
    ],
)
def test_what_is_left_out_of_a_plan_is_filled_in_so_that_it_can_be_read_again(text: str, tmp_path: Path) -> None:
    plan = _read(tmp_path, f"plan: 1\noutputs:\n  pdf: {text}\n")
    again = plan_of(plan.data())
    assert (again.data(), again.digest) == (plan.data(), plan.digest)
    printed = plan.outputs["pdf"]
    if isinstance(printed, Print):
        assert ("postal-code" in printed.sort) == (printed.postal_code is not None)


def test_every_fault_is_named_with_its_place(tmp_path: Path) -> None:
    faults = _faults(
        tmp_path,
        """\
plan: 2
colour: red
channels:
  order: [email, Fax]
outputs:
  pdf: {as: print, sheets: "many", sort: [weight]}
  email: {as: pigeon}
  sms: {container: tar}
  mobile: {as: files, container: tar}
""",
    )
    assert faults == [
        "plan.yaml:1: plan: is 2; write 1",
        "plan.yaml:4: channels.order.1: 'Fax' is no channel; write small letters, such as email",
        "plan.yaml:6: outputs.pdf.sheets: is no whole number; write one",
        "plan.yaml:6: outputs.pdf.sort.0: is 'weight'; write 'postal-code', 'sheets' or 'key'",
        "plan.yaml:7: outputs.email: is 'pigeon'; write as: files, lines, shards or print",
        "plan.yaml:8: outputs.sms: does not say as what; write as: files, lines, shards or print",
        "plan.yaml:9: outputs.mobile.container: is nothing that stands here; check how it is spelt, or take it out, "
        "see docs/output-plans.md",
        "plan.yaml:2: colour: is nothing that stands here; check how it is spelt, or take it out, see "
        "docs/output-plans.md",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty or no mapping; begin it with 'plan: 1'"),
        ("- 1\n", "is empty or no mapping"),
        ("plan: 1\noutputs: {}\nplan: 1\n", "stands twice"),
        ("outputs: {}\n", "plan: is missing; add it"),
        ("plan: 1\noutputs: {sms: {as: print}}\n", "outputs.sms: only pdf is printed"),
        ("plan: 1\noutputs: {pdf: {as: lines}}\n", "outputs.pdf: is no text"),
        ("plan: 1\noutputs: {pdf: {as: print, sort: [postal-code]}}\n", "postal_code: customer.postal_code"),
        ("plan: 1\noutputs: {pdf: {as: print, sheets: 0}}\n", "outputs.pdf.sheets: is 0; write at least 1"),
        ("plan: 1\nchannels: {order: []}\n", "channels.order: is empty; name one at least"),
        ("plan: 1\nchannels: {order: [sms, sms]}\n", "stands twice; keep one"),
        ("plan: 1\nchannels: {order: [sms], needs: {email: customer.email}}\n", "'email' is not in order"),
        ("plan: 1\nchannels: {order: [sms], prefer: 'customer[0]'}\n", "is no place in a record"),
    ],
)
def test_a_plan_that_cannot_be_says_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    assert words in "\n".join(_faults(tmp_path, text))


def test_a_plan_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"gone\.yaml: cannot be read"):
        read_plan(tmp_path / "gone.yaml")
