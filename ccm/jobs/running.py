"""Working on a job: its chunks given out and taken in, and then the end of it.

Everything here can be interrupted at any moment, and is done again by `work_on`: chunks that are not done are done,
and finishing makes the same files anew.
"""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from sqlalchemy.exc import InterfaceError, OperationalError

from ccm.auditing import here
from ccm.db.session import Database
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.acting import Acting, record
from ccm.jobs.executors import Executor
from ccm.jobs.finishing import finish
from ccm.jobs.hold import Hold, holding
from ccm.jobs.job import OVER, Job, JobError, JobStoppedError, State, errors_allowed
from ccm.jobs.prepared import prepare
from ccm.jobs.starting import subject_of
from ccm.jobs.steady import steadily
from ccm.jobs.store import Held, JobStore, LostError
from ccm.jobs.submitting import JobRefusedError, stage_waiting
from ccm.jobs.task import Died, Done, Ended, Task
from ccm.settings import Settings

DEATHS = 3
"""How often the worker of one chunk may die before the job stops and names the chunk."""

_PATIENCE = 1.0


@dataclass(frozen=True)
class Progress:
    """How far a job is. `total` are all records of the data; `delivered` and `rejected` those of chunks that are done,
    with what could not be read among the rejected."""

    job: str
    state: State
    total: int
    delivered: int
    rejected: int
    chunks: int
    chunks_done: int


Watch = Callable[[Progress], None]


def work_on(
    database: Database,
    settings: Settings,
    acting: Acting,
    name: str,
    executor: Callable[[], Executor],
    watch: Watch,
    held: Held | None = None,
) -> Job:
    """Work on a job until it is done, and return it. It was just started, by the one who `held` it then, is resumed,
    or waited for somebody to work on it.

    Raises JobError when it is over already, JobRefusedError when its data is none a job can be made of, JobBusyError
    while another works on it, JobStoppedError when something stops it (it can be resumed then), LostError when it was
    cancelled or taken over meanwhile.
    """
    with holding(database, name, held) as hold:
        if hold.job.state in OVER:
            raise JobError(f"job {name} is {hold.job.state}; there is nothing left to do")
        try:
            if hold.job.identity is None:
                stage_waiting(database, settings, acting, hold)
            _Run(database, settings, hold, executor, watch).all()
        except (JobRefusedError, LostError, OperationalError, InterfaceError):
            raise
        except EXPECTED_ERRORS as error:
            hold.set(state="stopped", reason=str(error))
            raise
        except Exception as error:  # a job that breaks the engine is to stop, and not every worker that takes it
            words = f"job {name} broke ({type(error).__name__}); report it as a fault"
            hold.set(state="stopped", reason=words)
            raise JobStoppedError(words) from error
        except KeyboardInterrupt:
            hold.set(state="stopped", reason=f"interrupted by {acting.person}")
            raise
        steadily(database, lambda session: _say_done(JobStore(session), hold, acting))
    with database.reading() as session:
        return JobStore(session).find(name)


class _Run:
    """One run of the work, from the chunks that are open to the end."""

    def __init__(
        self, database: Database, settings: Settings, hold: Hold, executor: Callable[[], Executor], watch: Watch
    ) -> None:
        self.database = database
        self.settings = settings
        self.hold = hold
        self.job = hold.job
        self._executor = executor
        self._watch = watch
        self._deaths: Counter[int] = Counter()
        self._allowed = errors_allowed(self.job.spec.max_errors, self.job.total)

    def all(self) -> None:
        with self.database.reading() as session:
            prepared = prepare(session, self.job)
            self._tally = JobStore(session).tally(self.job.id)
            todo = deque(JobStore(session).open_chunks(self.job.id))
        if self._tally.rounds:  # what is mended failed before; that it fails again stops nothing
            self._allowed = None
        self._delivered, self._rejected = self._tally.delivered, self._tally.rejected - self._tally.mended
        self._chunks_done = self._tally.done
        self.hold.set(state="working", reason="")
        self._tell("working")
        if todo:
            executor = self._executor()
            try:
                self._give_out(executor, todo, prepared.shared_digest)
            finally:
                executor.close()
        self.hold.check()
        self.hold.set(state="finishing")
        self._tell("finishing")
        finish(self.database, self.settings, self.job, prepared)

    def _give_out(self, executor: Executor, todo: deque[int], shared: str) -> None:
        given = 0
        while todo or given:
            self._refuse_too_many()
            room = max(min(executor.room - given, len(todo)), 0)  # a cluster may have become smaller
            for task in self._taken([todo.popleft() for _ in range(room)], shared):
                executor.submit(task)
            given += room
            ended = executor.ended(_PATIENCE)
            self.hold.check()
            if ended is not None:
                given -= 1
                self._take_in(ended, todo)

    def _taken(self, numbers: list[int], shared: str) -> list[Task]:
        """Tasks for these chunks, each with a token of its own, so that nobody who had one before can finish it."""
        if not numbers:
            return []
        tasks = [Task(self.job.id, number, token_hex(16), shared) for number in numbers]

        def take(store: JobStore) -> None:
            store.renew(self.job.id, self.hold.token, datetime.now(UTC))
            for task in tasks:
                store.take_chunk(task.job, task.number, task.token)

        steadily(self.database, lambda session: take(JobStore(session)))
        return tasks

    def _take_in(self, ended: Ended, todo: deque[int]) -> None:
        number = ended.task.number
        if isinstance(ended, Done):
            self._delivered += ended.delivered
            self._rejected += -ended.delivered if self._tally.rounds else ended.rejected
            self._chunks_done += 1
            self._tell("working")
            self._refuse_too_many()
        elif isinstance(ended, Died):
            self._deaths[number] += 1
            if self._deaths[number] >= DEATHS:
                raise JobStoppedError(
                    f"chunk {number} of job {self.job.id} ended its worker {DEATHS} times: {ended.message}; look at "
                    f"its records (in/{number:06}.jsonl of the job's spool) and at the memory, and resume"
                )
            todo.appendleft(number)
        elif ended.trouble == "lost":
            raise LostError(ended.message)
        elif ended.trouble == "sent":
            raise JobStoppedError(ended.message)
        else:
            raise JobStoppedError(f"{ended.message}; then 'ccm batch resume {self.job.id}'")

    def _refuse_too_many(self) -> None:
        failed = self._rejected + self.job.unreadable
        if self._allowed is not None and failed > self._allowed:
            raise JobStoppedError(
                f"{failed} records failed, and --max-errors {self.job.spec.max_errors} allows {self._allowed}; see "
                f"'ccm batch report {self.job.id}', and go on with 'ccm batch resume {self.job.id} --max-errors N'"
            )

    def _tell(self, state: State) -> None:
        self._watch(Progress(
            self.job.id, state, self.job.total, self._delivered, self._rejected + self.job.unreadable,
            self._tally.chunks, self._chunks_done,
        ))  # fmt: skip


def _say_done(store: JobStore, hold: Hold, acting: Acting) -> None:
    """The job is done: in its row and in the audit log, together."""
    job = store.find(hold.job.id)
    if job.state == "done":
        return
    now = datetime.now(UTC)
    store.set(job.id, hold.token, now, state="done", reason="")
    tally = job.tally
    why = f"{job.total} records: {tally.delivered} delivered, {tally.rejected} rejected, {job.unreadable} unreadable"
    why += f", {tally.mended} of them mended" if tally.mended else ""
    record(store.session, Acting(acting.person, now, here("job")), "job-done", subject_of(job), why)
