"""Templates, blocks and brands at a glance, as a list of them shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy.orm import Session

from approval.standing import Standing
from ccm.governance.books import Books
from ccm.governance.standings import version_standings
from ccm.repository import AnyStore
from content_blocks.block import ContentBlock
from content_blocks.drafts import DraftNote
from content_blocks.store import Version
from content_blocks.subject_rows import ContentKind
from templates_repo.template import Template

_MAX_KNOWN = 5_000


@dataclass(frozen=True)
class Facts:
    """What a version says of itself. What a kind does not have is empty."""

    title: str
    description: str = ""
    language: str = ""
    locales: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    owner: str = ""
    lock: str = ""


@dataclass(frozen=True)
class Summary:
    """Something that has versions: its newest one, what that says of itself, where it stands, and its draft."""

    kind: ContentKind
    version: Version
    facts: Facts
    folder: str
    retired_on: date | None
    draft: DraftNote | None
    standing: Standing | None


class Summaries:
    """The keys of a kind, what is retired only when asked for; and the summary of each when that is asked for.

    What the approval of each newest version is worth is found out only with `standings`: it takes reading its parts.
    """

    def __init__(self, session: Session, kind: ContentKind, *, retired: bool = False, standings: bool = False) -> None:
        self._books, self._kind = Books(session), kind
        self._store: AnyStore = self._books.content(kind)
        self.keys = self._store.subjects(retired=retired)
        self._standings = standings
        self._drafts = {note.key: note for note in self._store.draft_notes()}

    def of(self, keys: Iterable[str]) -> tuple[Summary, ...]:
        """The summaries of `keys`. Raises NotInStoreError, StoreDamagedError."""
        return tuple(self._one(key) for key in keys)

    def _one(self, key: str) -> Summary:
        version = self._store.version(key)
        folder = self._books.people.folder_of(self._kind, key)
        retired_on = self._store.retired_on(key)
        facts, draft = facts_of(self._store, version), self._drafts.get(key)
        return Summary(self._kind, version, facts, folder, retired_on, draft, self._standing(version))

    def _standing(self, version: Version) -> Standing | None:
        if not self._standings:
            return None
        [found] = version_standings(self._books, self._kind, version.key, [version.number])
        return found.standing


def facts_of(store: AnyStore, version: Version) -> Facts:
    """What a version says of itself. A version never changes, so it is read once. Raises StoreDamagedError."""
    return _KNOWN.get(store, version)


def _facts(store: AnyStore, version: Version) -> Facts:
    content = store.content(version)
    if isinstance(content, Template):
        told = content.definition
        return Facts(
            told.title, told.description, told.language, told.locales, told.channels, told.tags, told.jurisdictions
        )
    if isinstance(content, ContentBlock):
        block = content.definition
        return Facts(
            block.title, "", block.language, block.locales, (), block.tags, block.jurisdictions, block.owner, block.lock
        )
    return Facts(content.brand.name)


class _Known:
    """The facts of versions that were read, by the digest of their files: a bounded number, whichever come."""

    def __init__(self) -> None:
        self._facts: dict[tuple[str, str, str], Facts] = {}
        self._lock = Lock()

    def get(self, store: AnyStore, version: Version) -> Facts:
        name = (store.kind, version.key, version.files_digest)
        known = self._facts.get(name)
        if known is None:
            known = _facts(store, version)
            with self._lock:
                if len(self._facts) >= _MAX_KNOWN:
                    self._facts.clear()
                self._facts[name] = known
        return known


_KNOWN = _Known()


@dataclass(frozen=True)
class Writing:
    """Somebody's draft of something, which may be new: `newest` is 0 then."""

    kind: ContentKind
    note: DraftNote
    newest: int
    title: str


def drafts_under_way(session: Session) -> tuple[Writing, ...]:
    """Every draft there is, by kind and key."""
    books = Books(session)
    kinds: tuple[ContentKind, ...] = ("block", "brand", "template")
    return tuple(
        Writing(kind, note, store.newest(note.key), _title(store, note.key))
        for kind in kinds
        for store in (books.content(kind),)
        for note in store.draft_notes()
    )


def _title(store: AnyStore, key: str) -> str:
    """The title of the newest version; "" where there is none."""
    return facts_of(store, store.version(key)).title if store.newest(key) else ""
