"""Finding submissions: those of a thing, those that approved a digest, and lists of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from approval.moments import read_moment
from approval.recall import is_recalled
from approval.sealed_store import table_of
from approval.state import State, Status
from approval.subject import Kind
from approval.submission_store import SubmissionStore
from approval.tables import SubmissionRow, SubmissionState, SubmissionSubject


@dataclass(frozen=True)
class Summary:
    """A submission in a list: where it stands, as it was written down; `due` is the earliest of its open steps.

    `number` says which of all submissions it is, counted from 1.
    """

    id: str
    kind: str
    key: str
    version: int
    digest: str
    status: Status
    submitter: str
    at: datetime
    due: datetime | None
    closed: datetime | None
    number: int


class LookupStore(SubmissionStore):
    """Submissions, found by what they are about."""

    def open_of(self, kind: Kind, key: str, *, following: bool = False) -> tuple[str, ...]:
        """The submission of this thing that is open, if any; with `following`, those it is a follower in, too."""
        return self._of(kind, key, following, "open")

    def submissions_of(self, kind: Kind, key: str, *, following: bool = False) -> tuple[str, ...]:
        """Every submission of this thing, in the order they were made; with `following` as in `open_of`."""
        return self._of(kind, key, following, None)

    def list_submissions(
        self,
        *,
        status: Status | None = None,
        kind: Kind | None = None,
        key: str | None = None,
        submitter: str | None = None,
        limit: int = 100,
        before: int | None = None,
    ) -> tuple[Summary, ...]:
        """The newest submissions, the newest first, of this status, kind, key and submitter where they are given.

        With `before`, those with a smaller number.
        """
        stands, row = table_of(SubmissionState), table_of(SubmissionRow)
        query = select(
            row.c.id, row.c.kind, row.c.key, row.c.version, row.c.digest, stands.c.status,
            row.c.submitter, row.c.at, stands.c.due, stands.c.closed, row.c.number,
        ).join(stands, stands.c.submission == row.c.id)  # fmt: skip
        wanted = ((stands.c.status, status), (stands.c.kind, kind), (stands.c.key, key), (row.c.submitter, submitter))
        for column, value in wanted:
            if value is not None:
                query = query.where(column == str(value))
        # The number stands in both tables; each has the index for one of the two ways to ask.
        newest = row.c.number if status is None else stands.c.number
        if before is not None:
            query = query.where(newest < before)
        return tuple(
            Summary(
                *(found.id, found.kind, found.key, found.version, found.digest, Status(found.status), found.submitter),
                at=read_moment(found.at),
                due=None if found.due is None else read_moment(found.due),
                closed=None if found.closed is None else read_moment(found.closed),
                number=found.number,
            )
            for found in self.session.execute(query.order_by(newest.desc()).limit(limit))
        )

    def approved(self, digests: Iterable[str]) -> dict[str, State]:
        """For each subject's digest, the state that approved it last; nothing where it is not approved.

        It is not where that approval was recalled as a whole, until another submission of it is approved. A follower's
        digest is approved by the submission of what it follows. Every row is read and judged as `state` does.
        """
        wanted = set(digests)
        query = select(SubmissionSubject.submission).where(SubmissionSubject.digest.in_(wanted)).distinct()
        states = self.states(self.session.scalars(query))
        closed = [state for state in states.values() if state.status is Status.APPROVED and state.closed is not None]
        numbers = {submission: number for number, submission in enumerate(states)}
        closed.sort(key=lambda state: (state.closed, numbers[state.submission.id]))
        last = {subject.digest: state for state in closed for subject in state.submission.subjects}
        recalls = self._recalls([state.submission.id for state in last.values()])
        return {
            digest: state
            for digest, state in last.items()
            if digest in wanted and not is_recalled(state, recalls.get(state.submission.id, ()))
        }

    def _of(self, kind: str, key: str, following: bool, status: str | None) -> tuple[str, ...]:
        about, stands = SubmissionSubject, SubmissionState
        query = select(stands.submission).join(about, about.submission == stands.submission)
        query = query.where(about.kind == kind, about.key == key).distinct()
        if not following:
            query = query.where(about.place == 0)
        if status is not None:
            query = query.where(stands.status == status)
        numbered = query.add_columns(stands.number).order_by(stands.number)
        return tuple(row.submission for row in self.session.execute(numbered))
