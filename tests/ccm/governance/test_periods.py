"""A period is ended or called off by who may release; days that are over stay as they were."""

from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

import cli
from ccm.governance.agreement import verify_books
from ccm.governance.books import Books
from ccm.governance.periods import call_off_period, end_period
from ccm.people.rights import ForbiddenError
from templates_repo.store import Period, PeriodError, TemplateStore
from tests.ccm.governance.office import MONDAY, Office

LETTER = "order-letter"
TODAY = MONDAY.date()
NEXT_MONTH = TODAY + timedelta(days=30)


def periods(office: Office) -> tuple[Period, ...]:
    with office.database.reading() as session:
        assert verify_books(session) == ()
        return TemplateStore(session).periods(LETTER)


def test_a_period_ends_early_and_another_never_begins(office: Office) -> None:
    office.released()
    assert periods(office) == (Period(1, TODAY, None),)
    office.release("dora", LETTER, starts=NEXT_MONTH, ends=NEXT_MONTH + timedelta(days=5))
    assert len(periods(office)) == 3
    with office.database.writing() as session:
        by = office.by("dora")
        left = call_off_period(Books(session), by, LETTER, NEXT_MONTH, "It comes later.")
        last = TODAY + timedelta(days=3)
        left = end_period(Books(session), by, LETTER, TODAY, last)
    assert left == periods(office) == (Period(1, TODAY, last), Period(1, NEXT_MONTH + timedelta(days=6), None))
    assert [(row.act, row.key, row.version, row.why) for row in office.log()[-2:]] == [
        ("period-call-off", LETTER, 1, f"from {NEXT_MONTH} to {NEXT_MONTH + timedelta(days=5)}. It comes later"),
        ("period-end", LETTER, 1, f"from {TODAY} to {last}"),
    ]
    with office.database.reading() as session:
        assert TemplateStore(session).in_force(LETTER, last + timedelta(days=1)) is None


def test_what_was_sent_stays_as_it_was(office: Office) -> None:
    office.released()
    office.at += timedelta(days=7)
    with pytest.raises(PeriodError, match="has begun, and cannot be called off"), office.database.writing() as session:
        call_off_period(Books(session), office.by("dora"), LETTER, TODAY)
    with pytest.raises(PeriodError, match="stays as it was"), office.database.writing() as session:
        end_period(Books(session), office.by("dora"), LETTER, TODAY, TODAY)
    with pytest.raises(PeriodError, match="no period begins on"), office.database.writing() as session:
        end_period(Books(session), office.by("dora"), LETTER, date(2030, 1, 1), date(2030, 1, 2))
    for person in ("anna", "ida", "otto"):
        with pytest.raises(ForbiddenError), office.database.writing() as session:
            end_period(Books(session), office.by(person), LETTER, TODAY, NEXT_MONTH)
    assert periods(office) == (Period(1, TODAY, None),)


def test_as_it_is_typed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    url = office.database.engine.url
    monkeypatch.setenv("CCM_DATABASE_URL", url.render_as_string(hide_password=False))
    office.released()

    def ccm(*arguments: str) -> str:
        return " ".join(CliRunner().invoke(cli.app, ["periods", *arguments, "--as", "dora"]).output.split())

    assert f"{TODAY} further notice {LETTER}@1" in ccm("list", LETTER)
    assert f"{TODAY} 2099-12-31 {LETTER}@1" in ccm("end", LETTER, str(TODAY), "--on", "2099-12-31", "--why", "enough")
    assert "no period begins on 2100-01-01" in ccm("call-off", LETTER, "2100-01-01")
