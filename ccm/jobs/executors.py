"""Executors: where chunks are done. In this process, in processes of this machine, or on a cluster.

All of them do the same: they take tasks, at most as many at once as they have `room` for, and give back what became
of each, in any order.
"""

import gc
import os
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, Protocol

from ccm.db.session import Database
from ccm.jobs.forking import processes
from ccm.jobs.task import Died, Ended, Failed, Task
from ccm.jobs.work import Workshop
from ccm.settings import Settings
from ccm.workers.priority import Usual, give_way, leave_group

CHUNK_SECONDS = 1_800.0
"""A chunk that takes longer is stuck, and its worker is ended."""

_COLLECT = (20_000, 20, 50)


class Executor(Protocol):
    @property
    def room(self) -> int:
        """How many tasks it takes at once, those that wait among them."""
        ...

    def submit(self, task: Task) -> None: ...

    def ended(self, patience: float) -> Ended | None:
        """What became of a task that was submitted; None when none has ended within `patience` seconds."""
        ...

    def close(self) -> None:
        """End everything. Chunks that are not done stay so."""
        ...


class HereExecutor:
    """Chunks are done in this process, one after the other: for tests, and for measuring what an engine costs."""

    def __init__(self, workshop: Workshop) -> None:
        self.room = 1
        self.workshop = workshop
        self._tasks: deque[Task] = deque()

    def submit(self, task: Task) -> None:
        self._tasks.append(task)

    def ended(self, patience: float) -> Ended | None:
        return self.workshop.do(self._tasks.popleft()) if self._tasks else None

    def close(self) -> None:
        self._tasks.clear()


class LocalExecutor:
    """Chunks are done by `workers` processes of this machine, which compile a job once each."""

    def __init__(self, database_url: str, settings: Settings, workers: int, seconds: float = CHUNK_SECONDS) -> None:
        from pebble import ProcessPool

        # A task each is in the workers' hands, and one each is ready for them.
        self.room = 2 * workers
        self._seconds = seconds
        self._tasks: dict[Future[Any], Task] = {}
        self._pool: Any = ProcessPool(
            max_workers=workers, initializer=_begin, initargs=(database_url, settings), context=processes()
        )

    def submit(self, task: Task) -> None:
        self._tasks[self._pool.schedule(_do, args=(task,), timeout=self._seconds)] = task

    def ended(self, patience: float) -> Ended | None:
        finished, _ = wait(self._tasks, timeout=patience, return_when=FIRST_COMPLETED)
        if not finished:
            return None
        future = min(finished, key=lambda one: self._tasks[one].number)
        return _outcome(self._tasks.pop(future), future)

    def close(self) -> None:
        self._pool.stop()
        self._pool.join()


def _outcome(task: Task, future: "Future[Any]") -> Ended:
    from pebble import ProcessExpired

    try:
        ended: Ended = future.result()
    except ProcessExpired as error:
        return Died(task, f"its worker ended (exit code {error.exitcode})")
    except TimeoutError:
        return Died(task, "its worker was stuck, and was ended")
    except MemoryError:
        return Died(task, "its worker had no memory left")
    except Exception as error:  # a fault of the engine's own costs a clean stop; its words might quote data
        return Failed(task, "stop", f"chunk {task.number} broke ({type(error).__name__}); report it as a fault")
    return ended


_workshop: Workshop | None = None


def _begin(database_url: str, settings: Settings) -> None:
    """What a worker process does first."""
    global _workshop
    from sqlalchemy import make_url

    _die_with_parent()
    _workshop = Workshop(Database(make_url(database_url)), settings, written_by=Usual().do)
    leave_group()
    give_way()
    # What a chunk makes is held until the chunk is written; looking for cycles in it over and over finds none.
    gc.freeze()
    gc.set_threshold(*_COLLECT)


def _do(task: Task) -> Ended:
    assert _workshop is not None  # noqa: S101 - `_begin` comes before
    return _workshop.do(task)


def _die_with_parent() -> None:
    """End this process when the one that it works for is gone, even if that was killed and could not say so."""
    import multiprocessing
    from multiprocessing.connection import wait as wait_for

    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait_for([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
