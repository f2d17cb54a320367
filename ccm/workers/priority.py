"""Giving way: work that nobody waits for takes what the processors have left.

A process that gives way may stand still for as long as others have work. Whatever it holds then that they need, a lock
in the database above all, would stand still with it. So it takes such things by a thread that does not give way.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

LEAST = 19
_AUTOGROUP = Path("/proc/self/autogroup")


class Usual:
    """A thread of the usual priority, whatever becomes of that of the thread that made it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="usual")
        self._thread.submit(int).result()  # a thread is begun with its first work, and has the priority of who gave it

    def do(self, act: Callable[[], Result]) -> Result:
        """Do it in that thread while this one waits, and return what it gives or raise what it raises."""
        return self._thread.submit(act).result()


def only_when_idle() -> None:
    """From now on this thread, and those that it begins, work only when the processors have nothing else to do.

    Where the system knows no such thing, the whole process is made as nice as can be. There is no way back.
    """
    with suppress(OSError):  # a courtesy to everything else on the machine
        if sys.platform == "linux":
            _leave_group()
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        elif hasattr(os, "nice"):
            os.nice(LEAST)


def _leave_group() -> None:
    """Where Linux shares the processors out among sessions first, and only then among what is in each (sched(7),
    autogroup), no process gives way to those of other sessions: so this one begins a session that does."""
    if _AUTOGROUP.exists():
        with suppress(OSError):
            os.setsid()
            _AUTOGROUP.write_text(str(LEAST), encoding="ascii")


def nicely(nice: int) -> None:
    """From now on this thread, and those that it begins, leave most of the processors' time to others."""
    with suppress(OSError, AttributeError):
        os.nice(nice)
