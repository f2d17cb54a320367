"""The rows that versions and drafts hang on: one for each subject, held by whoever changes anything of it."""

import re
from abc import ABC
from datetime import date
from typing import ClassVar, Literal

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content_blocks import tables
from content_blocks.change_log import ChangeLog, ContentChange, settled
from content_blocks.file_bodies import keep_bodies, read_bodies
from content_blocks.files import Files

ContentKind = Literal["template", "block", "brand"]
"""What has versions; each kind is a folder when people write it."""

MAX_AUTHOR = 200

_KEY = re.compile(r"[a-z][a-z0-9\-]{0,63}\Z")


class StoreError(LookupError):
    """What was asked for is not there or cannot be done; the message says why and what to do."""


class NotInStoreError(StoreError):
    """What was asked for is not there."""


class SubjectRows(ABC):
    """The subjects of one kind, their files and their changes. It works in the session it is given."""

    kind: ClassVar[ContentKind]
    _subjects: ClassVar[type[tables.SubjectColumns]]
    _versions: ClassVar[type[tables.VersionColumns]]
    _drafts: ClassVar[type[tables.DraftColumns]]
    _files: ClassVar[type[tables.FileColumns]]
    _changes: ClassVar[type[tables.ChangeColumns]]

    def __init__(self, session: Session) -> None:
        self.session = session
        self._log = ChangeLog(session, self._changes)

    def subjects(self, *, retired: bool = False) -> tuple[str, ...]:
        """The keys of everything that has a version, sorted; what is retired only when asked for."""
        query = select(self._subjects.key).where(self._subjects.newest > 0).order_by(self._subjects.key)
        if not retired:
            query = query.where(self._subjects.retired_on.is_(None))
        return tuple(self.session.scalars(query))

    def newest(self, key: str) -> int:
        """The number of the newest version of `key`, 0 when there is none."""
        return self.session.scalar(select(self._subjects.newest).where(self._subjects.key == key)) or 0

    def retired_on(self, key: str) -> date | None:
        """The day from which `key` is retired, None while it is not."""
        return self.session.scalar(select(self._subjects.retired_on).where(self._subjects.key == key))

    def changes(self, key: str) -> tuple[ContentChange, ...]:
        """Every draft of `key` that was saved and every version that was made, in the order that was done."""
        return self._log.changes(key)

    def newest_change(self, key: str) -> int:
        """The number of the newest change to `key`, 0 when there is none."""
        return self._log.newest(key)

    def settled_change(self, key: str, number: int) -> int:
        """The number of the last change that is settled when version `number` is approved (see `settled`)."""
        return settled(self._log.changes(key), number)

    def hold(self, key: str) -> int:
        """Let nobody else change `key` until the transaction ends, and return the number of its newest version.

        Raises StoreError when that is no key.
        """
        if not _KEY.match(key):
            raise StoreError(f"{key[:80]!r} is no key of a {self.kind}; write up to 64 small letters, digits and -")
        held = select(self._subjects).where(self._subjects.key == key).with_for_update()
        row = self.session.scalar(held.execution_options(populate_existing=True))
        if row is None:
            try:
                with self.session.begin_nested():
                    self.session.execute(insert(self._subjects).values(key=key, newest=0))
            except IntegrityError:  # somebody else just made it: wait for them
                pass
            row = self.session.scalars(held.execution_options(populate_existing=True)).one()
        return row.newest

    def _keep(self, files: Files) -> None:
        keep_bodies(self.session, self._files, files)

    def _bodies(self, listed: dict[str, str]) -> dict[str, bytes]:
        return read_bodies(self.session, self._files, listed, self.kind)


def check_author(author: str) -> None:
    """Raises StoreError for a name that is none."""
    if not author.strip() or len(author) > MAX_AUTHOR or not author.isprintable():
        raise StoreError(f"{author[:40]!r} is nobody's name; give one of up to {MAX_AUTHOR} letters")
