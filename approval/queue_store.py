"""The queue in a database: what awaits a person, found by an index and confirmed by the rows."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count

from sqlalchemy import and_, func, or_, select

from approval.lookup_store import LookupStore
from approval.people import Directory
from approval.queue import Task, tasks
from approval.tables import SubmissionTask

PAGE = 50


class QueueStore(LookupStore):
    """Whom the open submissions wait for."""

    def queue(self, person: str, directory: Directory, at: datetime, limit: int = PAGE) -> tuple[Task, ...]:
        """The first `limit` things that await `person`, the most urgent first.

        What `submission_task` names is only a candidate: its rows are read, and it is listed if `queue.tasks` lists it.
        """
        found: list[Task] = []
        for page in self._candidates(person, directory, at, limit):
            found += tasks(person, self.states(page).values(), directory, at)
            if len(found) >= limit:
                break
        return tuple(found[:limit])

    def _candidates(self, person: str, directory: Directory, at: datetime, size: int) -> Iterator[list[str]]:
        """Pages of submissions that may await the person, by their own right or that of whom they stand in for."""
        seats = (person, *directory.givers(person, at)) if directory.knows(person) else ()
        groups = {seat: [group.key for group in directory.groups if seat in group.members] for seat in seats}
        rights = [
            and_(SubmissionTask.seat == seat, SubmissionTask.group.in_(keys)) for seat, keys in groups.items() if keys
        ]
        if not rights:
            return
        urgency = func.min(SubmissionTask.urgency)
        query = select(SubmissionTask.submission).where(or_(*rights)).group_by(SubmissionTask.submission)
        query = query.order_by(urgency, SubmissionTask.submission).limit(size)
        for page in count():
            ids = list(self.session.scalars(query.offset(page * size)))
            yield ids
            if len(ids) < size:
                return
