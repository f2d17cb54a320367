"""What was stored before there was a change log keeps its authors."""

from datetime import UTC, datetime

from sqlalchemy import text

from ccm.db.session import Database
from content_blocks.digest import digest
from content_blocks.store import BlockStore

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SEALED = digest("files")
VERSION = (
    "INSERT INTO block_version (id, key, number, digest, files_digest, files, author, created_at, message) "
    "VALUES (:id, 'fees', :number, :digest, :digest, '{}', :author, :at, '')"
)
DRAFT = "INSERT INTO block_draft (key, revision, base, files, author, saved_at) VALUES (:key, 3, 0, '{}', 'carla', :at)"


def test_versions_and_drafts_that_are_there_already_get_their_rows(empty_database: Database) -> None:
    empty_database.upgrade("r0003")
    with empty_database.writing() as session:
        session.execute(text("INSERT INTO block (key, newest) VALUES ('fees', 4)"))
        for row, number, author in ((1, 2, "anna"), (2, 4, "bruno")):
            values = {"id": row, "number": number, "author": author, "digest": SEALED, "at": AT}
            session.execute(text(VERSION), values)
        for key in ("fees", "brand-new"):
            session.execute(text(DRAFT), {"key": key, "at": AT})
    empty_database.upgrade()
    with empty_database.reading() as session:
        store = BlockStore(session)
        found = [(one.number, one.person, one.what, one.version, one.at) for one in store.changes("fees")]
        assert found == [
            (1, "anna", "version", 2, AT),
            (2, "bruno", "version", 4, AT),
            (3, "carla", "draft", None, AT),
        ]
        assert store.changes("fees")[2].files_digest == digest({})
        assert [(one.number, one.person) for one in store.changes("brand-new")] == [(1, "carla")]
        assert store.subjects() == ("fees",)
