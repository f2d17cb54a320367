"""Holding a job: a token in its row that is renewed while this process lives, and given up at the end."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from secrets import token_hex

from sqlalchemy.exc import InterfaceError, OperationalError

from ccm.db.session import Database
from ccm.jobs.holder import holder
from ccm.jobs.job import Job
from ccm.jobs.steady import steadily
from ccm.jobs.store import LEASE, Held, JobStore, LostError


class Hold:
    """A job that is held. `check` says when it is not any more."""

    def __init__(self, database: Database, job: Job, token: str) -> None:
        self.database = database
        self.job = job
        self.token = token
        self._why_lost = ""
        self._over = threading.Event()

    def check(self) -> None:
        """Raises LostError when somebody else has the job now, or it was cancelled."""
        if self._why_lost:
            raise LostError(self._why_lost)

    def set(self, **values: object) -> None:
        """Change columns of the job. Raises LostError."""
        steadily(self.database, lambda session: JobStore(session).set(self.job.id, self.token, _now(), **values))

    def _renew_always(self) -> None:
        while not self._over.wait(LEASE.total_seconds() / 3):
            try:
                state = steadily(
                    self.database, lambda session: JobStore(session).renew(self.job.id, self.token, _now())
                )
            except LostError as error:
                self._why_lost = str(error)
                return
            except (OperationalError, InterfaceError):
                continue  # the work itself will say so; somebody else may take over when the hold has run out
            if state == "cancelled":
                self._why_lost = f"job {self.job.id} was cancelled"
                return


def me() -> Held:
    """This process, with a new token, as one who holds a job from the moment it is written down."""
    return Held(token_hex(16), holder())


@contextmanager
def holding(database: Database, job: str, held: Held | None = None, *, keep: bool = False) -> Iterator[Hold]:
    """Hold `job` as long as the context; `held` says who holds it already. With `keep` it is held on afterwards, for
    being worked on, unless an error ends the context.

    Raises JobNotFoundError, and JobBusyError while another holds it.
    """
    own = held or me()
    token = own.token
    taken = steadily(database, lambda session: JobStore(session).claim(job, token, own.holder, _now()))
    hold = Hold(database, taken, token)
    renewing = threading.Thread(target=hold._renew_always, name=f"hold {job}", daemon=True)
    renewing.start()
    kept = False
    try:
        yield hold
        kept = keep
    finally:
        hold._over.set()
        renewing.join()
        if not kept:
            steadily(database, lambda session: JobStore(session).let_go(job, token))


def _now() -> datetime:
    return datetime.now(UTC)
