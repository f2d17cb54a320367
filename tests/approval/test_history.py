"""Decisions read again: in order, whole, and such as can have been made."""

from dataclasses import replace

import pytest

from approval.decision import Decision
from approval.digests import digest_of
from approval.history import BrokenHistoryError, state_of
from tests.approval.examples import Desk, submitted


def history() -> tuple[Desk, Decision, Decision]:
    desk = Desk(submitted())
    return desk, desk.approve("bruno"), desk.approve("dora")


def test_the_same_rows_give_the_same_state() -> None:
    desk, first, second = history()
    assert state_of(desk.submission, [first, second]) == state_of(desk.submission, iter((first, second)))


def test_rows_that_are_missing_doubled_or_out_of_order_are_no_history() -> None:
    desk, first, second = history()
    for rows in ([second], [second, first], [first, first], [first, replace(second, number=3)]):
        with pytest.raises(BrokenHistoryError, match=r"submission s1, decision [123]: stands where [12] should"):
            state_of(desk.submission, rows)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"submission": "s2"}, "belongs to submission s2"),
        ({"person": "anna"}, "anna made some of the change"),
        ({"on_behalf_of": "anna"}, "for whom dora stands in, made some of the change"),
        ({"person": "fritz"}, "fritz was not of group compliance"),
        ({"seen": digest_of("other words")}, "dora had .* in view"),
        ({"step": "legal"}, "dora was not of group legal"),
        ({"step": None}, "no step None is asked"),
    ],
)
def test_a_row_that_nobody_could_have_made_is_named(change: dict[str, object], says: str) -> None:
    desk, first, second = history()
    with pytest.raises(BrokenHistoryError, match=f"submission s1, decision 2: .*{says}"):
        state_of(desk.submission, [first, replace(second, **change)])  # type: ignore[arg-type]
