"""Giving way: work that nobody waits for gets a tenth of what others get, and all that they leave.

A process that gives way may stand still for a while. Whatever it holds then that others need, a lock in the database
above all, would stand still with it. So it takes such things by a thread that does not give way.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

USUAL_NICE = 10
_AUTOGROUP = Path("/proc/self/autogroup")


class Usual:
    """A thread of the usual priority, whatever becomes of that of the thread that made it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="usual")
        self._thread.submit(int).result()  # a thread is begun with its first work, and has the priority of who gave it

    def do(self, act: Callable[[], Result]) -> Result:
        """Do it in that thread while this one waits, and return what it gives or raise what it raises."""
        return self._thread.submit(act).result()


def give_way(nice: int = USUAL_NICE) -> None:
    """From now on this thread, and those that it begins, leave most of the processors' time to others.

    Most and not all: what is to be done by the morning is done by then, however busy the machine is. There is no way
    back.
    """
    with suppress(OSError, AttributeError):  # a courtesy to everything else on the machine
        os.nice(nice)
        if sys.platform == "linux":  # and never in the middle of what somebody waits for
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def leave_group(nice: int = USUAL_NICE) -> None:
    """Let this whole process give way to other sessions too.

    Linux shares the processors out among sessions first, and only then among what is in each (sched(7), autogroup). So
    a process can give way to those of other sessions only as a session of its own.
    """
    if _AUTOGROUP.exists():
        with suppress(OSError):
            os.setsid()
            _AUTOGROUP.write_text(str(nice), encoding="ascii")
