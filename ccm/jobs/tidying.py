"""What is in the spool for a while only, taken away when its time is over, whoever has work to do or not.

The staged records and rejects of a job are customers' data. They are needed while the job can be resumed, and after its
end for mending; ``CCM_SPOOL_DAYS`` days after that nobody is to have them any more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from ccm.db.session import Database
from ccm.jobs.hold import holding
from ccm.jobs.job import OVER, Job, JobBusyError
from ccm.jobs.store import JobStore
from ccm.jobs.uploads import sweep_uploads
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore
from ccm.settings import Settings

EVERY_SECONDS = 3600.0


def tidy(database: Database, settings: Settings, now: datetime) -> None:
    """Take away uploads that have expired, and what jobs that ended long ago left. Raises ObjectStoreError."""
    sweep_uploads(database, open_store(settings.spool, private=True), now)
    sweep_spool(database, settings, now)


def sweep_spool(database: Database, settings: Settings, now: datetime) -> tuple[str, ...]:
    """Take away what jobs that ended long enough ago have in the spool; return their ids.

    Never of one that can still be resumed, or that somebody is just mending. Raises ObjectStoreError.
    """
    spool, before = open_store(settings.spool, private=True), now - timedelta(days=settings.spool_days)
    swept: list[str] = []
    for name in list(_folders(spool)):
        with database.reading() as session:
            store = JobStore(session)
            if not store.is_there(name) or not _is_over(store.find(name), before):
                continue
        try:
            with holding(database, name) as hold:
                if _is_over(hold.job, before):
                    for one in list(spool.names(f"{name}/")):
                        spool.delete(one)
                    swept.append(name)
        except JobBusyError:
            continue  # it is being mended this very moment
    return tuple(swept)


def _folders(spool: ObjectStore) -> Iterator[str]:
    """The first parts of the names that there are."""
    for folder, _ in groupby(spool.names(), key=lambda name: name.partition("/")[0]):
        yield folder


def _is_over(job: Job, before: datetime) -> bool:
    return job.state in OVER and job.changed_at <= before
