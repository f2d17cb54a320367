"""The worker: takes jobs that wait, and those whose process ended, one after the other, and works on them.

Each is worked on in the name of the person who asked for it. Any number of workers may run, on any machines that share
the database and the object stores.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from ccm.auditing import here
from ccm.db.session import Database
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.acting import Acting
from ccm.jobs.executors import Executor
from ccm.jobs.job import Job, JobBusyError
from ccm.jobs.running import Watch, work_on
from ccm.jobs.store import JobStore
from ccm.jobs.tidying import EVERY_SECONDS, tidy
from ccm.objects.store import ObjectStoreError
from ccm.settings import Settings

PAUSE = 2.0
"""Seconds between two looks for a job where there was none."""

Told = Callable[[str, str], None]


def work_always(
    database: Database,
    settings: Settings,
    executor: Callable[[], Executor],
    watch: Watch,
    tell: Told,
    *,
    once: bool = False,
    end: threading.Event | None = None,
) -> int:
    """Work on every job there is to take, and wait for more until `end` is set; with `once`, until there is none.

    `tell` is given the name of each job and what became of it. Returns how many were done. What stops a job is said
    in the job; it stops no other. Now and then it takes away what has expired in the spool.
    """
    over = end or threading.Event()
    done, tidied = 0, -EVERY_SECONDS
    while not over.is_set():
        if time.monotonic() - tidied >= EVERY_SECONDS:
            tidied = time.monotonic()
            with suppress(ObjectStoreError, SQLAlchemyError):  # the jobs will say what is wrong with the place
                tidy(database, settings, datetime.now(UTC))
        taken = _take(database, settings, executor, watch, tell)
        done += taken == "done"
        if taken is None:
            if once:
                break
            over.wait(PAUSE)
    return done


def _take(
    database: Database, settings: Settings, executor: Callable[[], Executor], watch: Watch, tell: Told
) -> str | None:
    """Work on the first job that can be taken; what became of it, None where there is none."""
    with database.reading() as session:
        names = JobStore(session).to_take(datetime.now(UTC))
        jobs = [JobStore(session).find(name) for name in names]
    for job in jobs:
        try:
            work_on(database, settings, _as(job), job.id, executor, watch)
        except JobBusyError:
            continue  # another worker was quicker
        except EXPECTED_ERRORS as error:
            tell(job.id, str(error))
            return "stopped"
        tell(job.id, "done")
        return "done"
    return None


def _as(job: Job) -> Acting:
    """Whoever asked for the job acts, by way of the job."""
    return Acting(job.created_by, datetime.now(UTC), here("job"))
