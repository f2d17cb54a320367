"""The tables: what is history is guarded, what is not is named, and the document tells every one."""

from pathlib import Path

from sqlalchemy import inspect, text

from approval.tables import ApprovalBase
from ccm.db.session import Database
from tests.approval.stores import HISTORY

PROJECTION = {"submission_state", "submission_task"}
TEXT = (Path(__file__).resolve().parents[2] / "docs" / "approval.md").read_text(encoding="utf-8")


def test_every_table_is_history_or_follows_from_it() -> None:
    assert set(ApprovalBase.metadata.tables) == {*HISTORY, *PROJECTION}


def test_history_is_guarded_and_only_history(database: Database) -> None:
    triggers = {
        "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
    }[database.engine.dialect.name]
    with database.reading() as session:
        guarded = set(session.scalars(text(triggers)))
        assert set(inspect(session.connection()).get_table_names()) >= set(ApprovalBase.metadata.tables)
    assert guarded & set(ApprovalBase.metadata.tables) == set(HISTORY)


def test_the_document_tells_every_table() -> None:
    assert [table for table in ApprovalBase.metadata.tables if f"`{table}`" not in TEXT] == []
