"""The pool of operations: a few at once, each in a process of its own, a bounded number waiting.

An operation is asked for in the transaction of a request, and begun once that is committed; whoever asked may go away.
What takes too long is killed, and whatever happens to its process, the row says so.
"""

import logging
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.operations.store import (
    Failure,
    Kind,
    Operation,
    OperationLateError,
    OperationLostError,
    OperationStore,
)
from ccm.operations.work import SECONDS, Task, fail, keep_alive, now, work_alone

# Gates and impacts use two processes of their own each.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
WAITING = 32
OF_ONE_PERSON = 4

_log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Runner = Callable[[Database, Task], None]


class OperationsBusyError(RuntimeError):
    """So many operations are waiting that no more are taken; come again later."""


class Operations:
    """The operations of one server. `run` does one and returns when it has ended; in a process of its own, if None."""

    def __init__(self, database: Database, run: Runner | None = None, clock: Clock = now) -> None:
        self._database = database
        self._run = run or self._run_alone
        self._clock = clock
        self._threads = ThreadPoolExecutor(AT_ONCE, "operation")
        self._begun: list[Future[None]] = []
        self._people: dict[str, str] = {}
        self._processes: dict[str, SpawnProcess] = {}
        self._lock = Lock()
        self._closing = Event()
        self._keeper: Thread | None = None

    def ask(self, session: Session, acting: Acting, kind: Kind, asked: Mapping[str, Any]) -> Operation:
        """Keep an operation in the transaction of `session`; it begins when that is committed.

        Raises OperationsBusyError when too many wait, of everybody or of the one who acts.
        """
        with self._lock:
            self._refuse(acting.person)
            operation = OperationStore(session).add(kind, acting.person, asked, self._clock())
            self._people[operation.id] = acting.person
        task = Task(operation.id, kind, acting.person, acting.where, dict(asked))
        _when_settled(session, lambda: self._begin(task), lambda: self._forget(task.id))
        return operation

    def settle(self) -> None:
        """Wait until everything that was begun by now has ended."""
        wait(self._begun)

    def close(self) -> None:
        """End what is under way; the rows say that it was lost."""
        self._closing.set()
        with self._lock:
            lost = list(self._people)
            for process in self._processes.values():
                _kill(process)
        self._threads.shutdown(wait=True, cancel_futures=True)
        if self._keeper is not None:
            self._keeper.join()
        if lost:
            with self._database.writing() as session:
                OperationStore(session).lose(lost, self._clock())

    def _refuse(self, person: str) -> None:
        theirs = sum(1 for one in self._people.values() if one == person)
        if theirs >= OF_ONE_PERSON:
            raise OperationsBusyError(f"{person} has {theirs} operations under way; wait until one has ended")
        if len(self._people) >= WAITING + AT_ONCE or self._closing.is_set():
            raise OperationsBusyError(f"{len(self._people)} operations are under way or waiting; try again in a minute")

    def _begin(self, task: Task) -> None:
        with self._lock:
            if self._keeper is None:
                self._keeper = Thread(
                    target=keep_alive, args=(self._database, self._mine, self._closing, self._clock), daemon=True
                )
                self._keeper.start()
            self._begun = [one for one in self._begun if not one.done()]
            self._begun.append(self._threads.submit(self._do, task))

    def _do(self, task: Task) -> None:
        try:
            if not self._closing.is_set():
                self._run(self._database, task)
        except Exception as error:  # what cannot be written down now is lost when its lease is over
            _log.exception("operation %s: %s", task.id, type(error).__name__)
        finally:
            self._forget(task.id)

    def _forget(self, operation: str) -> None:
        with self._lock:
            self._people.pop(operation, None)
            self._processes.pop(operation, None)

    def _run_alone(self, database: Database, task: Task) -> None:
        url = database.engine.url.render_as_string(hide_password=False)
        process = get_context("spawn").Process(target=work_alone, args=(url, task), name=f"operation-{task.id}")
        with self._lock:
            if self._closing.is_set():
                return
            process.start()
            self._processes[task.id] = process
        process.join(SECONDS)
        if process.exitcode is None:
            _kill(process)
            process.join()
            words = f"it was ended after {SECONDS // 60} minutes; ask for less at once"
            fail(database, task.id, Failure((OperationLateError.__name__,), words), self._clock())
        elif process.exitcode and not self._closing.is_set():
            how = f"by signal {-process.exitcode}" if process.exitcode < 0 else f"with {process.exitcode}"
            words = f"its process ended {how} before it was done; ask for it again"
            fail(database, task.id, Failure((OperationLostError.__name__,), words), self._clock())

    def _mine(self) -> list[str]:
        with self._lock:
            return list(self._people)


def _kill(process: SpawnProcess) -> None:
    """End a process with all that it has started."""
    with suppress(ProcessLookupError, PermissionError):
        if process.pid is not None:
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _when_settled(session: Session, committed: Callable[[], None], undone: Callable[[], None]) -> None:
    """Call one of two functions, once, when the transaction of `session` is committed or rolled back."""
    waiting = [True]

    def settling(act: Callable[[], None]) -> Callable[[Session], None]:
        def settle(settled: Session) -> None:
            if waiting and not settled.in_nested_transaction():  # a savepoint settles nothing
                waiting.clear()
                act()

        return settle

    event.listen(session, "after_commit", settling(committed))
    event.listen(session, "after_rollback", settling(undone))
