"""Followers: the released templates that take a proposed version of a block or a brand at their next release."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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


def followers(books: Books, kind: Kind, key: str, day: date) -> tuple[Follower, ...]:
    """The released templates that the newest version of `kind` `key` would change, by key and version.

    A template that pins another version of the block, or has taken this one, is none; nor is one whose release was
    called back, which comes into force again only by an approval of its own. What is sent on `day` or later counts,
    not what is being written: a follower is that version of the template, with another part.
    """
    kind, key = home(kind, key)
    if kind == "template":
        return ()
    subjects = books.proposing({(kind, key): books.content(kind).version(key).number})
    found = []
    for released in sent_with(books, kind, key, day):
        composition = subjects.composition(released.template, released.version)
        if composition.subject.digest != _released_subject(released):
            found.append(Follower(released, composition))
    return tuple(found)


def sent_with(books: Books, kind: Kind, key: str, day: date) -> Iterator[StoredRelease]:
    """The releases that are sent on `day`, or will be later, and hold the block or the brand, by template and version.

    A template can have several: the version of this year, and that of the next.
    """
    for template, version in _users(books, kind, key):
        released = books.releases.newest(template, version)
        if released is None or not _holds(released, kind, key) or not _is_sent(books, released, day):
            continue
        if not _stopped(books, released):
            yield released


def _users(books: Books, kind: Kind, key: str) -> list[tuple[str, int]]:
    """The versions of templates that can hold the block or the brand."""
    templates = books.subjects.templates
    if kind == "block":
        return sorted({(use.template, use.number) for use in templates.where_used(key, every_version=True)})
    return sorted(
        {(template, one.number) for template in books.releases.templates() for one in templates.periods(template)}
    )


def _holds(released: StoredRelease, kind: Kind, key: str) -> bool:
    return key in released.lock["blocks"] if kind == "block" else released.lock["brand"]["key"] == key


def _is_sent(books: Books, released: StoredRelease, day: date) -> bool:
    templates = books.subjects.templates
    retired = templates.retired_on(released.template)
    if retired is not None and retired <= day:
        return False
    periods = [period for period in templates.periods(released.template) if period.number == released.version]
    return any(period.ends is None or period.ends >= day for period in periods)


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
