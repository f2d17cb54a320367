"""The store of jobs and chunks. Works in the session it is given and never commits.

A job is worked on by the one process that holds its token. Whoever takes it over gives it another, and from then on
nothing that the earlier one still does is taken: every change here asks for the token.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, case, func, insert, select, update
from sqlalchemy.orm import Session

from ccm.jobs.holder import is_gone, told
from ccm.jobs.job import Job, JobBusyError, JobNotFoundError, Spec, State, Tally
from ccm.jobs.tables import ChunkRow, JobRow

LEASE = timedelta(seconds=45)
"""How long a job is its holder's after the last sign of life, as far as others can see."""


class LostError(RuntimeError):
    """Somebody else has the job or the chunk now: what was done for it is not taken, and must not be."""


@dataclass(frozen=True)
class Held:
    """Who holds a job, and the token that proves it."""

    token: str
    holder: str


@dataclass(frozen=True)
class Staged:
    """A chunk as it was staged: its number, how many records it has, and the digest of its object."""

    number: int
    records: int
    digest: str


@dataclass(frozen=True)
class Chunk:
    """A chunk as it stands."""

    number: int
    mend: int
    records: int
    staged: str
    done: bool
    delivered: int
    rejected: int
    outputs: Mapping[str, Any]


class JobStore:
    """Jobs, with what their chunks add up to."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, job: Job, held: Held | None = None, now: datetime | None = None) -> None:
        """Add a job, held from `now` on by the one who made it, or by nobody.

        A job with the identity of another breaks the table's constraint.
        """
        self.session.execute(
            insert(JobRow).values(
                id=job.id, identity=job.identity, fingerprint=job.fingerprint, template=job.spec.template,
                release=job.spec.release, spec=job.spec.text(), state=job.state, reason=job.reason, run=job.spec.run,
                records=job.records, unreadable=job.unreadable, created_by=job.created_by, created_at=job.created_at,
                changed_at=job.changed_at, data=job.data, token=held.token if held else None,
                holder=held.holder if held else "", until=now + LEASE if held and now else None,
            )
        )  # fmt: skip

    def add_chunks(self, job: str, chunks: Iterable[Staged], mend: int = 0) -> None:
        rows: list[dict[str, Any]] = [
            {"job": job, "number": one.number, "mend": mend, "records": one.records, "staged": one.digest,
             "state": "open", "token": None, "attempts": 0, "delivered": 0, "rejected": 0, "outputs": {},
             "done_at": None}
            for one in chunks
        ]  # fmt: skip
        if rows:
            self.session.execute(insert(ChunkRow), rows)

    def find(self, name: str) -> Job:
        """The job called `name`. Raises JobNotFoundError."""
        row = self.session.scalars(select(JobRow).where(JobRow.id == name)).one_or_none()
        if row is None:
            raise JobNotFoundError(f"there is no job {name[:100]!r}; 'ccm batch list' lists those there are")
        return self._job(row)

    def by_identity(self, identity: str) -> Job | None:
        row = self.session.scalars(select(JobRow).where(JobRow.identity == identity)).one_or_none()
        return None if row is None else self._job(row)

    def is_there(self, name: str) -> bool:
        return self.session.scalar(select(JobRow.id).where(JobRow.id == name)) is not None

    def all(
        self,
        *,
        template: str | None = None,
        state: State | None = None,
        by: str | None = None,
        limit: int = 100,
        before: Job | None = None,
    ) -> tuple[Job, ...]:
        """Jobs, the newest first, `by` whom they were created; those older than `before`, when it is given."""
        query = select(JobRow).order_by(JobRow.created_at.desc(), JobRow.id.desc()).limit(limit)
        if template is not None:
            query = query.where(JobRow.template == template)
        if state is not None:
            query = query.where(JobRow.state == state)
        if by is not None:
            query = query.where(JobRow.created_by == by)
        if before is not None:
            older = (JobRow.created_at == before.created_at) & (JobRow.id < before.id)
            query = query.where((JobRow.created_at < before.created_at) | older)
        return tuple(self._job(row) for row in self.session.scalars(query))

    def to_take(self, now: datetime) -> tuple[str, ...]:
        """Jobs that a worker may take: those that wait, and those whose holder gave no sign of life for too long."""
        query = select(JobRow).where(JobRow.state.in_(("waiting", "staging", "working", "finishing")))
        found = self.session.scalars(query.order_by(JobRow.created_at, JobRow.id))
        return tuple(row.id for row in found if row.token is None or _is_free(row, now))

    def claim(self, name: str, token: str, holder: str, now: datetime) -> Job:
        """Take a job to work on it. Raises JobNotFoundError, and JobBusyError while another holds it."""
        self.find(name)
        row = self.session.scalars(select(JobRow).where(JobRow.id == name).with_for_update()).one()
        self.session.refresh(row)
        if row.token is not None and row.token != token and not _is_free(row, now):
            raise JobBusyError(
                f"job {name} is being worked on by {told(row.holder)}, whose hold runs to {row.until:%H:%M:%S} UTC "
                "and is renewed while it lives; wait for it, or cancel the job"
            )
        row.token, row.holder, row.until = token, holder, now + LEASE
        self.session.flush()
        return self._job(row)

    def renew(self, name: str, token: str, now: datetime) -> State:
        """Hold on to a job; return the state it is in. Raises LostError."""
        self._change(name, token, until=now + LEASE)
        return cast(State, self.session.scalar(select(JobRow.state).where(JobRow.id == name)))

    def let_go(self, name: str, token: str) -> None:
        """Hold a job no longer; nothing happens when it was lost before."""
        mine = JobRow.id == name, JobRow.token == token
        self.session.execute(update(JobRow).where(*mine).values(token=None, holder="", until=None))

    def set(self, name: str, token: str, now: datetime, **values: Any) -> None:
        """Change columns of a job that is held. Raises LostError; also when the job was cancelled meanwhile."""
        self._change(name, token, JobRow.state != "cancelled", changed_at=now, **values)

    def cancel(self, name: str, now: datetime, reason: str) -> None:
        """Cancel a job, whoever holds it: what is done for it from now on is not taken."""
        values = {"state": "cancelled", "reason": reason, "changed_at": now}
        self.session.execute(update(JobRow).where(JobRow.id == name).values(**values))

    def open_chunks(self, name: str) -> tuple[int, ...]:
        """The numbers of the chunks that are not done, in order."""
        query = select(ChunkRow.number).where(ChunkRow.job == name, ChunkRow.state != "done")
        return tuple(self.session.scalars(query.order_by(ChunkRow.number)))

    def chunks(self, name: str) -> tuple[Chunk, ...]:
        """Every chunk of a job, in order."""
        rows = self.session.scalars(select(ChunkRow).where(ChunkRow.job == name).order_by(ChunkRow.number))
        return tuple(_chunk(row) for row in rows)

    def take_chunk(self, name: str, number: int, token: str) -> None:
        """Give a chunk that is not done to the holder of `token`, whoever had it before."""
        mine = ChunkRow.job == name, ChunkRow.number == number, ChunkRow.state != "done"
        values = {"state": "taken", "token": token, "attempts": ChunkRow.attempts + 1}
        self.session.execute(update(ChunkRow).where(*mine).values(**values))

    def held_chunk(self, name: str, number: int, token: str) -> Chunk:
        """The chunk that the holder of `token` is to do. Raises LostError when it is another's or the job stopped."""
        row = self.session.get(ChunkRow, (name, number))
        if row is None or row.token != token:
            raise LostError(f"chunk {number} of job {name} is somebody else's now")
        self._need_working(name)
        return _chunk(row)

    def finish_chunk(
        self, name: str, number: int, token: str, *, now: datetime, delivered: int, rejected: int,
        outputs: Mapping[str, Any],
    ) -> bool:  # fmt: skip
        """Say that a chunk is done, as the last thing that is done for it.

        Returns False when it was said before: a connection may break after the database heard it and before it
        answered. Raises LostError.
        """
        self._need_working(name)
        mine = ChunkRow.job == name, ChunkRow.number == number, ChunkRow.token == token
        row = self.session.scalars(select(ChunkRow).where(*mine).with_for_update()).one_or_none()
        if row is None:
            raise LostError(f"chunk {number} of job {name} is somebody else's now")
        if row.state == "done":
            return False
        row.state, row.done_at, row.outputs = "done", now, dict(outputs)
        row.delivered, row.rejected = delivered, rejected
        self.session.flush()
        return True

    def tally(self, name: str) -> Tally:
        is_done = case((ChunkRow.state == "done", 1), else_=0)
        query = select(
            func.count(), func.sum(is_done), func.sum(ChunkRow.records), func.sum(ChunkRow.delivered),
            func.sum(case((ChunkRow.mend == 0, ChunkRow.rejected), else_=0)),
            func.sum(case((ChunkRow.mend > 0, ChunkRow.delivered), else_=0)), func.max(ChunkRow.mend),
        ).where(ChunkRow.job == name)  # fmt: skip
        return Tally(*(int(value or 0) for value in self.session.execute(query).one()))

    def _need_working(self, name: str) -> None:
        """Go on if work on the job is wanted, until the transaction ends. Raises LostError."""
        query = select(JobRow.state).where(JobRow.id == name)
        state = self.session.scalar(query.with_for_update(read=True))
        if state != "working":
            raise LostError(f"job {name} is {state}")

    def _change(self, name: str, token: str, *wanted: Any, **values: Any) -> None:
        mine = JobRow.id == name, JobRow.token == token
        changed = self.session.execute(update(JobRow).where(*mine, *wanted).values(**values))
        if cast(CursorResult[Any], changed).rowcount != 1:
            raise LostError(f"job {name} is held by somebody else, or was cancelled; see 'ccm batch status {name}'")

    def _job(self, row: JobRow) -> Job:
        return Job(
            id=row.id, identity=row.identity, fingerprint=row.fingerprint, spec=Spec.from_text(row.spec),
            state=cast(State, row.state), reason=row.reason, records=row.records, unreadable=row.unreadable,
            created_by=row.created_by, created_at=row.created_at, changed_at=row.changed_at, holder=row.holder,
            until=row.until, data=row.data, tally=self.tally(row.id),
        )  # fmt: skip


def _is_free(row: JobRow, now: datetime, gone: Callable[[str], bool] = is_gone) -> bool:
    """Whether a held job can be taken over: its holder is dead, or has given no sign of life for too long."""
    return row.until is None or row.until <= now or gone(row.holder)


def _chunk(row: ChunkRow) -> Chunk:
    return Chunk(
        row.number, row.mend, row.records, row.staged, row.state == "done", row.delivered, row.rejected, row.outputs
    )
