"""Talking about drafts: comments on a node, answers, mentions; a thread that is resolved. None of it decides anything.

What was said is no part of the log, which holds who said something about what, and when.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.comments.comment import Comment, CommentError, Thread, checked_node, checked_text, mentioned
from ccm.comments.store import CommentStore
from ccm.governance.acting import Acting, record
from ccm.governance.books import Books
from content_blocks.subject_rows import ContentKind, NotInStoreError


@dataclass(frozen=True)
class About:
    """What is talked about: the node of a subject, or all of it; or the comment that is answered."""

    kind: ContentKind
    key: str
    node: str | None = None
    answers: int | None = None


def comment_on(session: Session, acting: Acting, about: About, text: str) -> Comment:
    """Say something about a template, block or brand.

    Raises ForbiddenError, NotInStoreError when there is nothing of that name, CommentNotFoundError when what is
    answered is not there, CommentError when it says nothing or turns to somebody who cannot read it.
    """
    books = Books(session)
    books.people.require(acting.person, "comment", about.kind, about.key)
    _require_there(books, about.kind, about.key)
    words, node, thread = checked_text(text), checked_node(about.node), None
    store = CommentStore(session)
    if about.answers is not None:
        first = store.thread(about.kind, about.key, about.answers).first
        node, thread = first.node, first.number
    people = _mentioned(books, about, words)
    said = store.add(about.kind, about.key, node, thread, acting.person, words, acting.at, people)
    _record(session, acting, "comment-draft", about.kind, about.key, said.number)
    return said


def resolve_comment(session: Session, acting: Acting, kind: ContentKind, key: str, number: int) -> Thread:
    """Say that nothing is left of a thread. Raises ForbiddenError, CommentNotFoundError, CommentError."""
    return _settled(session, acting, kind, key, number, resolved=True)


def reopen_comment(session: Session, acting: Acting, kind: ContentKind, key: str, number: int) -> Thread:
    """Say that something is left of a thread. Raises ForbiddenError, CommentNotFoundError, CommentError."""
    return _settled(session, acting, kind, key, number, resolved=False)


def _settled(
    session: Session, acting: Acting, kind: ContentKind, key: str, number: int, *, resolved: bool
) -> Thread:  # fmt: skip
    books, store = Books(session), CommentStore(session)
    books.people.require(acting.person, "comment", kind, key)
    thread = store.thread(kind, key, number)
    if thread.resolved is resolved:
        raise CommentError(f"the comment {thread.first.number} is {'resolved already' if resolved else 'open'}")
    if resolved:
        store.resolve(thread.first.number, acting.person, acting.at)
    else:
        store.reopen(thread.first.number)
    _record(session, acting, "resolve-comment" if resolved else "reopen-comment", kind, key, thread.first.number)
    return store.thread(kind, key, number)


def _mentioned(books: Books, about: About, text: str) -> tuple[str, ...]:
    people = mentioned(text)
    for person in people:
        if not books.people.is_active(person):
            raise CommentError(f"there is no active user {person!r} to turn to; write their key, or leave out the @")
        if not books.people.can(person, "view", about.kind, about.key):
            raise CommentError(f"{person} may not look at the {about.kind} {about.key}; turn to somebody who may")
    return people


def _require_there(books: Books, kind: ContentKind, key: str) -> None:
    store = books.content(kind)
    if store.draft_note(key) is None and key not in store.subjects(retired=True):
        raise NotInStoreError(f"there is no {kind} {key} in the store")


def _record(session: Session, acting: Acting, act: str, kind: ContentKind, key: str, number: int) -> None:
    record(session, acting, act, AuditSubject(kind, key), f"comment {number}")
