"""What the benchmark of governance measures on is a database as the engine keeps it, and what it asks is answered."""

from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import URL, text
from sqlalchemy.exc import IntegrityError

from benchmarks import governance
from benchmarks.approval_rows import submissions
from benchmarks.company import Company
from benchmarks.filling import directory, fill
from benchmarks.tables import governance_table
from ccm.db.session import Database
from ccm.people.store import PeopleStore

SMALL = Company(templates=60, versions=3, blocks=30, common=4, own=3, open=20, groups=4, members=6)


def test_every_question_is_answered_and_its_figures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(governance, "postgresql_programs", lambda: None)
    (figures,) = governance.measure(SMALL, 2, lambda doing: None)
    assert [(len(answers.wall), len(answers.cpu)) for answers in figures.answers] == [(2, 2)] * 6
    assert figures.acts == 20 + 3 * 40  # what is open was submitted, the rest approved by two people too
    console = Console(width=110)
    with console.capture() as printed:
        console.print(governance_table(figures))
    for answers in figures.answers:
        assert answers.question.name in printed.get()
    assert "50 ms" in printed.get()


def test_the_register_holds_those_by_whom_submissions_were_made_and_the_guards_are_on(tmp_path: Path) -> None:
    database = Database(URL.create("sqlite", database=str(tmp_path / "ccm.db")))
    everybody = directory(SMALL)
    try:
        fill(database, SMALL, submissions(SMALL, everybody))
        with database.reading() as session:
            stored = PeopleStore(session).directory()
        assert set(stored.people) == set(everybody.people)
        assert set(stored.groups) == set(everybody.groups)
        assert len(stored.delegations) == SMALL.groups
        with pytest.raises(IntegrityError, match="only ever added"), database.writing() as session:
            session.execute(text("DELETE FROM release"))
    finally:
        database.close()
