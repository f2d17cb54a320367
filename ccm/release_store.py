"""The store of releases: what was sealed, under its digest, and which is in force on a day.

Works in the session it is given and never commits. What a row holds is plain data; `ccm.sending` makes a release of it
again, and asks whether it may be sent.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, insert, or_, select
from sqlalchemy.orm import Session, aliased

from ccm.release import Release
from ccm.release_tables import ReleaseRow
from content_blocks.digest import canonical_bytes, digest_bytes
from templates_repo.store import TemplateStore
from templates_repo.tables import Template

_NAMED = re.compile(r"([a-z][a-z0-9-]*)#([1-9][0-9]{0,8})\Z")
_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{8,64})\Z")


class ReleaseNotFoundError(LookupError):
    """There is no such release; the message says what there is."""


class ReleaseDamagedError(RuntimeError):
    """A release is not what was stored: its digest does not agree."""


@dataclass(frozen=True)
class StoredRelease:
    """A release as it stands in the store. `lock` is what was sealed, as `Release.lock` gave it."""

    template: str
    number: int
    version: int
    digest: str
    lock: dict[str, Any]
    submission: str
    effective: date
    released_by: str
    released_at: datetime

    @property
    def name(self) -> str:
        return f"{self.template}#{self.number}"


class ReleaseStore:
    """Releases of all templates, in the order they were made."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def next_number(self, template: str) -> int:
        """The number the next release of `template` has. Holds the template until the transaction ends."""
        self.session.scalars(select(Template).where(Template.key == template).with_for_update()).one()
        newest = self.session.scalar(select(func.max(ReleaseRow.number)).where(ReleaseRow.template == template))
        return (newest or 0) + 1

    def add(
        self, release: Release, *, number: int, submission: str, effective: date, person: str, at: datetime
    ) -> StoredRelease:
        """Store an approved release under the number it was sealed with, in force from the day `effective`."""
        if release.subject is None:
            raise ValueError(f"template {release.template.key}: a draft is not released")
        lock = canonical_bytes(release.lock)
        self.session.execute(
            insert(ReleaseRow).values(
                template=release.template.key, number=number, version=release.subject.version,
                digest=digest_bytes(lock), lock=lock.decode(), submission=submission, effective=effective,
                released_by=person, released_at=at,
            )
        )  # fmt: skip
        return self.find(f"{release.template.key}#{number}")

    def find(self, name: str) -> StoredRelease:
        """The release of this name (``invoice#3``), or of this digest or its first 8 digits or more.

        Raises ReleaseNotFoundError; ReleaseDamagedError when it is not what was stored.
        """
        if match := _NAMED.match(name):
            found = self._all(ReleaseRow.template == match[1], ReleaseRow.number == int(match[2]))
        elif match := _DIGEST.match(name):
            found = self._all(ReleaseRow.digest.startswith(f"sha256:{match[1]}"))
        else:
            raise ReleaseNotFoundError(f"{name[:80]!r} names no release; write invoice#3, or the digest of one")
        if len(found) > 1:
            names = ", ".join(release.name for release in found[:5])
            raise ReleaseNotFoundError(f"{name} begins the digest of several releases: {names}; write more of it")
        if not found:
            raise ReleaseNotFoundError(f"there is no release {name}; 'ccm releases' lists those there are")
        return found[0]

    def of(self, template: str) -> tuple[StoredRelease, ...]:
        """The releases of a template, the oldest first."""
        return self._all(ReleaseRow.template == template)

    def page(
        self, template: str | None = None, after: tuple[str, int] | None = None, limit: int = 100
    ) -> tuple[StoredRelease, ...]:
        """The first `limit` releases, of `template` if it is given, by template and number.

        With `after`, the template and number of one, those behind it.
        """
        query = select(ReleaseRow).order_by(ReleaseRow.template, ReleaseRow.number).limit(limit)
        if template is not None:
            query = query.where(ReleaseRow.template == template)
        if after is not None:
            same = and_(ReleaseRow.template == after[0], ReleaseRow.number > after[1])
            query = query.where(or_(ReleaseRow.template > after[0], same))
        return self._read(query)

    def by_submission(self, submission: str) -> tuple[StoredRelease, ...]:
        """What was released by the approval of a submission: a template, or the followers of a block."""
        return self._all(ReleaseRow.submission == submission)

    def templates(self) -> tuple[str, ...]:
        """The templates that have a release, sorted."""
        return tuple(self.session.scalars(select(ReleaseRow.template).distinct().order_by(ReleaseRow.template)))

    def in_force(self, template: str, day: date) -> StoredRelease | None:
        """The newest release, effective by `day`, of the version that is in force on that day; None without one."""
        version = TemplateStore(self.session).in_force(template, day)
        return None if version is None else self.newest(template, version.number, day)

    def newest(self, template: str, version: int, day: date = date.max) -> StoredRelease | None:
        """The newest release of a version of a template that is effective by `day`; None without one."""
        wanted = ReleaseRow.template == template, ReleaseRow.version == version, ReleaseRow.effective <= day
        query = select(ReleaseRow).where(*wanted).order_by(ReleaseRow.number.desc()).limit(1)
        return next(iter(self._read(query)), None)

    def newest_of(self, versions: Iterable[tuple[str, int]]) -> dict[tuple[str, int], StoredRelease]:
        """What `newest` gives for each of these versions (template and number), with one question for all of them."""
        wanted, later = set(versions), aliased(ReleaseRow)
        same = later.template == ReleaseRow.template, later.version == ReleaseRow.version
        newest = select(func.max(later.number)).where(*same).scalar_subquery()
        found = self._all(ReleaseRow.template.in_({key for key, _ in wanted}), ReleaseRow.number == newest)
        by_version = {(release.template, release.version): release for release in found}
        return {version: by_version[version] for version in by_version.keys() & wanted}

    def _all(self, *wanted: Any) -> tuple[StoredRelease, ...]:
        return self._read(select(ReleaseRow).where(*wanted).order_by(ReleaseRow.template, ReleaseRow.number))

    def _read(self, query: Select[ReleaseRow]) -> tuple[StoredRelease, ...]:
        return tuple(_stored(row) for row in self.session.scalars(query))


def _stored(row: ReleaseRow) -> StoredRelease:
    if digest_bytes(row.lock.encode()) != row.digest:
        raise ReleaseDamagedError(
            f"release {row.template}#{row.number}: what it holds is not what was sealed; ask the audit log"
        )
    return StoredRelease(
        row.template, row.number, row.version, row.digest, _lock(row), row.submission, row.effective,
        row.released_by, row.released_at,
    )  # fmt: skip


def _lock(row: ReleaseRow) -> dict[str, Any]:
    """The lock as plain data, which names its approvals. Raises ReleaseDamagedError for what was never sealed."""
    try:
        lock: dict[str, Any] = json.loads(row.lock)
        if all({"kind", "digest", "submission"} <= entry.keys() for entry in lock["approvals"]):
            return lock
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    raise ReleaseDamagedError(f"release {row.template}#{row.number}: holds no lock of a release; ask the audit log")
