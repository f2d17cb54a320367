"""Acts upon people: who may, what the log says, and what two administrators can do to each other."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import URL, func, select
from sqlalchemy.orm import Session

from approval.audit import Where
from approval.audit_store import entries
from approval.people import PeopleError
from ccm.auditing import verify_log
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.people import acts
from ccm.people.register import _POSTGRESQL_LOCK
from ccm.people.rights import ForbiddenError
from ccm.people.roles import ROLES
from ccm.people.store import PeopleStore
from tests.databases import new_database

MONDAY = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)

Act = Callable[[Session, Acting], object]


def by(person: str, at: datetime = MONDAY) -> Acting:
    return Acting(person, at, Where("cli", "office-1/root"))


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session


@pytest.fixture
def staffed(session: Session) -> Session:
    """Otto, the administrator, has added Anna and the group legal."""
    acts.add_user(session, by("root"), "otto", "Otto Ohne", "administrator")
    acts.add_user(session, by("otto"), "anna", "Anna Arens", "author", "retail")
    acts.add_group(session, by("otto"), "legal")
    return session


def logged(session: Session) -> list[tuple[str, ...]]:
    return [(row.who, row.act, row.kind, row.key, row.why) for row in entries(session.connection())]


def test_the_first_person_is_an_administrator_and_every_other_is_added_by_one(session: Session) -> None:
    for role, folder in (("", ""), ("author", ""), ("administrator", "retail")):
        with pytest.raises(ForbiddenError, match="there is no administrator yet"):
            acts.add_user(session, by("root"), "anna", "", role, folder)
    acts.add_user(session, by("root"), "otto", "", "administrator")
    for who in ("root", "mallory"):
        with pytest.raises(ForbiddenError, match=f"there is no active user {who}"):
            acts.add_user(session, by(who), "mallory", "", "administrator")
    acts.add_user(session, by("otto"), "pia", "", "administrator")
    assert PeopleStore(session).administrators() == ("otto", "pia")


ACTS: dict[str, Act] = {
    "add a user": lambda session, who: acts.add_user(session, who, "bruno"),
    "deactivate": lambda session, who: acts.deactivate_user(session, who, "otto"),
    "grant": lambda session, who: acts.grant(session, who, "legal", "approver"),
    "revoke": lambda session, who: acts.revoke(session, who, "anna", "author", "retail"),
    "add a group": lambda session, who: acts.add_group(session, who, "compliance"),
    "join": lambda session, who: acts.join_group(session, who, "legal", "anna"),
    "leave": lambda session, who: acts.leave_group(session, who, "legal", "anna"),
    "place": lambda session, who: acts.place(session, who, "template", "invoice", "retail"),
    "rights": lambda session, who: acts.set_edit_kind(session, who, "invoice", "anna", "everything"),
}


def test_nobody_but_an_administrator_manages_people(staffed: Session) -> None:
    for role in (*ROLES, None):
        if role == "administrator":
            continue
        person = f"only-{role or 'nothing'}"
        acts.add_user(staffed, by("otto"), person, "", role or "")
        before = logged(staffed)
        for act in ACTS.values():
            with pytest.raises(ForbiddenError, match=rf"^{person} cannot manage: .* administrator .*otto"):
                act(staffed, by(person))
        assert logged(staffed) == before


def test_nobody_changes_their_own_rights(staffed: Session) -> None:
    acts.add_user(staffed, by("otto"), "pia", "", "administrator")
    own: tuple[Act, ...] = (
        lambda session, who: acts.grant(session, who, "otto", "author"),
        lambda session, who: acts.revoke(session, who, "otto", "administrator"),
        lambda session, who: acts.join_group(session, who, "legal", "otto"),
        lambda session, who: acts.deactivate_user(session, who, "otto"),
        lambda session, who: acts.set_edit_kind(session, who, "invoice", "otto", "everything"),
    )
    for act in own:
        with pytest.raises(ForbiddenError, match="nobody does so for themselves"):
            act(staffed, by("otto"))


def test_every_act_has_its_row_with_keys_and_no_names(staffed: Session) -> None:
    acts.grant(staffed, by("otto"), "legal", "approver", "retail/credit", why="Ticket 17")
    acts.join_group(staffed, by("otto"), "legal", "anna")
    acts.leave_group(staffed, by("otto"), "legal", "anna")
    acts.revoke(staffed, by("otto"), "legal", "approver", "/retail/credit/")
    acts.place(staffed, by("otto"), "block", "vat-note", "legal")
    acts.add_user(staffed, by("otto"), "bruno")
    acts.delegate(staffed, by("anna"), "bruno", MONDAY, MONDAY + 3 * DAY)
    acts.end_delegation(staffed, by("anna", MONDAY + DAY), "bruno")
    acts.deactivate_user(staffed, by("otto"), "bruno", why="Left")
    assert logged(staffed) == [
        ("root", "user-add", "user", "otto", ""),
        ("root", "grant", "user", "otto", "administrator everywhere"),
        ("otto", "user-add", "user", "anna", ""),
        ("otto", "grant", "user", "anna", "author in retail"),
        ("otto", "group-add", "group", "legal", ""),
        ("otto", "grant", "group", "legal", "approver in retail/credit: Ticket 17"),
        ("otto", "group-join", "group", "legal", "user anna"),
        ("otto", "group-leave", "group", "legal", "user anna"),
        ("otto", "revoke", "group", "legal", "approver in retail/credit"),
        ("otto", "place", "block", "vat-note", "in legal"),
        ("otto", "user-add", "user", "bruno", ""),
        ("anna", "delegate", "user", "anna", "to user bruno from 2027-03-01 09:00 UTC to 2027-03-04 09:00 UTC"),
        ("anna", "delegation-end", "user", "anna", "to user bruno"),
        ("otto", "user-deactivate", "user", "bruno", "Left"),
    ]


def test_nobody_delegates_for_somebody_else(staffed: Session) -> None:
    acts.add_user(staffed, by("otto"), "bruno")
    with pytest.raises(PeopleError, match="otto is an administrator, who decides nothing"):
        acts.delegate(staffed, by("otto"), "anna", MONDAY, MONDAY + DAY)
    with pytest.raises(PeopleError, match="there is no user 'root'"):
        acts.delegate(staffed, by("root"), "anna", MONDAY, MONDAY + DAY)


def at_once(database: Database, *tried: Act, persons: tuple[str, str]) -> list[Exception | None]:
    """Do two acts at once, each in a transaction of its own; what came of each."""
    barrier = Barrier(2)

    def run(act: Act, person: str) -> Exception | None:
        barrier.wait()
        try:
            with database.writing() as session:
                act(session, by(person))
        except (ForbiddenError, PeopleError) as error:
            return error
        return None

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, tried, persons))


@pytest.fixture
def two_administrators(database: Database) -> Database:
    with database.writing() as session:
        acts.add_user(session, by("root"), "otto", "", "administrator")
        acts.add_user(session, by("otto"), "pia", "", "administrator")
        acts.add_user(session, by("otto"), "bruno")
        acts.add_group(session, by("otto"), "legal")
    return database


def test_two_administrators_who_take_the_role_from_each_other_at_once(two_administrators: Database) -> None:
    outcomes = at_once(
        two_administrators,
        lambda session, who: acts.revoke(session, who, "pia", "administrator"),
        lambda session, who: acts.deactivate_user(session, who, "otto"),
        persons=("otto", "pia"),
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    assert isinstance(next(filter(None, outcomes)), ForbiddenError)
    with two_administrators.reading() as session:
        assert len(PeopleStore(session).administrators()) == 1
    assert verify_log(two_administrators.engine).ok


def test_somebody_made_administrator_and_member_at_once_is_one_of_them(two_administrators: Database) -> None:
    outcomes = at_once(
        two_administrators,
        lambda session, who: acts.grant(session, who, "bruno", "administrator"),
        lambda session, who: acts.join_group(session, who, "legal", "bruno"),
        persons=("otto", "pia"),
    )
    assert sum(outcome is None for outcome in outcomes) == 1
    with two_administrators.reading() as session:
        people = PeopleStore(session)
        assert ("bruno" in people.administrators()) != (people.groups_of("bruno") == ("legal",))


def test_the_same_grant_twice_at_once_is_one(two_administrators: Database) -> None:
    def act(session: Session, who: Acting) -> None:
        acts.grant(session, who, "bruno", "author")

    outcomes = at_once(two_administrators, act, act, persons=("otto", "pia"))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "PeopleError"]
    with two_administrators.reading() as session:
        assert len(PeopleStore(session).grants("bruno")) == 1


def test_no_right_is_taken_while_somebody_acts_by_it(postgresql: URL, tmp_path: Path) -> None:
    """On SQLite a transaction that writes is alone from its beginning; on PostgreSQL the register is held."""
    change = select(func.pg_try_advisory_xact_lock(_POSTGRESQL_LOCK))
    with new_database("postgresql", tmp_path, postgresql) as database:
        database.upgrade()
        with database.writing() as session:
            acts.add_user(session, by("root"), "otto", "", "administrator")
        for acting, free in ((database.reading, True), (database.writing, False)):
            with acting() as session, database.writing() as other:
                PeopleStore(session).require("otto", "manage")
                assert other.scalar(change) is free
