"""One worker process: long-lived, bounded in time and memory, replaced when it is lost or has grown.

Each has a pool of its own, so that one that dies at any point, even between two pieces of work, takes nothing with it
that others need.
"""

import gc
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from ccm.workers.priority import give_way

MEGABYTE = 1024 * 1024

# A process that has not begun its work after so long will not: starting one and opening a database takes seconds.
_START_SECONDS = 60

_READ_BEFORE = (
    "ccm.workers.render", "ccm.workers.drafts", "ccm.workers.views", "ccm.workers.checks", "renderers.pdf.renderer",
    "renderers.email.renderer", "renderers.sms.renderer", "renderers.mobile.renderer",
)  # fmt: skip


class WorkerLostError(RuntimeError):
    """The process that was at it ended; the work can be tried again."""


class WorkTooLongError(RuntimeError):
    """The work took longer than it may, and was ended."""


class WorkTooLargeError(RuntimeError):
    """The work took more memory than it may, and was ended."""


@dataclass(frozen=True)
class Setup:
    """What each process is made with.

    `database` is the address that it reads from, with its password. `memory` is how many megabytes it may take beyond
    what it begins with; from `grown` megabytes on, and after `works` pieces of work, it is replaced by a new one.
    """

    database: str = ""
    memory: int = 1024
    grown: int = 600
    works: int = 5_000


class Slot:
    """Where one process works, and after it the next."""

    def __init__(self, setup: Setup, seconds: float, nice: int = 0) -> None:
        self.setup = setup
        self.seconds = seconds
        self.nice = nice
        self.replaced = 0
        self._pool: ProcessPool | None = None

    @property
    def pids(self) -> tuple[int, ...]:
        pool = self._pool
        return () if pool is None else tuple(pool._pool_manager.worker_manager.workers)

    def do(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        """Do it, and return what it gives or raise what it raises.

        Raises WorkerLostError, WorkTooLongError and WorkTooLargeError.
        """
        future = self._given((function, arguments, self.setup))
        try:
            result, grown = future.result(self.seconds + _START_SECONDS)
        except LateError:
            self._replace()
            raise WorkTooLongError(
                f"rendering was stopped after {self.seconds:.0f} seconds; give it less at once"
            ) from None
        except (ProcessExpired, BrokenExecutor, CancelledError):
            self._replace()
            raise WorkerLostError("the process that was rendering this ended; try again") from None
        except MemoryError:
            self._replace()
            raise WorkTooLargeError(
                f"rendering this takes more than {self.setup.memory} MB of memory; give it less at once"
            ) from None
        if grown:
            self.close()
        return result

    def _given(self, work: tuple[Any, ...]) -> "ProcessFuture[Any]":
        """Give work to the process, a new one if there is none or it was lost while it had nothing to do."""
        if self._pool is not None:
            try:
                return self._pool.schedule(_work, work, timeout=self.seconds)
            except RuntimeError:
                self._replace()
        self._pool = ProcessPool(1, self.setup.works, begin, (self.setup, self.nice), _processes())
        return self._pool.schedule(_work, work, timeout=self.seconds)

    def close(self) -> None:
        """End the process; the next work gets a new one."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _replace(self) -> None:
        self.replaced += 1
        self.close()


def _processes() -> BaseContext:
    """How processes are started: forked from one that has read the engine, and has no threads and no connections."""
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_READ_BEFORE))
    return context


def begin(setup: Setup, nice: int) -> None:
    """In a new process: bound what it may take, and open what it works with."""
    from ccm.workers import render

    # Whoever stops the server with Ctrl+C stops it, and it ends its processes when their work is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nice:
        give_way(nice)
    render.open_worker(setup.database)
    _bound(setup.memory)


def _work(function: Callable[..., Any], arguments: tuple[Any, ...], setup: Setup) -> tuple[Any, bool]:
    result = function(*arguments)
    gc.collect(0)
    return result, _resident() > setup.grown * MEGABYTE


def _bound(megabytes: int) -> None:
    """Let this process take so much more memory than it has, where the system can do that."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    pages = _statm(0)
    if pages:
        most = pages + megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _resident() -> int:
    return _statm(1)


def _statm(field: int) -> int:
    """A figure of /proc/self/statm in bytes; 0 where there is none."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[field]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
