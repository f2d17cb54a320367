"""Whatever stops the machine in the middle of an act, all of it happened or none of it, and the books agree."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL, event

from ccm.db.session import Database
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release
from ccm.governance.releasing import release
from ccm.governance.submitting import submit
from ccm.sending import NotSendableError, release_in_force
from tests.ccm.governance.agreement import assert_books_agree
from tests.ccm.governance.copies import ITALIAN, approving, built, changed, copied
from tests.ccm.governance.office import MONDAY, Office
from tests.ccm.governance.studio import CrashError, crash_before, rows_of
from tests.databases import KINDS

TODAY = MONDAY.date()
KILLED = Path(__file__).with_name("killed.py")
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Offices:
    """What the tests begin with: everything approved and nothing released; and one approval short of a release."""

    approved: Office
    changed: Office


@pytest.fixture(scope="module", params=KINDS)
def offices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    cluster: URL | None = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    folder = tmp_path_factory.mktemp("offices")
    with built(request.param, folder, cluster) as office:
        office.approve_all()
        with copied(office, folder) as further:
            changed(further)
            yield Offices(office, further)


@pytest.fixture
def approved(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    with copied(offices.approved, tmp_path) as office:
        yield office


@pytest.fixture
def nearly(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    with copied(offices.changed, tmp_path) as office:
        yield office


def crashed_everywhere(database: Database, act: Callable[[], object]) -> int:
    """Do the act with a crash before its first statement that writes, then its second, until it goes through.

    After every crash each row must be as it was; what is in the database is the same before the reads between. A
    crash when all is written and only the commit is missing is one of them. Returns how many times it crashed.
    """
    assert_books_agree(database)
    before = rows_of(database)
    number = 0
    while True:
        number += 1
        with crash_before(database, number, reads=False):
            try:
                act()
            except CrashError:
                assert rows_of(database) == before
                continue
        assert rows_of(database) != before
        assert_books_agree(database)
        return number - 1


def crash_at_commit(database: Database, act: Callable[[], object]) -> None:
    """Everything was said, and the machine stops before it is sealed: nothing of it happened."""

    def stop(_connection: object) -> None:
        raise CrashError

    before = rows_of(database)
    event.listen(database.engine, "commit", stop)
    try:
        with pytest.raises(CrashError):
            act()
    finally:
        event.remove(database.engine, "commit", stop)
    assert rows_of(database) == before


def test_a_decision_is_whole_or_not_at_all(nearly: Office) -> None:
    """It decides, releases the letter that follows, voids one under way, and says all of that in the log."""
    acting = nearly.by("carla")
    crash_at_commit(nearly.database, lambda: approving(nearly.database, acting))
    assert crashed_everywhere(nearly.database, lambda: approving(nearly.database, acting)) >= 9
    assert [entry.act for entry in nearly.log()][-3:] == ["void", "release", "approve"]
    with nearly.database.reading() as session:
        assert release_in_force(session, "order-letter", TODAY).name == "order-letter#2"


def test_a_release_is_whole_or_not_at_all(approved: Office) -> None:
    acting = approved.by("dora")

    def act() -> None:
        with approved.database.writing() as session:
            release(Books(session), acting, "order-letter")

    with approved.database.reading() as session, pytest.raises(NotSendableError):
        release_in_force(session, "order-letter", TODAY)
    crash_at_commit(approved.database, act)
    assert crashed_everywhere(approved.database, act) >= 3
    with approved.database.reading() as session:
        assert release_in_force(session, "order-letter", TODAY).name == "order-letter#1"


def test_a_recall_is_whole_or_not_at_all(nearly: Office) -> None:
    for person, stopped in (("gina", False), ("hugo", True)):
        acting = nearly.by(person)

        def act(acting: object = acting) -> None:
            with nearly.database.writing() as session:
                recall_release(Books(session), acting, "order-letter#1", "the rate is wrong")  # type: ignore[arg-type]

        crash_at_commit(nearly.database, act)
        assert crashed_everywhere(nearly.database, act) >= 4
        with nearly.database.reading() as session:
            if stopped:
                with pytest.raises(NotSendableError, match="recalled"):
                    release_in_force(session, "order-letter", TODAY)
            else:
                assert release_in_force(session, "order-letter", TODAY).name == "order-letter#1"


def test_what_is_submitted_is_submitted_whole_or_not_at_all(nearly: Office) -> None:
    """What the gates found is kept before, in an act of its own; a crash after that leaves it, and nothing else."""
    nearly.edit("fritz", "templates/order-letter/template.yaml", "Many thanks", "So many thanks")
    acting = nearly.by("anna")
    crashes, kept, number = 0, 0, 1
    before = rows_of(nearly.database)
    while True:
        with crash_before(nearly.database, number, reads=False):
            try:
                submit(nearly.database, acting, [("template", "order-letter")])
            except CrashError:
                crashes += 1
            else:
                break
        after = rows_of(nearly.database)
        if after == before:
            number += 1
            continue
        assert {table for table in after if after[table] != before[table]} == {"evidence", "gate_result", "audit_log"}
        assert_books_agree(nearly.database)
        kept, number, before = kept + 1, 1, after
    assert kept == 1
    assert crashes > 10
    assert_books_agree(nearly.database)
    assert [entry.act for entry in nearly.log()][-3:] == ["gates", "void", "submit"]


def test_somebody_who_was_stopped_begins_again(nearly: Office) -> None:
    """After a crash nothing is held: the same act, by the same person, goes through."""
    acting = nearly.by("carla")
    with crash_before(nearly.database, 9, reads=False), pytest.raises(CrashError):
        approving(nearly.database, acting)
    nearly.database.close()
    assert approving(nearly.database, acting).released
    assert_books_agree(nearly.database)


@pytest.mark.parametrize("point", ["2", "log", "commit", "after"])
def test_a_process_that_is_killed_leaves_books_that_agree(offices: Offices, tmp_path: Path, point: str) -> None:
    """SIGKILL: nothing is closed, flushed or rolled back by anybody."""
    with copied(offices.changed, tmp_path) as office:
        before = rows_of(office.database)
        url = office.database.engine.url.render_as_string(hide_password=False)
        office.database.close()
        killed = subprocess.run(
            [sys.executable, str(KILLED), url, point, office.by("carla").at.isoformat()],
            cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False,
        )  # fmt: skip
        assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
        assert_books_agree(office.database)
        assert (rows_of(office.database) == before) is (point != "after")
        with office.database.reading() as session:
            name = release_in_force(session, "order-letter", TODAY).name
        assert name == ("order-letter#2" if point == "after" else "order-letter#1")
        if point != "after":
            assert office.approve("carla", ITALIAN).released
            assert_books_agree(office.database)
