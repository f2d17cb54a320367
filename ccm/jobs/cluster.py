"""Chunks done on a dask.distributed cluster (extra: cluster): the same work, on many machines.

A worker of the cluster is a machine with the engine installed as the coordinator has it, and the same environment: the
database and the object stores it works with are those its own environment names (CCM_DATABASE_URL, CCM_SPOOL,
CCM_ARCHIVE ...). The scheduler holds nothing that counts: what is done stands in the database.
"""

import threading
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

from ccm.jobs.executors import CHUNK_SECONDS
from ccm.jobs.job import JobError
from ccm.jobs.task import Died, Ended, Failed, Task

if TYPE_CHECKING:
    from ccm.jobs.work import Workshop

_CONNECT_SECONDS = 10


class ClusterError(JobError):
    """The cluster cannot be used; the message says why and what to do."""


class ClusterExecutor:
    """Chunks are done by the workers of the scheduler at `address` (``tcp://host:8786``). Raises ClusterError."""

    def __init__(self, address: str, patience: float = _CONNECT_SECONDS) -> None:
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise ClusterError("a cluster needs the extra 'cluster'; install ccm-engine[cluster]") from error
        try:
            make: Any = distributed.Client
            self._client = make(address, timeout=patience, set_as_default=False)
            threads = sum(self._client.nthreads().values())
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"the scheduler at {address[:100]} does not answer; give its address as tcp://host:8786, and see that "
                "it runs"
            ) from error
        if not threads:
            self._client.close()
            raise ClusterError(f"the cluster at {address} has no workers; start some with 'dask worker {address}'")
        self._tasks: dict[str, Any] = {}
        self._finished: Queue[tuple[Task, Any]] = Queue()

    @property
    def room(self) -> int:
        """Two chunks for each thread there is now: workers come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(2 * threads, 2)

    def submit(self, task: Task) -> None:
        key = f"{task.job}-{task.number}-{task.token}"
        future = self._client.submit(do_there, task, key=key, pure=False, retries=0)
        self._tasks[future.key] = future
        future.add_done_callback(lambda one: self._finished.put((task, one)))

    def ended(self, patience: float) -> Ended | None:
        try:
            task, future = self._finished.get(timeout=patience)
        except Empty:
            return None
        del self._tasks[future.key]
        return _outcome(task, future)

    def close(self) -> None:
        self._client.cancel(list(self._tasks.values()))
        self._tasks.clear()
        self._client.close()


def _outcome(task: Task, future: Any) -> Ended:
    from distributed import CancelledError, KilledWorker

    try:
        ended: Ended = future.result(timeout=CHUNK_SECONDS)
    except (KilledWorker, CancelledError) as error:
        return Died(task, f"its worker ended ({type(error).__name__})")
    except Exception as error:  # a fault of the engine's own costs a clean stop; its words might quote data
        return Failed(task, "stop", f"chunk {task.number} broke ({type(error).__name__}); report it as a fault")
    return ended


_here = threading.local()


def do_there(task: Task) -> Ended:
    """Do a chunk in a worker of the cluster, with what its environment names; opened once for each of its threads."""
    workshop: Workshop | None = getattr(_here, "workshop", None)
    if workshop is None:
        workshop = _here.workshop = _opened()
    return workshop.do(task)


def _opened() -> "Workshop":
    import os

    from ccm.db.session import Database, database_url
    from ccm.jobs.work import Workshop
    from ccm.settings import settings

    return Workshop(Database(database_url(os.environ)), settings())
