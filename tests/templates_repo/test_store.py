"""Which version of a template is in force on a day, and which templates use a block."""

from datetime import UTC, date, datetime

import pytest

from ccm.db.session import Database
from content_blocks.files import read_files
from content_blocks.subject_rows import StoreError
from templates_repo.folders import TEMPLATES
from templates_repo.store import Period, PeriodError, TemplateStore, Use

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
KEY = "payment-reminder"
FILES = read_files(TEMPLATES / KEY)


@pytest.fixture
def filled(database: Database) -> Database:
    """Three versions of one template."""
    with database.writing() as session:
        for number in range(3):
            TemplateStore(session).add(KEY, {**FILES, "notes.txt": b"%d" % number}, "anna", NOW)
    return database


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_the_version_in_force_on_a_day_is_found(filled: Database) -> None:
    with filled.writing() as session:
        store = TemplateStore(session)
        store.schedule(KEY, 1, day("2026-01-01"), day("2026-06-30"), "anna", NOW)
        store.schedule(KEY, 3, day("2026-09-01"), None, "anna", NOW)
        store.schedule(KEY, 2, day("2026-07-01"), day("2026-07-01"), "anna", NOW)
        found = {
            text: version.number if (version := store.in_force(KEY, day(text))) else None
            for text in (
                "2025-12-31",
                "2026-01-01",
                "2026-06-30",
                "2026-07-01",
                "2026-07-02",
                "2026-09-01",
                "2099-01-01",
            )
        }
        assert list(found.values()) == [None, 1, 1, 2, None, 3, 3]
        assert [period.number for period in store.periods(KEY)] == [1, 2, 3]
        assert store.in_force("other", day("2026-01-01")) is None


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2026-06-30", None), ("2026-01-01", "2026-03-01"), ("2026-04-01", "2026-04-01"), ("2025-01-01", None)],
)
def test_no_two_versions_are_in_force_on_one_day(filled: Database, starts: str, ends: str | None) -> None:
    with filled.writing() as session:
        store = TemplateStore(session)
        store.schedule(KEY, 1, day("2026-03-01"), day("2026-06-30"), "anna", NOW)
        with pytest.raises(PeriodError, match="version 1 from 2026-03-01 to 2026-06-30 is in force then"):
            store.schedule(KEY, 2, day(starts), day(ends) if ends else None, "anna", NOW)
        assert len(store.periods(KEY)) == 1


def test_a_period_is_ended_called_off_and_never_lengthened(filled: Database) -> None:
    with filled.writing() as session:
        store = TemplateStore(session)
        store.schedule(KEY, 1, day("2026-01-01"), None, "anna", NOW)
        store.end(KEY, day("2026-01-01"), day("2026-05-31"))
        store.schedule(KEY, 2, day("2026-06-01"), None, "anna", NOW)
        with pytest.raises(PeriodError, match="cannot end on 2026-07-01"):
            store.end(KEY, day("2026-01-01"), day("2026-07-01"))
        store.call_off(KEY, day("2026-06-01"), NOW)
        store.schedule(KEY, 3, day("2026-06-01"), None, "anna", NOW)
        assert store.periods(KEY) == (
            Period(1, day("2026-01-01"), day("2026-05-31")),
            Period(3, day("2026-06-01"), None),
        )
        with pytest.raises(StoreError, match="comes into force on 2020-01-01"):
            store.call_off(KEY, day("2020-01-01"), NOW)


def test_a_period_needs_a_version_and_ends_after_it_starts(filled: Database) -> None:
    with filled.writing() as session:
        store = TemplateStore(session)
        with pytest.raises(StoreError, match="no template payment-reminder@9"):
            store.schedule(KEY, 9, day("2026-01-01"), None, "anna", NOW)
        with pytest.raises(PeriodError, match="cannot end"):
            store.schedule(KEY, 1, day("2026-01-02"), day("2026-01-01"), "anna", NOW)


def test_nothing_is_in_force_from_the_day_a_template_is_retired(filled: Database) -> None:
    with filled.writing() as session:
        store = TemplateStore(session)
        store.schedule(KEY, 1, day("2026-01-01"), None, "anna", NOW)
        store.retire(KEY, day("2027-01-01"))
        assert store.in_force(KEY, day("2026-12-31")) is not None
        assert store.in_force(KEY, day("2027-01-01")) is None


def test_where_a_block_is_used(database: Database) -> None:
    plain = b"- block: late-payment-interest"
    assert plain in FILES["template.yaml"]
    pinned = FILES["template.yaml"].replace(plain, plain + b"\n    version: 1")
    with database.writing() as session:
        store = TemplateStore(session)
        store.add(KEY, FILES, "anna", NOW)
        assert store.where_used("late-payment-interest") == (Use(KEY, 1, None),)
        store.add(KEY, {**FILES, "template.yaml": pinned}, "anna", NOW)
        assert store.where_used("late-payment-interest") == (Use(KEY, 2, 1),)
        assert store.where_used("late-payment-interest", every_version=True) == (Use(KEY, 1, None), Use(KEY, 2, 1))
        assert store.where_used("vat-note") == ()


def test_what_is_read_from_the_store_names_its_files_from_the_key_on(database: Database) -> None:
    with database.writing() as session:
        store = TemplateStore(session)
        version, _ = store.add(KEY, FILES, "anna", NOW)
        places = store.content(version).places
    assert all(place.startswith(f"{KEY}/template.yaml:") for place in places.values())
