"""What a plan says of print streams: what it means, and what it may not say."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from ccm.printing.rules import A4_SHEET, PrintRules, Weights


def weights(*limits: int) -> dict[str, Any]:
    return {"envelope": 5, "classes": [{"name": f"to {limit}", "up_to": limit} for limit in limits]}


def test_an_envelope_is_in_the_lightest_class_that_takes_it() -> None:
    rules = PrintRules.model_validate({"weights": weights(20, 50)})
    assert [rules.weight_class(sheets) for sheets in (1, 3, 4, 9, 10)] == ["to 20", "to 20", "to 50", "to 50", "over"]
    assert PrintRules().weight_class(1) == ""
    assert Weights.model_validate({**weights(20), "sheet": 5}).class_of(3) == "to 20", "what weighs just so much"


def test_a_sheet_weighs_what_its_size_and_paper_say() -> None:
    assert Decimal("0.210") * Decimal("0.297") * 80 == Decimal("4.989600")
    assert Decimal("4.9896").quantize(Decimal("0.01")) == A4_SHEET


def test_sheets() -> None:
    assert [PrintRules().sheets_of(pages) for pages in (1, 2, 3)] == [1, 1, 2]
    assert [PrintRules(duplex=False).sheets_of(pages) for pages in (1, 2, 3)] == [1, 2, 3]
    assert PrintRules(sheets=2).refusal(4) is None
    assert "let the plan's sheets be more" in (PrintRules(sheets=2).refusal(5) or "")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"sheets": 0}, "greater than or equal to 1"),
        ({"sort": ["town"]}, "postal-code"),
        ({"sort": ["sheets", "sheets"]}, "stands twice"),
        ({"household": "street"}, "household"),
        ({"envelope_sheets": 4}, "set household too"),
        ({"mark": True}, "mark"),
        ({"mark": {"left": -1}}, "left"),
        ({"mark": {"size": 4}}, "size"),
        ({"weights": {"classes": []}}, "envelope"),
        ({"weights": weights(50, 20)}, "must rise"),
        ({"weights": {"envelope": 5, "classes": [{"name": "over", "up_to": 20}]}}, "other than 'over'"),
        ({"weights": {"envelope": 5, "classes": [{"name": "=1+1", "up_to": 20}]}}, "name"),
        ({"paper": 80}, "paper"),
    ],
)
def test_what_a_plan_may_not_say(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        PrintRules.model_validate(said)
