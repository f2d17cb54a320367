"""Editing: importing, saving, discarding, publishing, rolling back and retiring, each one act.

Every function works in one writing transaction that it does not end, in the same order: is the person allowed to, what
the store does, what of that kind was before its approvers and is void now, and the rows of the audit log last. When it
raises, nothing may be committed.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.submission import Submission
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books
from ccm.governance.voiding import record_voided, void_edited
from ccm.library import Shelf
from ccm.library_base import Base
from ccm.people.edits import kind_of_edit
from ccm.people.rights import ForbiddenError
from ccm.repository import AnyStore, import_folder
from content_blocks.digest import digest
from content_blocks.drafts import Draft
from content_blocks.file_bodies import listing
from content_blocks.files import Files
from content_blocks.folders import FolderError
from content_blocks.store import Version
from content_blocks.subject_rows import ContentKind


@dataclass(frozen=True)
class Edited:
    """The newest version of something after an act, whether the act made it, and the submissions that voided.

    `behind` says that an imported folder had what was exported, and the store something newer, which stays.
    """

    kind: ContentKind
    version: Version
    new: bool
    voided: tuple[Submission, ...] = ()
    behind: bool = False


def import_library(
    session: Session, acting: Acting, shelf: Shelf, message: str = "", base: Base | None = None
) -> tuple[Edited, ...]:
    """Import every brand, block and template of `shelf`; content that is the newest already makes no version.

    `base` is what it was exported from, where that is known. Raises RepositoryError with everything that is wrong,
    ForbiddenError with everything the person may not change, LostUpdateError with every subject that was changed both
    in `shelf` and in the store since.
    """
    take_turn(session)
    books = Books(session)
    books.people.keep()  # before any subject is held, as in every other act
    refused: list[str] = []

    def check(store: AnyStore, key: str, files: Files) -> None:
        try:
            _check_rights(books, acting, store, key, files)
        except ForbiddenError as error:
            refused.append(str(error))

    moved = import_folder(session, shelf, acting.person, acting.at, message, check, base)
    if refused:
        raise ForbiddenError("\n".join(refused))
    edited = [replace(_edited(books, acting, one.kind, one.version, one.new), behind=one.behind) for one in moved]
    _record(books, acting, "import", edited, message)
    return tuple(edited)


def save_draft(
    session: Session, acting: Acting, kind: ContentKind, key: str, files: Files, revision: int, base: int = 0
) -> Draft:
    """Save the draft of `key` on top of `revision`, 0 to begin it; `base` is the version its files were made from.

    Who may change everything can save it half written; from anybody else it must be whole, so that it can be told what
    they changed. Raises ForbiddenError, and as `content_blocks.drafts.Drafts.save_draft` does.
    """
    books = Books(session)
    store = books.content(kind)
    books.people.require(acting.person, "edit", kind, key)
    store.hold(key)
    _check_draft_rights(books, acting, store, key, files)
    draft = store.save_draft(key, files, revision, acting.person, acting.at, base)
    subject = AuditSubject(kind, key, digest=digest(listing(files)))
    record(session, acting, "draft-save", subject, f"revision {draft.revision}")
    return draft


def discard_draft(session: Session, acting: Acting, kind: ContentKind, key: str, revision: int, why: str = "") -> Draft:
    """Discard the draft of `key` at `revision`, and return what it was. Who saved it stays on record.

    It takes the right to go back from the draft to the newest version. Raises ForbiddenError, and as
    `content_blocks.drafts.Drafts.discard_draft` does.
    """
    books = Books(session)
    store = books.content(kind)
    books.people.require(acting.person, "edit", kind, key)
    if store.hold(key):
        _check_draft_rights(books, acting, store, key, store.files(store.version(key)))
    else:
        books.people.require_edit(acting.person, kind, key, "everything", "it is new")
    draft = store.discard_draft(key, revision, acting.person, acting.at)
    subject = AuditSubject(kind, key, digest=digest(listing(draft.files)))
    record(session, acting, "draft-discard", subject, f"revision {draft.revision}. {why}".strip())
    return draft


def publish(session: Session, acting: Acting, kind: ContentKind, key: str, revision: int, message: str = "") -> Edited:
    """Make the draft of `key` at `revision` its newest version.

    Raises ForbiddenError, and as `content_blocks.store.Store.publish` does.
    """
    take_turn(session)
    books = Books(session)
    store = books.content(kind)
    books.people.require(acting.person, "edit", kind, key)
    newest = store.hold(key)
    draft = store.draft(key)
    if draft is not None and draft.revision == revision:
        _check_rights(books, acting, store, key, draft.files)
    version = store.publish(key, revision, acting.person, acting.at, message)
    return _new_version(books, acting, "version-add", kind, version, newest, message)


def roll_back(session: Session, acting: Acting, kind: ContentKind, key: str, number: int, message: str = "") -> Edited:
    """Make a new version of `key` that says what version `number` said.

    Raises ForbiddenError, and StoreError when there is no such version or `key` is retired.
    """
    take_turn(session)
    books = Books(session)
    store = books.content(kind)
    books.people.require(acting.person, "edit", kind, key)
    newest = store.hold(key)
    _check_rights(books, acting, store, key, store.files(store.version(key, number)))
    version = store.roll_back(key, number, acting.person, acting.at, message)
    return _new_version(books, acting, "roll-back", kind, version, newest, f"to version {number}. {message}".strip())


def retire(session: Session, acting: Acting, kind: ContentKind, key: str, on: date, message: str = "") -> Version:
    """From the day `on`, let no version of `key` be in force; return the newest, after which there will be none.

    Raises ForbiddenError, and StoreError when there is no such subject.
    """
    take_turn(session)
    books = Books(session)
    store = books.content(kind)
    books.people.require_edit(acting.person, kind, key, "everything", "it is retired")
    store.retire(key, on)
    version = store.version(key)
    record(session, acting, "retire", _audited(kind, version), f"from {on}. {message}".strip())
    return version


def _check_rights(books: Books, acting: Acting, store: AnyStore, key: str, files: Files) -> None:
    """Refuse what the person may not change, from the newest version to `files`. Raises ForbiddenError, FolderError.

    Files that are the newest version already are no edit.
    """
    newest = store.version(key) if store.hold(key) else None
    if newest is not None and newest.files_digest == digest(listing(files)):
        return
    before = None if newest is None else store.content(newest)
    needed, because = kind_of_edit(before, store.parse(key, files))
    books.people.require_edit(acting.person, store.kind, key, needed, because)


def _check_draft_rights(books: Books, acting: Acting, store: AnyStore, key: str, files: Files) -> None:
    """Refuse what the person may not change, from the draft as it is, else the newest version, to `files`."""
    if books.people.edit_kind(acting.person, store.kind, key) == "everything":
        return
    try:
        after = store.parse(key, files)
    except FolderError as error:
        because = f"it is half written: {str(error).splitlines()[0]}"
        books.people.require_edit(acting.person, store.kind, key, "everything", because)
        raise
    draft = store.draft(key)
    try:
        before = store.parse(key, draft.files) if draft is not None else None
    except FolderError:
        before = None
    if before is None and store.newest(key):
        before = store.content(store.version(key))
    needed, because = kind_of_edit(before, after)
    books.people.require_edit(acting.person, store.kind, key, needed, because)


def _new_version(
    books: Books, acting: Acting, act: str, kind: ContentKind, version: Version, before: int, why: str
) -> Edited:
    edited = _edited(books, acting, kind, version, version.number > before)
    _record(books, acting, act, [edited], why)
    return edited


def _edited(books: Books, acting: Acting, kind: ContentKind, version: Version, new: bool) -> Edited:
    voided = void_edited(books, acting, kind, version.key) if new else ()
    return Edited(kind, version, new, voided)


def _record(books: Books, acting: Acting, act: str, edited: list[Edited], why: str) -> None:
    made = [one for one in edited if one.new]
    for one in made:
        record(books.session, acting, act, _audited(one.kind, one.version), why)
    for one in made:
        record_voided(books, acting, one.voided)


def _audited(kind: ContentKind, version: Version) -> AuditSubject:
    return AuditSubject(kind, version.key, version.number, version.digest)
