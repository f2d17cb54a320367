"""The store of blocks and brands: immutable versions, drafts under optimistic locking, roll back, retirement.

A store works in the session it is given and never commits, so that what it does stands or falls with
everything else in the transaction. Nothing in it deletes, but for a draft that is discarded: its changes stay.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from sqlalchemy import insert, select, update

from content_blocks import tables
from content_blocks.block import ContentBlock
from content_blocks.change_log import What
from content_blocks.digest import digest
from content_blocks.drafts import Draft, Drafts
from content_blocks.file_bodies import StoreDamagedError, listing
from content_blocks.files import Files, read_content
from content_blocks.folders import BrandFolder, read_block, read_brand
from content_blocks.subject_rows import NotInStoreError, StoreError, check_author


@dataclass(frozen=True)
class Version:
    """What is known of one version of `key`; `files` are the digests of its files by path."""

    key: str
    number: int
    digest: str
    files_digest: str
    files: dict[str, str]
    author: str
    created_at: datetime
    message: str

    @property
    def name(self) -> str:
        return f"{self.key}@{self.number}"


class Digested(Protocol):
    """What a folder holds once it is read."""

    @property
    def digest(self) -> str: ...


Content = TypeVar("Content", bound=Digested)


class Store(Drafts, ABC, Generic[Content]):
    """Versions and drafts of one kind of subject. See the module about transactions."""

    @abstractmethod
    def read(self, folder: Path) -> Content:
        """Read a folder of this kind. Raises FolderError."""

    def parse(self, key: str, files: Files) -> Content:
        """What `files` say as the folder of `key`. Raises FolderError when they are not a whole one of this kind."""
        return read_content(files, key, self.read)

    def version(self, key: str, number: int | None = None) -> Version:
        """Version `number` of `key`, the newest when left out. Raises StoreError."""
        newest = self._subjects.newest
        wanted = select(newest).where(self._subjects.key == key).scalar_subquery() if number is None else number
        row = self.session.scalar(
            select(self._versions).where(self._versions.key == key, self._versions.number == wanted)
        )
        if row is None:
            raise NotInStoreError(
                f"there is no {self.kind} {key if number is None else f'{key}@{number}'} in the store"
            )
        return _version(row)

    def versions(self, key: str) -> tuple[Version, ...]:
        """Every version of `key`, oldest first."""
        rows = select(self._versions).where(self._versions.key == key).order_by(self._versions.number)
        return tuple(_version(row) for row in self.session.scalars(rows))

    def files(self, version: Version) -> dict[str, bytes]:
        """The files of a version, byte for byte. Raises StoreDamagedError when they are not what was stored."""
        if digest(version.files) != version.files_digest:
            raise StoreDamagedError(f"{self.kind} {version.name}: its list of files is not the one that was stored")
        return self._bodies(version.files)

    def content(self, version: Version) -> Content:
        """What a version says, read from its files. Raises StoreDamagedError."""
        content = self.parse(version.key, self.files(version))
        if content.digest != version.digest:
            raise StoreDamagedError(
                f"{self.kind} {version.name}: its files say {content.digest}, and it was stored as {version.digest}"
            )
        return content

    def add(self, key: str, files: Files, author: str, at: datetime, message: str = "") -> tuple[Version, bool]:
        """Make `files` the newest version of `key`, and say whether that made a version.

        The same files as those of the newest version make none. Raises FolderError when the files are not a whole
        folder of this kind, StoreError when the subject is retired or the author has no name.
        """
        return self._add(key, files, author, at, message, "version")

    def _add(self, key: str, files: Files, author: str, at: datetime, message: str, what: What) -> tuple[Version, bool]:
        check_author(author)
        content = self.parse(key, files)
        newest = self.hold(key)
        listed = listing(files)
        present = self._present(key, newest, content, digest(listed))
        if present is not None:
            return present, False
        self._keep(files)
        number = self._next(newest, content)
        version = Version(
            key, number, content.digest, digest(listed), listed, author, at.astimezone(UTC), message
        )  # fmt: skip
        self.session.execute(insert(self._versions).values(**vars(version) | {"created_at": at}))
        self.session.execute(update(self._subjects).where(self._subjects.key == key).values(newest=number))
        self._log.add(key, what, author, at, version.files_digest, number)
        self._added(version, content)
        return version, True

    def roll_back(self, key: str, number: int, author: str, at: datetime, message: str = "") -> Version:
        """Make a new version that says what version `number` said. Raises StoreError."""
        self.hold(key)
        old = self.version(key, number)
        files = self._renumbered(self.files(old), self.version(key).number + 1)
        return self.add(key, files, author, at, message or f"Back to version {number}")[0]

    def retire(self, key: str, on: date) -> None:
        """From the day `on`, let no version of `key` be in force, and take no new ones. Raises StoreError."""
        self.hold(key)
        self.version(key)
        self.session.execute(update(self._subjects).where(self._subjects.key == key).values(retired_on=on))

    def publish(self, key: str, revision: int, author: str, at: datetime, message: str = "") -> Version:
        """Make the draft at `revision` the newest version. The draft stays, based on that version.

        Raises StaleDraftError when the draft has another revision, StoreError when a version came since the one it is
        based on, FolderError when it is not whole.
        """
        newest = self.hold(key)
        draft = self._draft_at(key, Draft(key, revision, 0, {}, author, at))
        if draft is None:
            raise self._no_draft(key, "publish")
        if draft.base != newest:
            raise StoreError(
                f"the draft of the {self.kind} {key} was made from version {draft.base}, and {key}@{newest} by "
                f"{self.version(key).author} has come since; take over what that says, and save the draft with "
                f"{newest} as its base"
            )
        files = self._renumbered(draft.files, newest + 1)
        version, new = self._add(key, files, author, at, message, "publish")
        if new:
            self._write(key, draft, files, version.number, author, at)
        return version

    def _present(self, key: str, newest: int, content: Content, files_digest: str) -> Version | None:
        """The version that these files are already, if any. Raises StoreError when there can be no new one."""
        if newest and (version := self.version(key)).files_digest == files_digest:
            return version
        if retired := self.retired_on(key):
            raise StoreError(f"the {self.kind} {key} is retired from {retired}; a new one needs a new key")
        return None

    def _next(self, newest: int, content: Content) -> int:
        return newest + 1

    def _renumbered(self, files: Files, number: int) -> Files:
        """`files` made to say that they are version `number`, for kinds that say so."""
        return files

    def _added(self, version: Version, content: Content) -> None:
        """Note what else follows from a new version."""


def _version(row: tables.VersionColumns) -> Version:
    return Version(
        row.key, row.number, row.digest, row.files_digest, row.files, row.author, row.created_at, row.message
    )


class BrandStore(Store[BrandFolder]):
    """Brands, numbered in the order they come."""

    kind = "brand"
    _subjects, _versions, _drafts, _files = tables.Brand, tables.BrandVersion, tables.BrandDraft, tables.ContentFile
    _changes = tables.BrandChange

    def read(self, folder: Path) -> BrandFolder:
        return read_brand(folder)


class BlockStore(Store[ContentBlock]):
    """Blocks. A block says its number itself (``version:``), so one number can only ever be one content."""

    kind = "block"
    _subjects, _versions, _drafts, _files = tables.Block, tables.BlockVersion, tables.BlockDraft, tables.ContentFile
    _changes = tables.BlockChange

    def read(self, folder: Path) -> ContentBlock:
        return read_block(folder)

    def _present(self, key: str, newest: int, content: ContentBlock, files_digest: str) -> Version | None:
        number = content.version
        if number > newest:
            return super()._present(key, newest, content, files_digest)
        try:
            stored = self.version(key, number)
        except StoreError:
            stored = None
        if stored is None or stored.files_digest != files_digest:
            raise StoreError(
                f"the block {key} says it is version {number}, and the store has a version {newest} of it that "
                f"says something else; write 'version: {newest + 1}' in its block.yaml"
            )
        return stored

    def _next(self, newest: int, content: ContentBlock) -> int:
        return content.version

    def _renumbered(self, files: Files, number: int) -> Files:
        source = files.get("block.yaml", b"")
        return {**files, "block.yaml": re.sub(rb"(?m)^version:[ \t]*[0-9]+", b"version: %d" % number, source, count=1)}
