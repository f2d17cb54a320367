"""Looking for rows of the audit log."""

from datetime import timedelta

from approval.audit import AuditSubject, Where
from approval.audit_search_store import Wanted, search
from approval.audit_store import append
from ccm.db.session import Database
from tests.approval.examples import MONDAY

HERE = Where("api", "office/ccm")
DIGEST = "sha256:" + "a" * 64


def fill(database: Database) -> None:
    """Ten acts, a minute apart: anna submits the even ones, bruno approves the others."""
    with database.writing() as session:
        for number in range(10):
            who, act = ("anna", "submit") if number % 2 == 0 else ("bruno", "approve")
            subject = AuditSubject("block", f"note-{number // 2}", 1, DIGEST if number < 2 else None)
            at = MONDAY + timedelta(minutes=number)
            append(session.connection(), at=at, who=who, act=act, subject=subject, where=HERE)


def found(database: Database, wanted: Wanted, **more: int) -> list[int]:
    with database.reading() as session:
        return [row.sequence for row in search(session.connection(), wanted, **more)]


def test_everything_is_found_the_newest_first_a_page_at_a_time(database: Database) -> None:
    fill(database)
    assert found(database, Wanted()) == list(range(10, 0, -1))
    assert found(database, Wanted(), limit=3) == [10, 9, 8]
    assert found(database, Wanted(), limit=3, before=8) == [7, 6, 5]


def test_everything_that_is_asked_has_to_fit(database: Database) -> None:
    fill(database)
    assert found(database, Wanted(who="anna")) == [9, 7, 5, 3, 1]
    assert found(database, Wanted(who="anna", act="approve")) == []
    assert found(database, Wanted(kind="block", key="note-2")) == [6, 5]
    assert found(database, Wanted(digest=DIGEST)) == [2, 1]
    since, until = MONDAY + timedelta(minutes=2), MONDAY + timedelta(minutes=4)
    assert found(database, Wanted(since=since, until=until)) == [4, 3]
    assert found(database, Wanted(who="bruno", since=since), before=8) == [6, 4]
