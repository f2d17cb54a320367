"""Tables come to be by migrations alone, from wherever a database stands, and are what the models say."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData

from ccm.db.migrate import METADATA, revisions
from ccm.db.revision import is_current, newest_revision
from ccm.db.session import Database
from content_blocks.tables import NAMING


def models() -> MetaData:
    """The tables of every room in one."""
    together = MetaData(naming_convention=NAMING)
    for metadata in METADATA:
        for table in metadata.sorted_tables:
            table.to_metadata(together)
    return together


@pytest.mark.parametrize("start", [None, *revisions()])
def test_a_database_is_upgraded_from_every_revision_to_what_the_models_say(
    empty_database: Database, start: str | None
) -> None:
    if start is not None:
        assert empty_database.upgrade(start) == (None, start)
    assert empty_database.upgrade() == (start, revisions()[-1])
    with empty_database.engine.connect() as connection:
        assert is_current(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, models()) == []


def test_files_of_revisions_are_named_so_that_the_last_one_is_the_newest() -> None:
    assert newest_revision() == revisions()[-1]


def test_two_that_upgrade_at_once_take_turns(empty_database: Database) -> None:
    with ThreadPoolExecutor(2) as threads:
        upgrades = list(threads.map(lambda _: empty_database.upgrade(), range(2)))
    assert sorted(upgrades, key=str) == sorted([(None, revisions()[-1]), (revisions()[-1], revisions()[-1])], key=str)
