"""Doing one operation: from the row that waits to the row that says what came of it."""

import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from approval.audit import Where
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.operations.made import Made
from ccm.operations.store import LEASE, Failure, Kind, OperationStore
from ccm.operations.works import WORKS

SECONDS = 30 * 60
"""An operation that takes longer is ended."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """What is to be done, for whom: enough for another process to do it."""

    id: str
    kind: Kind
    person: str
    where: Where
    asked: dict[str, Any]


def now() -> datetime:
    return datetime.now(UTC)


def work(database: Database, task: Task, clock: Callable[[], datetime] = now) -> None:
    """Do `task` and write into its row what came of it, or why nothing did. Raises nothing but what the database does.

    An error that nobody expected says nothing about itself but in the log.
    """
    from ccm.errors import EXPECTED_ERRORS

    acting = Acting(task.person, clock(), task.where)
    with database.writing() as session:
        OperationStore(session).start(task.id, acting.at)
    try:
        made = WORKS[task.kind](database, acting, task.asked, _Teller(database, task.id))
    except EXPECTED_ERRORS as error:
        failure = Failure(tuple(kind.__name__ for kind in type(error).__mro__), str(error))
    except Exception as error:
        _log.exception("operation %s failed: %s", task.id, type(error).__name__)
        failure = Failure(("Exception",), f"the server failed at this operation; its log says more under {task.id}")
    else:
        return _finish(database, task, made, clock())
    return fail(database, task.id, failure, clock())


def fail(database: Database, task: str, failure: Failure, at: datetime) -> None:
    """Write down that the operation with the id `task` was not done."""
    with database.writing() as session:
        OperationStore(session).fail(task, failure, at)


def work_alone(url: str, task: Task) -> None:
    """`work` in a process of its own, on the database at `url`, which leads a group of those that it starts.

    It gives way to the processes that answer requests. When its server is killed it goes on to the end, and says as
    long as it does that the operation is alive; after SECONDS it ends itself.
    """
    with suppress(AttributeError):  # not on Windows
        os.setsid()
        os.nice(5)
        signal.alarm(SECONDS)
    database = Database(make_url(url))
    done = Event()
    keeper = Thread(target=keep_alive, args=(database, lambda: [task.id], done), daemon=True)
    keeper.start()
    try:
        work(database, task)
    finally:
        done.set()
        keeper.join()
        database.close()


def keep_alive(
    database: Database, operations: Callable[[], list[str]], done: Event, clock: Callable[[], datetime] = now
) -> None:
    """Say again and again, until `done`, that somebody is at work on these operations."""
    while not done.wait(LEASE.total_seconds() / 3):
        try:
            if alive := operations():
                with database.writing() as session:
                    OperationStore(session).keep_alive(alive, clock())
        except SQLAlchemyError as error:  # the next time is soon enough
            _log.warning("operations cannot be kept alive: %s", type(error).__name__)


def _finish(database: Database, task: Task, made: Made, at: datetime) -> None:
    with database.writing() as session:
        OperationStore(session).finish(task.id, made, at)


class _Teller:
    """Writes down what is being done, at most once a second: each time is a transaction."""

    def __init__(self, database: Database, task: str) -> None:
        self._database = database
        self._task = task
        self._last = datetime.min.replace(tzinfo=UTC)

    def __call__(self, progress: str) -> None:
        at = now()
        if (at - self._last).total_seconds() >= 1:
            self._last = at
            with self._database.writing() as session:
                OperationStore(session).tell(self._task, progress)
