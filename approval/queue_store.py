"""The queue in a database: what awaits a person, found by an index and confirmed by the rows."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from approval.lookup_store import LookupStore
from approval.people import Directory
from approval.queue import Task, tasks
from approval.tables import SubmissionTask

PAGE = 50

Place = tuple[str, str]
"""Where a submission stands in somebody's queue: how urgent it is to them, and its id."""


class QueueStore(LookupStore):
    """Whom the open submissions wait for."""

    def queue(self, person: str, directory: Directory, at: datetime, limit: int = PAGE) -> tuple[Task, ...]:
        """The first `limit` things that await `person`, the most urgent first.

        What `submission_task` names is only a candidate: its rows are read, and it is listed if `queue.tasks` lists it.
        """
        found: list[Task] = []
        for page in self._candidates(person, directory, at, limit, None):
            found += tasks(person, self.states(submission for _, submission in page).values(), directory, at)
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def awaiting(
        self, person: str, directory: Directory, at: datetime, limit: int = PAGE, after: Place | None = None
    ) -> tuple[tuple[Place, tuple[Task, ...]], ...]:
        """The first `limit` submissions that await `person`, the most urgent first, each with its place and its tasks.

        With `after`, the place of one, those behind it; what has been decided since leaves no gap.
        """
        found: list[tuple[Place, tuple[Task, ...]]] = []
        for page in self._candidates(person, directory, at, limit, after):
            states = self.states(submission for _, submission in page)
            waiting = ((place, tasks(person, [states[place[1]]], directory, at)) for place in page)
            found += [(place, own) for place, own in waiting if own]
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def _candidates(
        self, person: str, directory: Directory, at: datetime, size: int, after: Place | None
    ) -> Iterator[list[Place]]:
        """Pages of submissions that may await the person, by their own right or that of whom they stand in for."""
        seats = (person, *directory.givers(person, at)) if directory.knows(person) else ()
        groups = {seat: [group.key for group in directory.groups if seat in group.members] for seat in seats}
        rights = [
            and_(SubmissionTask.seat == seat, SubmissionTask.group.in_(keys)) for seat, keys in groups.items() if keys
        ]
        if not rights:
            return
        urgency = func.min(SubmissionTask.urgency)
        query = select(urgency, SubmissionTask.submission).where(or_(*rights)).group_by(SubmissionTask.submission)
        query = query.order_by(urgency, SubmissionTask.submission).limit(size)
        while True:
            behind = query
            if after is not None:
                same = and_(urgency == after[0], SubmissionTask.submission > after[1])
                behind = query.having(or_(urgency > after[0], same))
            page = [(found[0], found[1]) for found in self.session.execute(behind)]
            yield page
            if len(page) < size:
                return
            after = page[-1]
