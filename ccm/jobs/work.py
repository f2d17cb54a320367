"""Doing a chunk, as every worker does it, wherever it runs.

In this order: the staged records are read and rendered; what they make is written; and then one transaction says so,
if the chunk is still this worker's, the job still wanted and the release not recalled. Whatever ends the worker before
that, the chunk is done again, and what it writes then is the same under the same names.
"""

import json
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from ccm.archive.archive import open_archive
from ccm.archive.entry import Entry
from ccm.archive.keeping import entry_of
from ccm.archive.store import ArchiveStore, ErasedMeanwhileError, Kept
from ccm.db.session import Database
from ccm.jobs.prepared import Prepared, prepare
from ccm.jobs.putting import Putting
from ccm.jobs.records import Reject, render_record
from ccm.jobs.sent_before import SentBeforeError, refuse_sent_meanwhile
from ccm.jobs.staged import read_staged
from ccm.jobs.staging import chunk_name
from ccm.jobs.steady import steadily
from ccm.jobs.store import Chunk, JobStore, LostError
from ccm.jobs.task import Done, Ended, Failed, Task
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStore, ObjectStoreError
from ccm.plans.writing import ChunkWriter, Delivered
from ccm.sending import NotSendableError, refuse_recalled
from ccm.settings import Settings
from content_blocks.digest import digest_bytes

_KEPT = 4

WrittenBy = Callable[[Callable[[], Any]], Any]


def _at_once(act: Callable[[], Any]) -> Any:
    return act()


class SpoolDamagedError(RuntimeError):
    """What was staged is not what is there now."""


class OtherSurroundingsError(RuntimeError):
    """This worker would render with other libraries or fonts than the others of the job do."""


def rejects_name(job: str, number: int) -> str:
    """The object of the spool with the reasons why records of a chunk were rejected."""
    return f"{job}/rejects/{number:06}.jsonl"


def rejected_name(job: str, number: int) -> str:
    """The object of the spool with the records of a chunk that were rejected."""
    return f"{job}/rejected/{number:06}.jsonl"


class Workshop:
    """Where chunks are done: a database, the object stores, and jobs that are made ready once and kept."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        store_of: Callable[[str], ObjectStore] = open_store,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        written_by: WrittenBy = _at_once,
    ) -> None:
        """`written_by` does what writes to the database; see `ccm.workers.priority`."""
        self.database = database
        self.settings = settings
        self.spool = open_store(settings.spool, private=True)
        self.archive = open_archive(settings)
        self._store_of = store_of
        self._clock = clock
        self._written_by = written_by
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()

    def do(self, task: Task) -> Ended:
        """Do a chunk. What stops the job is told, in words that quote no data; anything else is raised."""
        try:
            return self._do(task)
        except LostError as error:
            return Failed(task, "lost", str(error))
        except SentBeforeError as error:
            return Failed(task, "sent", str(error))
        except (NotSendableError, ObjectStoreError, SpoolDamagedError, OtherSurroundingsError) as error:
            return Failed(task, "stop", str(error))

    def prepared(self, session: Session, job: str) -> Prepared:
        """The job made ready, from the shelf if it is there. Raises what `prepare` raises."""
        found = self._prepared.pop(job, None) or prepare(session, JobStore(session).find(job))
        self._prepared[job] = found
        while len(self._prepared) > _KEPT:
            self._prepared.popitem(last=False)
        return found

    def _do(self, task: Task) -> Done:
        with self.database.reading() as session:
            chunk = JobStore(session).held_chunk(task.job, task.number, task.token)
            prepared = self.prepared(session, task.job)
            refuse_recalled(session, prepared.spec.release)
        if prepared.shared_digest != task.shared:
            raise OtherSurroundingsError(
                "a worker has other versions of the engine, its libraries or fonts than the job began with; give all "
                "workers the same, and resume"
            )
        content = self._staged(task, chunk)
        with Putting() as putting:
            made = _Made(prepared, task, self.spool, self._store_of(prepared.spec.out), putting)
            entries: list[Entry] = []
            shared = self.archive.keep_shared(prepared.shared_body)
            for record in read_staged(content):
                outcome = render_record(prepared, record)
                if isinstance(outcome, Reject):
                    made.rejects.append(outcome)
                    continue
                entry = entry_of(
                    outcome.document, outcome.artifacts, record=record.body, own_manifest=outcome.own_manifest,
                    release=prepared.spec.release, shared=shared, job=prepared.job,
                )  # fmt: skip
                entries.append(entry)
                if entry.is_large:
                    putting.ahead(partial(getattr, entry, "content"))
                made.add(outcome, entry.own_bytes)
            made.write()
            kept = self._kept(entries)
        # Here everything is safely written, and only now anybody says so.
        try:
            self._written(lambda session: self._say_done(session, prepared, task, made, entries, kept))
        except ErasedMeanwhileError:  # they get a new key, as whoever is written to after they were erased does
            again = self._kept(entries)
            self._written(lambda session: self._say_done(session, prepared, task, made, entries, again))
        return Done(task, made.delivered, len(made.rejects))

    def _kept(self, entries: list[Entry]) -> Kept:
        """The communications of a chunk, sealed and written; no row says so yet."""
        with self.database.reading() as session:
            keys = self.archive.known_keys(session, entries)
        if keys is None:
            keys = self._written(lambda session: self.archive.customer_keys(session, entries))
        return self.archive.write(entries, keys, self._clock())

    def _written(self, act: Callable[[Session], Any]) -> Any:
        return self._written_by(lambda: steadily(self.database, act))

    def _staged(self, task: Task, chunk: Chunk) -> bytes:
        name = chunk_name(task.job, task.number)
        content = self.spool.get(name)
        if digest_bytes(content) != chunk.staged:
            raise SpoolDamagedError(
                f"{self.spool.address}/{name}: is not what was staged; put it back from a backup, or cancel the job "
                "and start it once more with --again"
            )
        return content

    def _say_done(
        self, session: Session, prepared: Prepared, task: Task, made: "_Made", entries: list[Entry], kept: Kept
    ) -> None:
        spec = prepared.spec
        refuse_recalled(session, spec.release)
        now = self._clock()
        fresh = JobStore(session).finish_chunk(
            task.job, task.number, task.token, now=now,
            delivered=made.delivered, rejected=len(made.rejects), outputs=made.outputs,
        )  # fmt: skip
        if fresh:
            if not spec.again:
                refuse_sent_meanwhile(session, spec.template, task.job, prepared.since, entries)
            ArchiveStore(session).add(kept, now)


class _Made:
    """What a chunk makes, put where it belongs as it comes."""

    def __init__(self, prepared: Prepared, task: Task, spool: ObjectStore, out: ObjectStore, putting: Putting) -> None:
        self.delivered = 0
        self.rejects: list[Reject] = []
        self._objects: list[str] = []
        self._task = task
        self._spool = spool
        self._out = out
        self._putting = putting
        self._writer = ChunkWriter(prepared.plan, task.job, task.number)

    def add(self, delivered: Delivered, own_bytes: bytes) -> None:
        self._writer.add(delivered, own_bytes)
        self.delivered += 1
        for name, body in self._writer.take():
            self._put(name, body)

    def write(self) -> None:
        for name, body in self._writer.objects():
            self._put(name, body)
        job, number = self._task.job, self._task.number
        for name, body in self._writer.spool_objects():
            self._putting.put(self._spool, f"{job}/{name}", body)
        if self.rejects:
            lines = (json.dumps(one.data(), ensure_ascii=True) + "\n" for one in self.rejects)
            self._putting.put(self._spool, rejects_name(job, number), "".join(lines).encode("ascii"))
            bodies = b"".join(one.record.body for one in self.rejects)
            self._putting.put(self._spool, rejected_name(job, number), bodies)

    def _put(self, name: str, body: bytes) -> None:
        self._putting.put(self._out, f"{self._task.job}/{name}", body)
        self._objects.append(f"{name} {digest_bytes(body)}\n")

    @property
    def outputs(self) -> dict[str, Any]:
        """How many objects the chunk wrote among the results, and one digest over their names and digests."""
        return {"objects": len(self._objects), "digest": digest_bytes("".join(sorted(self._objects)).encode())}
