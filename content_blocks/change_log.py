"""The change log of a subject: who saved a draft or made a version of it, one row each, never changed or deleted.

A draft keeps only what its last writer saved, and a version names only who made it. The log keeps everybody else too:
whoever's words may be in a version is one of its authors, and never approves it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from content_blocks.tables import ChangeColumns

What = Literal["draft", "version", "publish", "discard"]


@dataclass(frozen=True)
class ContentChange:
    """One change to `key`; `number` counts its changes from 1.

    `what` is a saved draft, a version from elsewhere (an import, a roll back), one published from the draft, or the
    draft discarded; `version` is that version's number, None for a draft. `files_digest` is that of the files as they
    then stood, of a discarded draft those it had.
    """

    key: str
    number: int
    person: str
    at: datetime
    what: What
    version: int | None
    files_digest: str


class ChangeLog:
    """The rows of one kind of subject. Whoever adds one holds the subject's row, so that numbers follow each other."""

    def __init__(self, session: Session, table: type[ChangeColumns]) -> None:
        self.session = session
        self._table = table

    def newest(self, key: str) -> int:
        """The number of the newest change to `key`, 0 when there is none."""
        return self.session.scalar(select(func.max(self._table.number)).where(self._table.key == key)) or 0

    def draft_changes(self, key: str) -> int:
        """How often a draft of `key` was saved, published or discarded, whatever became of it."""
        query = select(func.count()).where(self._table.key == key, self._table.what != "version")
        return self.session.scalar(query) or 0

    def changes(self, key: str) -> tuple[ContentChange, ...]:
        """Every change to `key`, in the order they were made."""
        rows = select(self._table).where(self._table.key == key).order_by(self._table.number)
        return tuple(
            ContentChange(row.key, row.number, row.person, row.at, cast(What, row.what), row.version, row.files_digest)
            for row in self.session.scalars(rows)
        )

    def add(
        self, key: str, what: What, person: str, at: datetime, files_digest: str, version: int | None = None
    ) -> None:
        self.session.execute(
            insert(self._table).values(
                key=key, number=self.newest(key) + 1, person=person, at=at, what=what, version=version,
                files_digest=files_digest,
            )
        )  # fmt: skip


def settled(changes: Iterable[ContentChange], version: int) -> int:
    """The number of the last change that is settled when `version` is approved: those after it have authors still.

    It is the change that made the version; but where a draft had been begun and was neither published in it nor
    discarded before it, the change before that draft, whose words may be in the next version. 0 when there is no such
    version.
    """
    open_draft: int | None = None
    for change in changes:
        if change.what == "draft":
            open_draft = open_draft or change.number
        elif change.what in ("publish", "discard"):
            open_draft = None
        if change.version == version:
            return change.number if open_draft is None else open_draft - 1
    return 0
