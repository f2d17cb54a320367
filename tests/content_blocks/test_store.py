"""Versions are immutable, drafts lose nothing, and the database refuses what the store never does."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from ccm.db.session import Database
from content_blocks.drafts import Draft, StaleDraftError
from content_blocks.file_bodies import StoreDamagedError
from content_blocks.files import Files, read_files
from content_blocks.folders import BLOCKS, BRANDS, FolderError, read_block
from content_blocks.store import BlockStore, BrandStore
from content_blocks.subject_rows import StoreError

NOW = datetime(2026, 11, 21, 10, 30, tzinfo=timezone(timedelta(hours=1)))
KEY = "deposit-guarantee"
FIRST = read_files(BLOCKS / KEY)


def second(files: Files = FIRST) -> dict[str, bytes]:
    """The next version of the block, with another owner."""
    changed = files["block.yaml"].replace(b"version: 1", b"version: 2").replace(b"owner: Compliance", b"owner: Legal")
    assert changed.count(b"version: 2") == 1
    return {**files, "block.yaml": changed}


def test_a_version_is_what_its_folder_is(database: Database) -> None:
    with database.writing() as session:
        version, new = BlockStore(session).add(KEY, FIRST, "anna", NOW, "As published")
    assert new
    with database.reading() as session:
        store = BlockStore(session)
        assert store.version(KEY) == version
        assert (version.name, version.digest) == (f"{KEY}@1", read_block(BLOCKS / KEY).digest)
        assert (version.author, version.message) == ("anna", "As published")
        assert (version.created_at, version.created_at.utcoffset()) == (NOW, timedelta(0))
        assert store.files(version) == FIRST
        assert store.content(version).definition == read_block(BLOCKS / KEY).definition


def test_the_same_content_makes_no_second_version(database: Database) -> None:
    with database.writing() as session:
        store = BlockStore(session)
        first, _ = store.add(KEY, FIRST, "anna", NOW)
        assert store.add(KEY, second(), "bruno", NOW)[1]
        assert store.add(KEY, FIRST, "carla", NOW) == (first, False)
        assert [one.author for one in store.versions(KEY)] == ["anna", "bruno"]


def test_a_number_of_a_block_is_only_ever_one_content(database: Database) -> None:
    other = {**FIRST, "block.yaml": FIRST["block.yaml"].replace(b"owner: Compliance", b"owner: Legal")}
    with database.writing() as session:
        store = BlockStore(session)
        store.add(KEY, FIRST, "anna", NOW)
        with pytest.raises(StoreError, match="write 'version: 2'"):
            store.add(KEY, other, "bruno", NOW)
        assert len(store.versions(KEY)) == 1


def test_comments_and_other_bytes_count_as_a_change_of_a_brand(database: Database) -> None:
    files = read_files(BRANDS / "ginepro")
    commented = {**files, "brand.yaml": files["brand.yaml"] + b"# looked at\n"}
    with database.writing() as session:
        store = BrandStore(session)
        first, _ = store.add("ginepro", files, "anna", NOW)
        later, new = store.add("ginepro", commented, "anna", NOW)
        assert (new, later.number, later.digest) == (True, 2, first.digest)
        assert store.files(later) == commented


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "block.yaml"),
        ({"block.yaml": b"block: [1"}, "deposit-guarantee/block.yaml:"),
        ({**FIRST, "../block.yaml": b""}, "no path"),
        ({**FIRST, "/etc/passwd": b""}, "no path"),
        ({**FIRST, "a\\b": b""}, "no path"),
        ({**FIRST, ".hidden": b""}, "no path"),
    ],
    ids=["empty", "broken", "parent", "root", "backslash", "hidden"],
)
def test_what_is_no_whole_folder_is_refused(database: Database, files: Files, message: str) -> None:
    with database.writing() as session, pytest.raises(FolderError, match=message):
        BlockStore(session).add(KEY, files, "anna", NOW)


def test_roll_back_is_a_new_version_that_says_what_the_old_one_said(database: Database) -> None:
    with database.writing() as session:
        store = BlockStore(session)
        store.add(KEY, FIRST, "anna", NOW)
        store.add(KEY, second(), "anna", NOW)
        back = store.roll_back(KEY, 1, "bruno", NOW)
        assert (back.number, back.message) == (3, "Back to version 1")
        old, new = (store.content(store.version(KEY, number)).definition for number in (1, 3))
        assert new == old.model_copy(update={"version": 3})
        with pytest.raises(StoreError, match="no block deposit-guarantee@9"):
            store.roll_back(KEY, 9, "bruno", NOW)


def test_what_is_retired_takes_no_new_version_and_keeps_the_old(database: Database) -> None:
    with database.writing() as session:
        store = BlockStore(session)
        store.add(KEY, FIRST, "anna", NOW)
        store.retire(KEY, date(2027, 1, 1))
        with pytest.raises(StoreError, match="retired from 2027-01-01"):
            store.add(KEY, second(), "anna", NOW)
        assert (store.subjects(), store.subjects(retired=True)) == ((), (KEY,))
        assert store.content(store.version(KEY)).key == KEY


def test_a_draft_is_saved_on_top_of_what_its_writer_saw(database: Database) -> None:
    half = {"block.yaml": b"block: [not yet"}
    with database.writing() as session:
        store = BlockStore(session)
        assert store.save_draft(KEY, FIRST, 0, "anna", NOW).revision == 1
        store.save_draft(KEY, half, 1, "bruno", NOW)
        for stale in (0, 1):
            with pytest.raises(StaleDraftError) as raised:
                store.save_draft(KEY, second(), stale, "anna", NOW)
            stored = raised.value.stored
            assert stored is not None
            assert (stored.files, stored.revision, stored.author) == (half, 2, "bruno")
            assert (raised.value.refused.files, raised.value.refused.author) == (second(), "anna")
            assert "bruno saved revision 2" in str(raised.value)
        with pytest.raises(StaleDraftError, match="no such draft"):
            store.save_draft("other", FIRST, 3, "anna", NOW)


def test_a_draft_is_published_as_the_next_version(database: Database) -> None:
    edited = {**FIRST, "block.yaml": FIRST["block.yaml"].replace(b"owner: Compliance", b"owner: Legal")}
    with database.writing() as session:
        store = BlockStore(session)
        store.add(KEY, FIRST, "anna", NOW)
        store.save_draft(KEY, edited, 0, "bruno", NOW, base=1)
        with pytest.raises(StaleDraftError):
            store.publish(KEY, 7, "bruno", NOW)
        version = store.publish(KEY, 1, "bruno", NOW, "A new owner")
        assert (version.number, store.files(version)) == (2, second())
        draft = store.draft(KEY)
        assert draft is not None
        assert (draft.base, draft.revision, draft.files) == (2, 2, second())


def test_no_two_drafts_of_a_key_have_the_same_revision(database: Database) -> None:
    with database.writing() as session:
        store = BlockStore(session)
        store.save_draft(KEY, FIRST, 0, "anna", NOW)
        store.save_draft(KEY, second(), 1, "bruno", NOW)
        with pytest.raises(StaleDraftError, match="bruno saved revision 2"):
            store.discard_draft(KEY, 1, "anna", NOW)
        assert store.discard_draft(KEY, 2, "anna", NOW).files == second()
        assert store.draft(KEY) is None
        for absent in (0, 2):
            with pytest.raises((StoreError, StaleDraftError), match=r"no .*draft"):
                store.discard_draft(KEY, absent, "anna", NOW)
        again = store.save_draft(KEY, FIRST, 0, "carla", NOW)
        assert (again.revision, again.base) == (4, 0)
        assert [change.what for change in store.changes(KEY)] == ["draft", "draft", "discard", "draft"]


@pytest.mark.parametrize("revision", [0, 1])
def test_of_two_writers_at_once_one_wins_and_the_other_is_told(database: Database, revision: int) -> None:
    if revision:
        with database.writing() as session:
            BlockStore(session).save_draft(KEY, FIRST, 0, "anna", NOW)
    start = Barrier(2)

    def save(author: str) -> Draft | StaleDraftError:
        start.wait()
        try:
            with database.writing() as session:
                return BlockStore(session).save_draft(
                    KEY, {"block.yaml": f"# {author}".encode()}, revision, author, NOW
                )
        except StaleDraftError as error:
            return error

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(save, ("bruno", "carla")))
    (won,) = [one for one in outcomes if isinstance(one, Draft)]
    (lost,) = [one for one in outcomes if isinstance(one, StaleDraftError)]
    assert won.revision == revision + 1
    assert lost.stored == won
    assert {won.author, lost.refused.author} == {"bruno", "carla"}


def test_two_who_add_a_version_at_once_get_two_numbers(database: Database) -> None:
    files = read_files(BRANDS / "ginepro")
    start = Barrier(2)

    def add(author: str) -> int:
        start.wait()
        with database.writing() as session:
            return BrandStore(session).add("ginepro", {**files, "notes.txt": author.encode()}, author, NOW)[0].number

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(add, ("anna", "bruno"))) == [1, 2]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE block_version SET author = 'nobody'",
        "DELETE FROM block_version",
        "UPDATE content_file SET body = ''",
        "DELETE FROM content_file",
    ],
)
def test_the_database_itself_changes_and_deletes_no_version(database: Database, statement: str) -> None:
    with database.writing() as session:
        BlockStore(session).add(KEY, FIRST, "anna", NOW)
    with pytest.raises((DatabaseError, IntegrityError), match="only ever added"), database.writing() as session:
        session.execute(text(statement))


def test_altered_bytes_are_found_when_they_are_read(database: Database) -> None:
    with database.writing() as session:
        version, _ = BlockStore(session).add(KEY, FIRST, "anna", NOW)
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("DROP TRIGGER content_file_no_update"))
        else:
            session.execute(text("DROP TRIGGER content_file_only_added ON content_file"))
        session.execute(
            text("UPDATE content_file SET body = :body WHERE digest = :digest"),
            {"body": b"altered", "digest": version.files["block.yaml"]},
        )
    with database.reading() as session, pytest.raises(StoreDamagedError, match=r"block.yaml"):
        BlockStore(session).content(version)


@pytest.mark.parametrize("author", ["", "  ", "a" * 201, "anna\x00", "anna\nbruno"])
def test_every_version_has_an_author(database: Database, author: str) -> None:
    with database.writing() as session:
        store = BlockStore(session)
        with pytest.raises(StoreError, match="nobody's name"):
            store.add(KEY, FIRST, author, NOW)
        with pytest.raises(StoreError, match="nobody's name"):
            store.save_draft(KEY, FIRST, 0, author, NOW)


def test_a_moment_without_a_time_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 21, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(Exception, match="no time zone"), database.writing() as session:
        BlockStore(session).add(KEY, FIRST, "anna", naive)
