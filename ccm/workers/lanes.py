"""Renders in processes of their own, in lanes: what takes long never stands in the way of what takes no time.

A lane has a few slots, each a thread that feeds one long-lived process, and a bounded line of work that waits for one.
Work that kills its process, or does not end, costs itself and nobody else.
"""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Full, Queue
from threading import Thread
from typing import Any, Literal, ParamSpec, TypeVar

from ccm.workers.slot import Setup, Slot

Lane = Literal["quick", "drafts", "pages"]
"""Text messages, mails and pages for the phone; the same of drafts, for who is writing; everything with paper in it."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class OverloadedError(RuntimeError):
    """So much is waiting to be rendered that no more is taken; come again in a moment."""


@dataclass(frozen=True)
class LaneSize:
    """How many processes a lane has, how much may wait for them, how long one piece of work may take."""

    processes: int = 1
    waiting: int = 64
    seconds: float = 20


SIZES: Mapping[Lane, LaneSize] = {
    "quick": LaneSize(processes=1, waiting=128, seconds=20),
    "drafts": LaneSize(processes=1, waiting=64, seconds=20),
    "pages": LaneSize(processes=max((os.cpu_count() or 2) - 1, 1), waiting=32, seconds=60),
}

NICE: Mapping[Lane, int] = {"quick": 0, "drafts": 5, "pages": 10}
"""Paper gives way to what is quick, and who writes to who is written to, whatever the machine has to do."""


@dataclass(frozen=True)
class _Work:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: "Future[Any]"


class Lanes:
    """The worker processes of one server. They start with the first work, and end with `close`."""

    def __init__(self, setup: Setup, sizes: Mapping[Lane, LaneSize] = SIZES) -> None:
        self.sizes = sizes
        self._lines: dict[Lane, Queue[_Work | None]] = {lane: Queue(size.waiting) for lane, size in sizes.items()}
        self._slots: dict[Lane, list[Slot]] = {
            lane: [Slot(setup, size.seconds, NICE[lane]) for _ in range(size.processes)] for lane, size in sizes.items()
        }
        self._threads = [
            Thread(target=self._feed, args=(self._lines[lane], slot), name=f"render-{lane}-{number}", daemon=True)
            for lane, slots in self._slots.items()
            for number, slot in enumerate(slots, 1)
        ]
        self._closed = False
        for thread in self._threads:
            thread.start()

    def submit(
        self, lane: Lane, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> "Future[Result]":
        """Have `function`, which another process can import, done in a lane. Raises OverloadedError.

        The future raises what the function does; WorkerLostError when its process ended, WorkTooLongError and
        WorkTooLargeError when it took too long or too much. Cancelled before it begins, it is not begun.
        """
        if kwargs:
            raise TypeError("work takes no named arguments")
        future: Future[Result] = Future()
        try:
            if self._closed:
                raise Full
            self._lines[lane].put_nowait(_Work(function, args, future))
        except Full:
            raise OverloadedError("so much is waiting to be rendered that no more is taken; try again soon") from None
        return future

    def succeed(
        self, waiting: "Future[Any]", lane: Lane, function: Callable[Arguments, Result], *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> "Future[Result]":  # fmt: skip
        """`submit`, in the place of work that waits: it is withdrawn, and what comes now has its turn.

        Work that has begun, or is in another lane, is left to end, and what comes now waits as all else does.
        """
        line, future = self._lines[lane], Future[Result]()
        with line.mutex:
            place = _place(line, waiting)
            if place is not None and waiting.cancel():
                line.queue[place] = _Work(function, args, future)
                return future
        return self.submit(lane, function, *args, **kwargs)

    def withdraw(self, lane: Lane, waiting: "Future[Any]") -> None:
        """Take work out of its lane that nobody waits for any more; nothing, when it has begun."""
        line = self._lines[lane]
        with line.mutex:
            place = _place(line, waiting)
            if place is not None and waiting.cancel():
                del line.queue[place]
                line.not_full.notify()

    def warm(self) -> "list[Future[None]]":
        """Start every process, and return what tells when each can work."""
        return [self.submit(lane, _ready) for lane, slots in self._slots.items() for _ in slots if not self._closed]

    @property
    def waiting(self) -> Mapping[Lane, int]:
        """How much waits in each lane."""
        return {lane: line.qsize() for lane, line in self._lines.items()}

    @property
    def pids(self) -> Mapping[Lane, tuple[int, ...]]:
        """The processes there are now."""
        return {lane: tuple(pid for slot in slots for pid in slot.pids) for lane, slots in self._slots.items()}

    @property
    def replaced(self) -> int:
        """How many processes were lost, or ended because of what they did."""
        return sum(slot.replaced for slots in self._slots.values() for slot in slots)

    def close(self) -> None:
        """Let what is being rendered end, refuse what waits, and end the processes."""
        self._closed = True
        for line in self._lines.values():
            while not line.empty():
                work = line.get_nowait()
                if work is not None and work.future.set_running_or_notify_cancel():
                    work.future.set_exception(OverloadedError("the server is stopping; try again soon"))
        for lane, slots in self._slots.items():
            for _ in slots:
                self._lines[lane].put(None)
        for thread in self._threads:
            thread.join()

    @staticmethod
    def _feed(line: "Queue[_Work | None]", slot: Slot) -> None:
        while (work := line.get()) is not None:
            if not work.future.set_running_or_notify_cancel():
                continue
            try:
                result = slot.do(work.function, work.arguments)
            except BaseException as error:  # whatever it is, it is the answer to this work alone
                work.future.set_exception(error)
            else:
                work.future.set_result(result)
        slot.close()


def _place(line: "Queue[_Work | None]", waiting: "Future[Any]") -> int | None:
    """Where in the line the work is that gives `waiting`; its lock is held."""
    return next((place for place, one in enumerate(line.queue) if one is not None and one.future is waiting), None)


def _ready() -> None:
    """Nothing to do: a process that has done it is up."""
