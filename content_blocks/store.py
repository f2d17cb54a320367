"""The store of blocks and brands: immutable versions, drafts under optimistic locking, roll back, retirement.

A store works in the session it is given and never commits, so that what it does stands or falls with
everything else in the transaction. Nothing in it deletes.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content_blocks import tables
from content_blocks.block import ContentBlock
from content_blocks.digest import digest, digest_bytes
from content_blocks.files import Files, check_path, read_content
from content_blocks.folders import BrandFolder, read_block, read_brand

MAX_AUTHOR = 200


class StoreError(LookupError):
    """What was asked for is not there or cannot be done; the message says why and what to do."""


class StoreDamagedError(RuntimeError):
    """What the database holds is not what was put there: a digest does not agree."""


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


@dataclass(frozen=True)
class Draft:
    """What is being written, its files as they stand. A draft need not be whole; a version is."""

    key: str
    revision: int
    base: int
    files: Files
    author: str
    saved_at: datetime


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


class Digested(Protocol):
    """What a folder holds once it is read."""

    @property
    def digest(self) -> str: ...


Content = TypeVar("Content", bound=Digested)


class Store(ABC, Generic[Content]):
    """Versions and drafts of one kind of subject. See the module about transactions."""

    kind: ClassVar[str]
    _subjects: ClassVar[type[tables.SubjectColumns]]
    _versions: ClassVar[type[tables.VersionColumns]]
    _drafts: ClassVar[type[tables.DraftColumns]]
    _files: ClassVar[type[tables.FileColumns]]

    def __init__(self, session: Session) -> None:
        self.session = session

    @abstractmethod
    def read(self, folder: Path) -> Content:
        """Read a folder of this kind. Raises FolderError."""

    def subjects(self, *, retired: bool = False) -> tuple[str, ...]:
        """The keys of everything that has a version, sorted; what is retired only when asked for."""
        query = select(self._subjects.key).where(self._subjects.newest > 0).order_by(self._subjects.key)
        if not retired:
            query = query.where(self._subjects.retired_on.is_(None))
        return tuple(self.session.scalars(query))

    def newest(self, key: str) -> int:
        """The number of the newest version of `key`, 0 when there is none."""
        return self.session.scalar(select(self._subjects.newest).where(self._subjects.key == key)) or 0

    def version(self, key: str, number: int | None = None) -> Version:
        """Version `number` of `key`, the newest when left out. Raises StoreError."""
        newest = self._subjects.newest
        wanted = select(newest).where(self._subjects.key == key).scalar_subquery() if number is None else number
        row = self.session.scalar(
            select(self._versions).where(self._versions.key == key, self._versions.number == wanted)
        )
        if row is None:
            raise StoreError(f"there is no {self.kind} {key if number is None else f'{key}@{number}'} in the store")
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
        content = read_content(self.files(version), version.key, self.read)
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
        _check_author(author)
        content = read_content(files, key, self.read)
        newest = self._lock(key)
        listing = {name: digest_bytes(body) for name, body in sorted(files.items())}
        present = self._present(key, newest, content, digest(listing))
        if present is not None:
            return present, False
        self._keep(files)
        version = Version(
            key,
            self._next(newest, content),
            content.digest,
            digest(listing),
            listing,
            author,
            at.astimezone(UTC),
            message,
        )
        self.session.execute(
            insert(self._versions).values(
                key=key, number=version.number, digest=version.digest, files_digest=version.files_digest,
                files=listing, author=author, created_at=at, message=message,
            )
        )  # fmt: skip
        self.session.execute(update(self._subjects).where(self._subjects.key == key).values(newest=version.number))
        self._added(version, content)
        return version, True

    def roll_back(self, key: str, number: int, author: str, at: datetime, message: str = "") -> Version:
        """Make a new version that says what version `number` said. Raises StoreError."""
        self._lock(key)
        old = self.version(key, number)
        files = self._renumbered(self.files(old), self.version(key).number + 1)
        return self.add(key, files, author, at, message or f"Back to version {number}")[0]

    def retire(self, key: str, on: date) -> None:
        """From the day `on`, let no version of `key` be in force, and take no new ones. Raises StoreError."""
        self._lock(key)
        self.version(key)
        self.session.execute(update(self._subjects).where(self._subjects.key == key).values(retired_on=on))

    def retired_on(self, key: str) -> date | None:
        """The day from which `key` is retired, None while it is not."""
        return self.session.scalar(select(self._subjects.retired_on).where(self._subjects.key == key))

    def draft(self, key: str) -> Draft | None:
        """The draft of `key`, with its files."""
        row = self.session.scalar(
            select(self._drafts).where(self._drafts.key == key).execution_options(populate_existing=True)
        )
        if row is None:
            return None
        return Draft(key, row.revision, row.base, self._bodies(row.files), row.author, row.saved_at)

    def save_draft(self, key: str, files: Files, revision: int, author: str, at: datetime, base: int = 0) -> Draft:
        """Save the draft of `key` on top of `revision`, 0 to begin it from version `base`, and return it.

        A draft may be half written: it is not read as a folder. Raises StaleDraftError, with both drafts, when
        somebody else saved since; FolderError when a path leads out of the folder.
        """
        _check_author(author)
        for name in files:
            check_path(name)
        values: dict[str, Any] = {
            "revision": revision + 1,
            "files": {name: digest_bytes(body) for name, body in sorted(files.items())},
            "author": author,
            "saved_at": at,
        }
        self._keep(files)
        if not (self._begin(key, base, values) if revision == 0 else self._replace(key, revision, values)):
            raise StaleDraftError(self.draft(key), Draft(key, revision, base, files, author, at))
        saved = self.draft(key)
        assert saved is not None  # noqa: S101 - it was written two lines above, in this transaction
        return saved

    def publish(self, key: str, revision: int, author: str, at: datetime, message: str = "") -> Version:
        """Make the draft at `revision` the newest version. The draft stays, based on that version.

        Raises StaleDraftError when the draft has another revision, FolderError when it is not whole.
        """
        newest = self._lock(key)
        draft = self.draft(key)
        if draft is None or draft.revision != revision:
            raise StaleDraftError(draft, Draft(key, revision, 0, {}, author, at))
        files = self._renumbered(draft.files, newest + 1)
        version, _ = self.add(key, files, author, at, message)
        self.save_draft(key, files, revision, author, at)
        self.session.execute(update(self._drafts).where(self._drafts.key == key).values(base=version.number))
        return version

    def _begin(self, key: str, base: int, values: dict[str, Any]) -> bool:
        try:
            with self.session.begin_nested():
                self.session.execute(insert(self._drafts).values(key=key, base=base, **values))
        except IntegrityError:
            return False
        return True

    def _replace(self, key: str, revision: int, values: dict[str, Any]) -> bool:
        drafts = self._drafts
        changed = update(drafts).where(drafts.key == key, drafts.revision == revision).values(**values)
        return bool(self.session.execute(changed.returning(drafts.key)).first())

    def _lock(self, key: str) -> int:
        """Hold the subject's row until the transaction ends, making it if need be; return its newest number."""
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

    def _keep(self, files: Files) -> None:
        """Store the bodies that are not there yet; two writers may bring the same one."""
        bodies = {digest_bytes(body): body for body in files.values()}
        known = set(self.session.scalars(select(self._files.digest).where(self._files.digest.in_(bodies))))
        for name in sorted(bodies.keys() - known):
            try:
                with self.session.begin_nested():
                    self.session.execute(insert(self._files).values(digest=name, body=bodies[name]))
            except IntegrityError:
                continue

    def _bodies(self, listing: dict[str, str]) -> dict[str, bytes]:
        rows = self.session.execute(
            select(self._files.digest, self._files.body).where(self._files.digest.in_(listing.values()))
        )
        bodies = {row.digest: row.body for row in rows}
        for name, expected in listing.items():
            if expected not in bodies or digest_bytes(bodies[expected]) != expected:
                raise StoreDamagedError(f"the {self.kind} file {name} ({expected}) is missing or has been altered")
        return {name: bodies[expected] for name, expected in listing.items()}


def _check_author(author: str) -> None:
    if not author.strip() or len(author) > MAX_AUTHOR or not author.isprintable():
        raise StoreError(f"{author[:40]!r} is nobody's name; give one of up to {MAX_AUTHOR} letters")


def _version(row: tables.VersionColumns) -> Version:
    return Version(
        row.key, row.number, row.digest, row.files_digest, row.files, row.author, row.created_at, row.message
    )


class BrandStore(Store[BrandFolder]):
    """Brands, numbered in the order they come."""

    kind = "brand"
    _subjects, _versions, _drafts, _files = tables.Brand, tables.BrandVersion, tables.BrandDraft, tables.ContentFile

    def read(self, folder: Path) -> BrandFolder:
        return read_brand(folder)


class BlockStore(Store[ContentBlock]):
    """Blocks. A block says its number itself (``version:``), so one number can only ever be one content."""

    kind = "block"
    _subjects, _versions, _drafts, _files = tables.Block, tables.BlockVersion, tables.BlockDraft, tables.ContentFile

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
