"""Doing one operation: from the row that waits to the row that says what came of it."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import make_url

from approval.audit import Where
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.operations.made import Made
from ccm.operations.store import Failure, Kind, OperationStore
from ccm.operations.works import WORKS

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

    It gives way to the processes that answer requests.
    """
    with suppress(AttributeError):  # not on Windows
        os.setsid()
        os.nice(5)
    database = Database(make_url(url))
    try:
        work(database, task)
    finally:
        database.close()


def _finish(database: Database, task: Task, made: Made, at: datetime) -> None:
    with database.writing() as session:
        OperationStore(session).finish(task.id, made.result, made.page, at)


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
