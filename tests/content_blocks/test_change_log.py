"""Whoever's words may be in a version is one of its authors, however often they were written over since."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from approval.authors import Change, authors_since
from ccm.db.session import Database
from content_blocks.change_log import ContentChange, What, settled
from content_blocks.digest import digest
from content_blocks.drafts import StaleDraftError
from content_blocks.file_bodies import listing
from content_blocks.files import read_files
from content_blocks.folders import BRANDS
from content_blocks.store import BrandStore
from content_blocks.subject_rows import StoreError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KEY = "ginepro"
FILES = read_files(BRANDS / KEY)


def noted(words: str) -> dict[str, bytes]:
    return {**FILES, "notes.txt": words.encode()}


def log(store: BrandStore) -> list[tuple[int, str, str, int | None]]:
    return [(one.number, one.person, one.what, one.version) for one in store.changes(KEY)]


def authors(store: BrandStore, approved: int) -> frozenset[str]:
    """Who cannot approve what comes after version `approved`, 0 when none was."""
    changes = [Change(one.number, one.person) for one in store.changes(KEY)]
    return authors_since(changes, store.settled_change(KEY, approved))


def test_every_save_and_every_version_leaves_one_row(database: Database) -> None:
    with database.writing() as session:
        store = BrandStore(session)
        store.add(KEY, FILES, "anna", NOW)
        assert not store.add(KEY, FILES, "bruno", NOW)[1]
        store.save_draft(KEY, noted("a"), 0, "carla", NOW, base=1)
        store.save_draft(KEY, noted("b"), 1, "dora", NOW)
        store.publish(KEY, 2, "emil", NOW)
        store.roll_back(KEY, 1, "fritz", NOW)
        with pytest.raises(StaleDraftError):
            store.save_draft(KEY, noted("c"), 1, "gina", NOW)
        assert log(store) == [
            (1, "anna", "version", 1), (2, "carla", "draft", None), (3, "dora", "draft", None),
            (4, "emil", "publish", 2), (5, "fritz", "version", 3),
        ]  # fmt: skip
        assert store.newest_change(KEY) == 5
        first, draft = store.changes(KEY)[:2]
        assert (first.files_digest, first.at) == (store.version(KEY, 1).files_digest, NOW)
        assert draft.files_digest == digest(listing(noted("a")))
        assert (store.changes("other"), store.newest_change("other")) == ((), 0)


def test_an_author_whose_draft_was_written_over_is_one_still(database: Database) -> None:
    with database.writing() as session:
        store = BrandStore(session)
        store.add(KEY, FILES, "anna", NOW)
        assert authors(store, approved=1) == frozenset()
        store.save_draft(KEY, noted("a"), 0, "bruno", NOW, base=1)
        store.save_draft(KEY, noted("b"), 1, "carla", NOW)
        store.publish(KEY, 2, "carla", NOW)
        assert authors(store, approved=1) == {"bruno", "carla"}
        assert authors(store, approved=2) == frozenset()
        assert authors(store, approved=0) == {"anna", "bruno", "carla"}


def test_an_unpublished_draft_stays_its_authors_own_past_an_approval(database: Database) -> None:
    """Anna drafts, Bruno imports something else, which is approved; then Anna's draft becomes a version."""
    with database.writing() as session:
        store = BrandStore(session)
        store.save_draft(KEY, noted("a"), 0, "anna", NOW)
        store.add(KEY, FILES, "bruno", NOW)
        with pytest.raises(StoreError, match=r"from version 0, and ginepro@1 by bruno has come since"):
            store.publish(KEY, 1, "carla", NOW)
        store.save_draft(KEY, noted("a"), 1, "carla", NOW, base=1)
        store.publish(KEY, 2, "carla", NOW)
        assert "anna" in authors(store, approved=1)
        assert authors(store, approved=2) == frozenset()


@pytest.mark.parametrize(
    ("rows", "version", "last"),
    [
        ("version1", 1, 1),
        ("version1 draft version2", 2, 1),
        ("version1 draft publish2", 2, 3),
        ("version1 draft publish2 draft", 2, 3),
        ("version1 draft publish2 draft draft version3 publish4", 3, 3),
        ("version1 draft publish2 draft draft version3 publish4", 4, 7),
        ("version1 draft discard version2", 2, 4),
        ("version1 draft version2 discard", 2, 1),
        ("version1 draft discard draft version2", 2, 3),
        ("draft version1", 1, 0),
        ("version1", 2, 0),
    ],
)
def test_an_approval_settles_what_is_in_its_version_only(rows: str, version: int, last: int) -> None:
    changes = []
    for number, row in enumerate(rows.split(), 1):
        what, made = row.rstrip("0123456789"), row.lstrip("abcdefghijklmnopqrstuvwxyz")
        kinds: dict[str, What] = {kind: kind for kind in get_args(What)}
        changes.append(ContentChange("k", number, "anna", NOW, kinds[what], int(made) if made else None, "d"))
    assert settled(changes, version) == last


def test_changes_made_at_once_are_numbered_one_after_the_other(database: Database) -> None:
    start = Barrier(2)

    def write(person: str) -> str:
        start.wait()
        try:
            with database.writing() as session:
                store = BrandStore(session)
                if person == "anna":
                    store.add(KEY, FILES, person, NOW)
                else:
                    store.save_draft(KEY, noted("b"), 0, person, NOW)
        except (StaleDraftError, StoreError) as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(write, ("anna", "bruno"))) == ["", ""]
    with database.reading() as session:
        assert [number for number, *_ in log(BrandStore(session))] == [1, 2]


@pytest.mark.parametrize("statement", ["UPDATE brand_change SET person = 'nobody'", "DELETE FROM brand_change"])
def test_the_database_itself_changes_and_deletes_no_row(database: Database, statement: str) -> None:
    with database.writing() as session:
        BrandStore(session).add(KEY, FILES, "anna", NOW)
    with pytest.raises((DatabaseError, IntegrityError), match="only ever added"), database.writing() as session:
        session.execute(text(statement))


def test_a_key_is_one(database: Database) -> None:
    with database.writing() as session:
        for key in ("No Key", "", "a" * 65, "../a"):
            with pytest.raises(StoreError, match="is no key of a brand"):
                BrandStore(session).save_draft(key, FILES, 0, "anna", NOW)
