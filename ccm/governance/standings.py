"""What an approval is worth for each version of something, as far back as there are versions."""

from collections.abc import Collection
from dataclasses import dataclass

from approval.standing import Standing, standing
from approval.subject import Kind, Subject
from ccm.governance.books import Books, home
from content_blocks.store import Version
from content_blocks.subject_rows import StoreError


@dataclass(frozen=True)
class VersionStanding:
    """A version, and where it stands today. An older version that was never approved is not-approved, never void."""

    version: Version
    standing: Standing


def version_standings(
    books: Books, kind: Kind, key: str, only: Collection[int] | None = None
) -> tuple[VersionStanding, ...]:
    """Every version of `kind` `key` (of a translation: of its block), oldest first, with its standing.

    `only` are the numbers of those that are asked for, where it is not every one. Raises StoreError when there is none.
    """
    kind_home, key_home = home(kind, key)
    store = books.content(kind_home)
    newest = store.version(key_home).number
    ids = books.approvals.submissions_of(kind, key)
    states = [books.approvals.state(one) for one in ids]
    recalls = [recall for one in ids for recall in books.approvals.recalls(one)]
    found = []
    for version in store.versions(key_home):
        if only is not None and version.number not in only:
            continue
        subject = _subject(books, kind, key, version.number)
        if subject is None:
            found.append(VersionStanding(version, Standing.NOT_APPROVED))
            continue
        now = Standing.APPROVED if books.approved([subject.digest]) else standing(subject, states, recalls)
        if now is Standing.VOID and version.number != newest:
            now = Standing.NOT_APPROVED
        found.append(VersionStanding(version, now))
    return tuple(found)


def _subject(books: Books, kind: Kind, key: str, number: int) -> Subject | None:
    """What the version is as a subject; None where it cannot be one: a language it lacks, a part that is not there."""
    try:
        return books.subjects.newest(kind, key, number)
    except StoreError:
        return None
