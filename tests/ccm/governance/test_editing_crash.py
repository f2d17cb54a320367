"""A crash between any two statements of an edit leaves everything or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.governance.editing import import_library, publish, save_draft
from tests.ccm.governance.studio import BLOCK, NEW_WORDS, OLD_WORDS, TEMPLATE, CrashError, Studio, crash_before

Act = Callable[[Session], object]


def crashed_everywhere(studio: Studio, act: Act, *, reads: bool = True) -> int:
    """Do the act with a crash before its first statement, then its second, and so on until it goes through.

    After every crash all rows must be as they were. Returns how many statements the act has. Without `reads` it
    crashes before those that write only: what is in the database is the same before the reads that lead to them.
    """
    before = studio.rows()
    number = 0
    while True:
        number += 1
        with crash_before(studio.database, number, reads=reads) as statements:
            try:
                with studio.database.writing() as session:
                    act(session)
            except CrashError:
                pass
            else:
                return len(statements)
        assert studio.rows() == before


@pytest.fixture
def studio(database: Database, tmp_path: Path) -> Studio:
    """A studio with its library in the store, and a block and one of its languages before their approvers."""
    studio = Studio(database, tmp_path)
    with database.writing() as session:
        import_library(session, studio.by("fritz"), studio.shelf)
    studio.open(("block", BLOCK), ("translation", f"{BLOCK}/de"))
    return studio


def test_an_import_is_whole_or_not_at_all(studio: Studio) -> None:
    studio.open(("template", TEMPLATE))
    studio.reword_block()
    studio.edit(f"templates/{TEMPLATE}/template.yaml", "tags: [", "tags: [urgent, ")
    acting = studio.by("fritz")
    log = len(studio.log())
    crashed_everywhere(studio, lambda session: import_library(session, acting, studio.shelf), reads=False)
    assert [act[1] for act in studio.acts()[log:]] == ["import", "import", "void", "void", "void"]


def test_a_save_and_a_publication_are_whole_or_not_at_all(studio: Studio) -> None:
    files = studio.files("block", BLOCK)
    files["block.yaml"] = files["block.yaml"].replace(OLD_WORDS.encode(), NEW_WORDS.encode())
    saving, publishing = studio.by("fritz"), studio.by("fritz")
    log = len(studio.log())
    crashed_everywhere(studio, lambda session: save_draft(session, saving, "block", BLOCK, files, 0, base=1))
    crashed_everywhere(studio, lambda session: publish(session, publishing, "block", BLOCK, 1))
    assert [act[1] for act in studio.acts()[log:]] == ["draft-save", "version-add", "void", "void"]
