"""Followers: the released templates that take a proposed version of a block or a brand at their next release."""

from collections.abc import Iterator
from dataclasses import dataclass

from approval.recall import is_recalled
from approval.subject import Kind, Subject
from ccm.governance.books import Books, home
from ccm.governance.subjects import Composition
from ccm.release_store import StoredRelease


@dataclass(frozen=True)
class Follower:
    """A released template, and what it is made of once the proposed version is approved."""

    released: StoredRelease
    composition: Composition

    @property
    def subject(self) -> Subject:
        return self.composition.subject


def followers(books: Books, kind: Kind, key: str) -> tuple[Follower, ...]:
    """The released templates that the newest version of `kind` `key` would change, by key.

    A template that pins another version of the block, or has taken this one, is none; nor is one whose release was
    called back, which comes into force again only by an approval of its own. What is released counts, not what is being
    written: a follower is the version of the template that is sent now, with another part.
    """
    kind, key = home(kind, key)
    if kind == "template":
        return ()
    subjects = books.proposing({(kind, key): books.content(kind).version(key).number})
    found = []
    for released in _users(books, kind, key):
        composition = subjects.composition(released.template, released.version)
        if composition.subject.digest != _released_subject(released):
            found.append(Follower(released, composition))
    return tuple(found)


def newest_release(books: Books, template: str) -> StoredRelease | None:
    """The release of a template that was made last, if there is any."""
    return next(reversed(books.releases.of(template)), None)


def _users(books: Books, kind: Kind, key: str) -> Iterator[StoredRelease]:
    """The newest releases that hold the block or the brand, and do not pin it."""
    for template in books.releases.templates():
        released = newest_release(books, template)
        if released is None or books.subjects.templates.retired_on(template) is not None or _stopped(books, released):
            continue
        lock = released.lock
        if (kind == "block" and key in lock["blocks"]) or (kind == "brand" and lock["brand"]["key"] == key):
            yield released


def _stopped(books: Books, released: StoredRelease) -> bool:
    """Whether the release itself, or the approval of its template, was called back: that is its own to put right.

    Where only a part of it was, a new version of that part may do so.
    """
    for entry in released.lock["approvals"]:
        if entry["kind"] == "template":
            state, calls = books.approvals.state(entry["submission"]), books.approvals.recalls(entry["submission"])
            own = state.submission.subject.kind == "template" or any(call.release for call in calls)
            if own and is_recalled(state, calls, released.digest):
                return True
    return False


def _released_subject(released: StoredRelease) -> str:
    return str(next(entry["digest"] for entry in released.lock["approvals"] if entry["kind"] == "template"))
