"""Filling a database with a company, in bulk: the rows go in past the stores, never past the guards of the tables."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlalchemy.orm import DeclarativeBase

from approval.audit_tables import AuditRow
from approval.people import Directory, Group, Person
from benchmarks.approval_rows import Made, add_submissions, add_workflows
from benchmarks.company import AUTHOR, Company, group_key, hire
from benchmarks.library_rows import library_rows, share_blocks
from benchmarks.release_rows import log_rows, release_rows
from ccm.db.session import Database
from ccm.people.store import PeopleStore
from ccm.release_tables import ReleaseRow

AT_ONCE = 1000

Item = TypeVar("Item")


def directory(company: Company) -> Directory:
    """Everybody, as `fill` puts them into the register."""
    groups = {
        group_key(group): frozenset(company.member(group, seat) for seat in range(company.members))
        for group in range(company.groups)
    }
    people = (AUTHOR, *sorted(member for members in groups.values() for member in members))
    return Directory(
        tuple(Person(key, key) for key in people), tuple(Group(key, members) for key, members in groups.items())
    )


def fill(database: Database, company: Company, made: list[Made]) -> None:
    """Make the tables, and put the company and what it `made` into them."""
    database.upgrade()
    for table, rows in library_rows(company):
        _add(database, table, rows)
    with database.writing() as session:
        share_blocks(session)
        hire(PeopleStore(session), company)
        add_workflows(session, company)
    for some in _batches(made):
        with database.writing() as session:
            add_submissions(session, some)
    _add(database, ReleaseRow, release_rows(company, made))
    _add(database, AuditRow, log_rows(made))
    if database.engine.dialect.name == "postgresql":
        _learn(database)


def _add(database: Database, table: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]) -> None:
    with database.writing() as session:
        connection = session.connection()
        for some in _batches(rows):
            connection.execute(insert(table), some)


def _learn(database: Database) -> None:
    """Do at once what PostgreSQL does by itself within minutes: clear up, and learn how the data is spread."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
