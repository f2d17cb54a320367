"""Drafts: what is being written, under optimistic locking. A draft need not be whole; a version is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from content_blocks.digest import digest
from content_blocks.file_bodies import listing
from content_blocks.files import Files, check_files
from content_blocks.subject_rows import NotInStoreError, StoreError, SubjectRows, check_author
from content_blocks.tables import DraftColumns


@dataclass(frozen=True)
class Draft:
    """The files as they stand. `base` is the version they were begun from, 0 for none.

    `revision` counts what was ever done to drafts of the key, so that no two drafts of it have the same.
    """

    key: str
    revision: int
    base: int
    files: Files
    author: str
    saved_at: datetime


@dataclass(frozen=True)
class DraftNote:
    """What is known of a draft without its bodies; `files` are the digests of its files by path."""

    key: str
    revision: int
    base: int
    author: str
    saved_at: datetime
    files: Mapping[str, str]


class StaleDraftError(RuntimeError):
    """A draft was saved on top of one that had changed. Both are here, so that nothing is lost.

    `stored` is what is in the store, None when there is no such draft; `refused` is what was to be saved.
    """

    def __init__(self, stored: Draft | None, refused: Draft) -> None:
        self.stored = stored
        self.refused = refused
        by = f"{stored.author} saved revision {stored.revision} of it" if stored else "there is no such draft"
        super().__init__(
            f"the draft of {refused.key} has changed since revision {refused.revision}: {by}; "
            "compare the two and save again on top of it"
        )


class Drafts(SubjectRows):
    """The drafts of one kind of subject: one for each key."""

    def draft(self, key: str) -> Draft | None:
        """The draft of `key`, with its files. Raises StoreDamagedError."""
        row = self.session.scalar(
            select(self._drafts).where(self._drafts.key == key).execution_options(populate_existing=True)
        )
        if row is None:
            return None
        return Draft(key, row.revision, row.base, self._bodies(row.files), row.author, row.saved_at)

    def draft_notes(self) -> tuple[DraftNote, ...]:
        """Every draft of this kind, by key."""
        query = select(self._drafts).order_by(self._drafts.key).execution_options(populate_existing=True)
        return tuple(map(_note, self.session.scalars(query)))

    def draft_note(self, key: str) -> DraftNote | None:
        """What is known of the draft of `key`; None without one."""
        query = select(self._drafts).where(self._drafts.key == key).execution_options(populate_existing=True)
        row = self.session.scalar(query)
        return None if row is None else _note(row)

    def save_draft(self, key: str, files: Files, revision: int, author: str, at: datetime, base: int = 0) -> Draft:
        """Save the draft of `key` on top of `revision`, 0 to begin it, and return it.

        `base` is the version that the files were made from; 0 leaves that as it was. A draft may be half written: it
        is not read as a folder. Raises StaleDraftError, with both drafts, when somebody else saved since; FolderError
        when no folder can hold such files; StoreError when the author or the key has no name.
        """
        check_author(author)
        check_files(files)
        self.hold(key)
        stored = self._draft_at(key, Draft(key, revision, base, files, author, at))
        self._keep(files)
        self._log.add(key, "draft", author, at, digest(listing(files)))
        return self._write(key, stored, files, base or (stored.base if stored else 0), author, at)

    def discard_draft(self, key: str, revision: int, person: str, at: datetime) -> Draft:
        """Let the draft of `key` at `revision` be no more, and return what it was.

        That it was saved, by whom and how often stays on record, and so do its files. Raises StaleDraftError when the
        draft has another revision, StoreError when there is none.
        """
        check_author(person)
        self.hold(key)
        draft = self._draft_at(key, Draft(key, revision, 0, {}, person, at))
        if draft is None:
            raise self._no_draft(key, "discard")
        self._log.add(key, "discard", person, at, digest(listing(draft.files)))
        self.session.execute(delete(self._drafts).where(self._drafts.key == key))
        return draft

    def _no_draft(self, key: str, act: str) -> StoreError:
        return NotInStoreError(f"there is no draft of the {self.kind} {key} to {act}; save one first")

    def _draft_at(self, key: str, wanted: Draft) -> Draft | None:
        """The draft as it is stored, if that is the revision `wanted`. Raises StaleDraftError."""
        stored = self.draft(key)
        if (stored.revision if stored else 0) != wanted.revision:
            raise StaleDraftError(stored, wanted)
        return stored

    def _write(self, key: str, stored: Draft | None, files: Files, base: int, author: str, at: datetime) -> Draft:
        """Write the draft after `stored`; its bodies and its change are kept already, and the subject is held."""
        revision = stored.revision + 1 if stored else self._log.draft_changes(key)
        draft = Draft(key, revision, base, dict(sorted(files.items())), author, at)
        values: dict[str, Any] = {
            "revision": draft.revision,
            "base": base,
            "files": listing(files),
            "author": author,
            "saved_at": at,
        }
        if stored is None:
            self.session.execute(insert(self._drafts).values(key=key, **values))
        else:
            self.session.execute(update(self._drafts).where(self._drafts.key == key).values(**values))
        return draft


def _note(row: DraftColumns) -> DraftNote:
    return DraftNote(row.key, row.revision, row.base, row.author, row.saved_at, row.files)
