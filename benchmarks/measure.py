"""Timing: ways take turns, so that a slow moment of the machine hits all of them alike."""

import math
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from statistics import median

Way = Callable[[int], object]
"""Something to time. It is given the number of the customer."""


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process, threads and all, on one core, where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def seconds(way: Way, customer: int) -> float:
    """How long `way` keeps the core busy with that customer: what else the machine does is not counted."""
    start = time.process_time()
    way(customer)
    return time.process_time() - start


def in_turn(
    ways: Mapping[str, Way], customers: int, turn: int, done: Callable[[int], object]
) -> dict[str, list[float]]:
    """The seconds that each way takes with each customer; each is tried once before, untimed, to warm up.

    A way has `turn` customers one after the other, as a batch job has them, before it is the next one's turn.
    `done` is told how many customers are through.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way(0)
    for first in range(0, customers, turn):
        numbers = range(first, min(first + turn, customers))
        for name, way in ways.items():
            times[name] += [seconds(way, customer) for customer in numbers]
        done(len(numbers))
    return times


def middle(times: Sequence[float]) -> float:
    """The median, in milliseconds."""
    return median(times) * 1000


def slow(times: Sequence[float], share: float = 0.95) -> float:
    """The time that this share of `times` does not exceed, in milliseconds."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)] * 1000


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The exponent of the curve ``time = a * size ** exponent`` that fits best: 1 when time grows in proportion."""
    logs = [(math.log(size), math.log(taken)) for size, taken in zip(sizes, times, strict=True)]
    mean_x = sum(x for x, _ in logs) / len(logs)
    mean_y = sum(y for _, y in logs) / len(logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs)
