"""The store of operations. It works in the session it is given and never commits.

An operation is seen by who asked for it. Whoever is at work on one moves the moment on until which it counts as alive;
one that is neither ended nor alive is lost, because its server was stopped or killed, and says so.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import and_, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from ccm.operations.made import Made
from ccm.operations.tables import OperationRow

Kind = Literal[
    "submit", "impact", "proof", "proof-sheet", "audit", "mend", "archive-verify", "archive-expire", "archive-sweep"
]  # fmt: skip
State = Literal["waiting", "running", "done", "failed", "lost"]

LEASE = timedelta(seconds=30)
KEPT = timedelta(days=30)

_MAX_PROGRESS = 200


class OperationNotFoundError(LookupError):
    """There is no such operation, or it is somebody else's, which is the same to whoever asks."""


class OperationLostError(RuntimeError):
    """Nobody is at work on the operation any more: its server was stopped, or its process killed."""


class OperationLateError(RuntimeError):
    """The operation took longer than any may."""


@dataclass(frozen=True)
class Failure:
    """Why an operation failed: the error's class and what that is a kind of, and the error's own words."""

    kinds: tuple[str, ...]
    detail: str


@dataclass(frozen=True)
class Operation:
    """One operation as it stands at a moment. `asked` is what was asked for, `result` what came of it, plain data."""

    id: str
    kind: Kind
    person: str
    state: State
    asked: Mapping[str, Any]
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    progress: str
    result: Mapping[str, Any] | None
    failure: Failure | None
    has_page: bool
    file_name: str | None = None


class OperationStore:
    """The operations of everybody."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, kind: Kind, person: str, asked: Mapping[str, Any], at: datetime) -> Operation:
        """Keep a new operation, which waits; the ones that ended long ago are forgotten."""
        self.session.execute(delete(OperationRow).where(OperationRow.ended_at < at - KEPT))
        key = secrets.token_hex(16)
        self.session.execute(
            insert(OperationRow).values(
                id=key, kind=kind, person=person, state="waiting", asked=dict(asked), asked_at=at,
                alive_until=at + LEASE, progress="", has_page=False,
            )
        )  # fmt: skip
        return self.find(key, person, at)

    def find(self, key: str, person: str, at: datetime) -> Operation:
        """The operation of this id that `person` asked for. Raises OperationNotFoundError."""
        return _operation(self._row(key, person), at)

    def page(self, key: str, person: str) -> str:
        """The page that an operation made. Raises OperationNotFoundError when there is none."""
        page = self._row(key, person).page
        if page is None:
            raise OperationNotFoundError(f"operation {key} has made no page; its state says whether it will")
        return page

    def file(self, key: str, person: str) -> tuple[str, bytes]:
        """The name and the bytes of the PDF that an operation made. Raises OperationNotFoundError without one."""
        row = self._row(key, person)
        if row.file is None or row.file_name is None:
            raise OperationNotFoundError(f"operation {key} has made no file; its state says whether it will")
        return row.file_name, row.file

    def of(
        self, person: str, at: datetime, *, after: tuple[datetime, str] | None = None, limit: int = 50
    ) -> tuple[Operation, ...]:
        """What `person` asked for, the newest first; with `after`, the moment and id of one, those asked before."""
        query = select(OperationRow).where(OperationRow.person == person).limit(limit)
        if after is not None:
            same = and_(OperationRow.asked_at == after[0], OperationRow.id < after[1])
            query = query.where(or_(OperationRow.asked_at < after[0], same))
        rows = self.session.scalars(query.order_by(OperationRow.asked_at.desc(), OperationRow.id.desc()))
        return tuple(_operation(row, at) for row in rows)

    def start(self, key: str, at: datetime) -> None:
        """Somebody is at work on it."""
        self._set(key, state="running", started_at=at, alive_until=at + LEASE)

    def tell(self, key: str, progress: str) -> None:
        """Say what is being done."""
        self._set(key, progress=progress[:_MAX_PROGRESS])

    def finish(self, key: str, made: Made, at: datetime) -> None:
        """It is done."""
        self._set(
            key, state="done", result=dict(made.result), page=made.page, has_page=made.page is not None,
            file=made.file, file_name=made.file_name, error=None, ended_at=at, progress="",
        )  # fmt: skip

    def fail(self, key: str, failure: Failure, at: datetime) -> None:
        """It was not done, and will not be; nothing is changed about what has ended."""
        error = {"kinds": list(failure.kinds), "detail": failure.detail}
        open_ = OperationRow.ended_at.is_(None)
        self._set(key, open_, state="failed", error=error, ended_at=at, progress="")

    def lose(self, keys: Iterable[str], at: datetime) -> None:
        """Nobody is at work on these any more."""
        open_ = OperationRow.ended_at.is_(None)
        self.session.execute(
            update(OperationRow).where(OperationRow.id.in_(list(keys)), open_).values(state="lost", ended_at=at)
        )

    def keep_alive(self, keys: Iterable[str], at: datetime) -> None:
        """Somebody is still at work on these, or will be."""
        rows = update(OperationRow).where(OperationRow.id.in_(list(keys)), OperationRow.ended_at.is_(None))
        self.session.execute(rows.values(alive_until=at + LEASE))

    def _row(self, key: str, person: str) -> OperationRow:
        query = select(OperationRow).where(OperationRow.id == key, OperationRow.person == person)
        row = self.session.scalars(query.execution_options(populate_existing=True)).first()
        if row is None:
            raise OperationNotFoundError(f"there is no operation {key[:40]!r} of yours; it may be forgotten by now")
        return row

    def _set(self, key: str, *where: Any, **values: Any) -> None:
        self.session.execute(update(OperationRow).where(OperationRow.id == key, *where).values(**values))


def _operation(row: OperationRow, at: datetime) -> Operation:
    state: State = next(known for known in ("waiting", "running", "done", "failed", "lost") if known == row.state)
    if state in ("waiting", "running") and row.alive_until < at:
        state = "lost"
    error = row.error
    failure = Failure(tuple(error["kinds"]), error["detail"]) if error else None
    if state == "lost":
        failure = Failure((OperationLostError.__name__,), _LOST)
    return Operation(
        row.id, cast(Kind, row.kind), row.person, state, row.asked, row.asked_at, row.started_at, row.ended_at,
        row.progress, row.result, failure, row.has_page, row.file_name,
    )  # fmt: skip


_LOST = (
    "the server was stopped before this was done, or its process was killed; look whether it had been done by then, "
    "and ask for it again if not"
)
