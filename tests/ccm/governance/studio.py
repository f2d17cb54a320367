"""A studio where templates, blocks and brands are edited: people, a small library, what is open, and every row.

Fritz designs and may change everything; Anna writes, so she changes words; Bruno and Carla approve; Ida sends; Otto
manages the others.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry, Where
from approval.audit_store import entries
from approval.people import Directory
from approval.subject import Kind
from approval.submission import Submission, submit
from approval.workflow import Workflow
from ccm.auditing import verify_log
from ccm.db.migrate import METADATA
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.library import STARTER, Shelf
from ccm.people.store import PeopleStore
from content_blocks.files import read_files
from tests.approval.examples import passed, stage, step, workflow_of
from tests.approval.stores import keep

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEMPLATE, BLOCK, BRAND = "appointment-reminder", "privacy-notice", "solvento"
BLOCKS = (BLOCK, "supply-emergency")
ROLES = {
    "fritz": "designer", "anna": "author", "bruno": "approver", "carla": "approver", "ida": "operator",
    "otto": "administrator", "client": "api-client",
}  # fmt: skip
OLD_WORDS, NEW_WORDS = "How we use your data", "How we handle your data"


class Studio:
    """A database with everybody in it, and a library on disk."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.shelf = Shelf.at(folder)
        self.at = MONDAY
        shutil.copytree(STARTER.templates / TEMPLATE, self.shelf.templates / TEMPLATE)
        shutil.copytree(STARTER.brands / BRAND, self.shelf.brands / BRAND)
        for key in BLOCKS:
            shutil.copytree(STARTER.blocks / key, self.shelf.blocks / key)
        with database.writing() as session:
            people = PeopleStore(session)
            for person, role in ROLES.items():
                people.add_person(person, at=MONDAY)
                people.grant(person, role, at=MONDAY)
            people.add_group("legal", MONDAY)
            people.add_group("incident", MONDAY)
            for person in ("bruno", "carla"):
                people.add_member("legal", person, MONDAY)

    def by(self, person: str) -> Acting:
        """The person acts, an hour after whoever acted last."""
        self.at += timedelta(hours=1)
        return Acting(person, self.at, Where("test", "studio"))

    def files(self, kind: Kind, key: str) -> dict[str, bytes]:
        return read_files(getattr(self.shelf, f"{kind}s") / key)

    def edit(self, path: str, before: str, after: str) -> None:
        """Change a file of the library on disk."""
        file = self.shelf.templates.parent / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")

    def reword_block(self, number: int = 2) -> None:
        """Other words in the short form of the block, under its next number."""
        self.edit(f"blocks/{BLOCK}/block.yaml", f"version: {number - 1}", f"version: {number}")
        self.edit(f"blocks/{BLOCK}/block.yaml", OLD_WORDS, NEW_WORDS)

    def open(self, *names: tuple[Kind, str]) -> tuple[Submission, ...]:
        """Put the newest version of something before Bruno and Carla; every gate is taken to have passed."""
        opened = []
        with self.database.writing() as session:
            for kind, key in names:
                books = Books(session)
                subject = books.subjects.newest(kind, key)
                workflow = legal(kind)
                books.approvals.add_workflow(workflow, "otto", self.at)
                submission = submit(
                    subject, workflow, submission=books.approvals.next_id(), submitter="fritz", authors=("fritz",),
                    gates=passed(subject, workflow), people=self.directory(session), at=self.at,
                )  # fmt: skip
                opened.append(keep(session, submission))
        return tuple(opened)

    def directory(self, session: Session) -> Directory:
        return PeopleStore(session).directory()

    def log(self) -> list[AuditEntry]:
        with self.database.reading() as session:
            return list(entries(session.connection()))

    def acts(self) -> list[tuple[str, str, str, int | None]]:
        """The audit log: who did what to which version."""
        assert verify_log(self.database.engine).ok
        return [(row.who, row.act, f"{row.kind}:{row.key}", row.version) for row in self.log()]

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        return rows_of(self.database)


def rows_of(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with database.reading() as session:
        return {
            table.name: sorted((tuple(map(repr, row)) for row in session.execute(select(table))), key=repr)
            for metadata in METADATA
            for table in metadata.sorted_tables
        }


def legal(kind: Kind) -> Workflow:
    return workflow_of(stage("words", step("legal", quorum="all")), kind=kind, workflow=f"legal-{kind}")


class CrashError(Exception):
    """The machine stops."""


@contextmanager
def crash_before(database: Database, number: int, *, reads: bool = True) -> Iterator[list[str]]:
    """Crash before statement `number`, from 1; gives the statements there were. Without `reads`, only writes count."""
    statements: list[str] = []

    def count(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if not reads and statement.startswith("SELECT"):
            return
        statements.append(statement)
        if len(statements) == number:
            raise CrashError(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
