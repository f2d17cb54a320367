"""What the benchmarks measure with is real: statements that the engine takes, and arithmetic that holds."""

from decimal import Decimal

import pytest

from benchmarks.customers import iban, statement
from benchmarks.engine import Engine
from benchmarks.measure import exponent, in_turn, middle


def test_a_statement_is_composed_and_adds_up() -> None:
    record = statement(7, 60)
    amounts = [Decimal(row["amount"]["amount"]) for row in record["transactions"]]
    opening, closing = (Decimal(record[name]["amount"]["amount"]) for name in ("opening", "closing"))
    assert opening + sum(amounts) == closing
    assert len(amounts) == 60
    assert Engine().compose(record).key == "ST-2026-10-0000007"


def test_statements_differ_and_come_out_the_same_every_time() -> None:
    assert statement(1, 5) == statement(1, 5)
    assert statement(1, 5)["transactions"] != statement(2, 5)["transactions"]


def test_account_numbers_are_valid() -> None:
    made = iban("X0542811101000000123456")
    assert made == "IT60X0542811101000000123456"


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_curve_is_found(power: float) -> None:
    sizes = (60, 600, 6000)
    assert exponent(sizes, [0.001 * size**power for size in sizes]) == pytest.approx(power)


def test_every_way_is_tried_with_every_customer() -> None:
    seen: list[tuple[str, int]] = []
    ways = {name: lambda customer, name=name: seen.append((name, customer)) for name in ("a", "b")}
    through: list[int] = []
    times = in_turn(ways, 25, 10, through.append)
    assert {name: len(taken) for name, taken in times.items()} == {"a": 25, "b": 25}
    assert sum(through) == 25
    assert sorted(seen) == sorted([(name, customer) for name in ("a", "b") for customer in [0, *range(25)]])
    assert middle([0.001, 0.003, 0.002]) == 2
