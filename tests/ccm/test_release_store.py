"""Releases are found by what they are of, and are what was stored."""

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.release_store import ReleaseDamagedError, ReleaseStore
from ccm.release_tables import ReleaseRow
from content_blocks.digest import canonical_bytes, digest_bytes
from tests.ccm.governance.office import MONDAY

VERSIONS = [("invoice", 1), ("invoice", 2), ("invoice", 3), ("notice", 1), ("notice", 2)]


def put(session: Session, template: str, number: int, version: int, digest: str = "") -> None:
    lock = canonical_bytes({"template": template, "number": number, "approvals": []})
    session.execute(
        insert(ReleaseRow).values(
            template=template, number=number, version=version, digest=digest or digest_bytes(lock), lock=lock.decode(),
            submission="1", effective=MONDAY.date(), released_by="dora", released_at=MONDAY,
        )
    )  # fmt: skip


def test_the_newest_releases_of_many_versions_are_those_of_each(database: Database) -> None:
    with database.writing() as session:
        for template, number, version in [("invoice", 1, 1), ("invoice", 2, 2), ("invoice", 3, 1), ("notice", 1, 2)]:
            put(session, template, number, version)
        store = ReleaseStore(session)
        found = store.newest_of(VERSIONS)
        assert {key: release.name for key, release in found.items()} == {
            ("invoice", 1): "invoice#3", ("invoice", 2): "invoice#2", ("notice", 2): "notice#1",
        }  # fmt: skip
        assert found == {version: one for version in VERSIONS if (one := store.newest(*version))}
        assert store.newest_of([]) == {}
        assert [one.name for one in store.page(limit=3)] == ["invoice#1", "invoice#2", "invoice#3"]
        assert [one.name for one in store.page(after=("invoice", 2))] == ["invoice#3", "notice#1"]
        assert [one.name for one in store.page("invoice", after=("invoice", 1), limit=1)] == ["invoice#2"]


def test_a_release_that_was_altered_is_not_told_of(database: Database) -> None:
    with database.writing() as session:
        put(session, "invoice", 1, 1, digest_bytes(b"another"))
        with pytest.raises(ReleaseDamagedError, match="release invoice#1"):
            ReleaseStore(session).newest_of(VERSIONS)
