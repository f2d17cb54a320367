"""Worker processes: what one piece of work does to its process costs nobody else anything."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from ccm.workers.lanes import Lanes, LaneSize, OverloadedError
from ccm.workers.slot import Setup, WorkerLostError, WorkTooLargeError, WorkTooLongError
from tests.ccm.workers import works


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes(
        Setup(memory=600, grown=300),
        {
            "quick": LaneSize(1, waiting=2, seconds=20),
            "drafts": LaneSize(1, waiting=2, seconds=20),
            "pages": LaneSize(1, waiting=2, seconds=0.3),
        },
    )
    yield made
    made.close()


def test_a_process_is_kept_between_works_and_an_error_is_the_works_own(lanes: Lanes) -> None:
    first = lanes.submit("quick", works.who, 1).result(60)
    with pytest.raises(ValueError, match="out of words"):
        lanes.submit("quick", works.fail, "out of words").result(60)
    assert lanes.submit("quick", works.who, 2).result(60) == (2, first[1])
    assert lanes.replaced == 0


def test_a_process_that_is_killed_costs_its_own_work_and_the_next_one_takes_over(lanes: Lanes) -> None:
    _, before = lanes.submit("quick", works.who).result(60)
    lost = lanes.submit("quick", works.kill_itself)
    after = lanes.submit("quick", works.who)
    with pytest.raises(WorkerLostError, match="try again"):
        lost.result(60)
    assert after.result(60)[1] != before
    assert lanes.replaced == 1


def test_a_process_that_is_killed_while_it_waits_costs_at_most_the_next_work(lanes: Lanes) -> None:
    _, before = lanes.submit("quick", works.who).result(60)
    os.kill(before, signal.SIGKILL)
    for _ in range(2):
        try:
            assert lanes.submit("quick", works.who).result(60)[1] != before
        except WorkerLostError:
            continue
    assert lanes.submit("quick", works.who).result(60)[1] != before


def test_work_that_does_not_end_is_ended(lanes: Lanes, tmp_path: Path) -> None:
    with pytest.raises(WorkTooLongError, match="stopped after 0 seconds"):
        lanes.submit("pages", works.begin_and_stay, str(tmp_path / "begun")).result(90)
    assert (tmp_path / "begun").exists()
    assert lanes.submit("pages", works.who).result(60)


def test_work_that_takes_too_much_memory_is_ended(lanes: Lanes) -> None:
    with pytest.raises(WorkTooLargeError, match="more than 600 MB"):
        lanes.submit("quick", works.take, 800).result(60)
    assert lanes.submit("quick", works.take, 20).result(60)


def test_a_process_that_has_grown_is_replaced(lanes: Lanes) -> None:
    first = lanes.submit("quick", works.who).result(60)[1]
    while (grown := lanes.submit("quick", works.grow, 60).result(60)) == first:
        assert lanes.replaced == 0
    assert grown != first


def test_when_a_lane_is_full_no_more_is_taken_and_the_other_goes_on(lanes: Lanes, tmp_path: Path) -> None:
    held: list[Future[Any]] = [lanes.submit("quick", works.wait_for, str(tmp_path / "go"))]

    def fill() -> None:
        for _ in range(5):
            held.append(lanes.submit("quick", works.who))  # noqa: PERF401 - what was taken is looked at

    with pytest.raises(OverloadedError, match="try again soon"):
        fill()
    assert len(held) <= 4
    assert lanes.submit("pages", works.who).result(60)
    (tmp_path / "go").touch()
    assert all(one.result(60) for one in held)


def begun(future: "Future[Any]") -> "Future[Any]":
    """Wait until work is begun."""
    while not future.running():
        time.sleep(0)
    return future


def test_what_comes_later_takes_the_place_of_what_waits(lanes: Lanes, tmp_path: Path) -> None:
    held = begun(lanes.submit("drafts", works.wait_for, str(tmp_path / "go")))
    first = lanes.submit("drafts", works.begin_and_stay, str(tmp_path / "begun"))
    done: list[int] = []
    other = lanes.submit("drafts", works.who, 2)
    newest: Future[Any] = first
    for number in range(10):  # more than may wait in the line
        newest = lanes.succeed(newest, "drafts", works.who, number)
    for future in (newest, other):
        future.add_done_callback(lambda ended: done.append(ended.result()[0]))
    (tmp_path / "go").touch()
    assert held.result(60)
    assert (newest.result(60)[0], other.result(60)[0]) == (9, 2)
    assert done == [9, 2], "it has the turn of what it takes the place of"
    assert first.cancelled()
    assert not (tmp_path / "begun").exists()


def test_work_that_has_begun_is_not_taken_the_place_of(lanes: Lanes, tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    done = lanes.submit("drafts", works.wait_for, str(tmp_path / "go"))
    assert done.result(60)
    assert lanes.succeed(done, "drafts", works.who, 7).result(60)[0] == 7


def test_what_nobody_waits_for_makes_room(lanes: Lanes, tmp_path: Path) -> None:
    held = begun(lanes.submit("drafts", works.wait_for, str(tmp_path / "go")))
    for _ in range(10):
        lanes.withdraw("drafts", lanes.submit("drafts", works.begin_and_stay, str(tmp_path / "begun")))
    assert lanes.waiting["drafts"] <= 1
    (tmp_path / "go").touch()
    assert held.result(60)
    assert lanes.submit("drafts", works.who).result(60)
    assert not (tmp_path / "begun").exists()


def test_what_is_cancelled_before_it_begins_is_not_begun(lanes: Lanes, tmp_path: Path) -> None:
    held = lanes.submit("quick", works.wait_for, str(tmp_path / "go"))
    waiting = lanes.submit("quick", works.begin_and_stay, str(tmp_path / "begun"))
    assert waiting.cancel()
    (tmp_path / "go").touch()
    assert held.result(60)
    assert lanes.submit("quick", works.who).result(60)
    assert not (tmp_path / "begun").exists()
