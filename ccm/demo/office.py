"""The demo's office: invented people who write, approve and send, and a database in which they do so.

Everything here goes the way that everything goes: the gates run, nobody approves their own work, and what is sent was
approved by those it names.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.orm import Session

from approval.decision import Verdict
from approval.state import State, Status
from approval.subject import Kind, Subject
from ccm.access.signing_in import set_password
from ccm.db.session import Database
from ccm.demo.marker import PASSWORD, DemoPerson, mark_demo
from ccm.governance.acting import Acting, acting_now
from ccm.governance.books import Books
from ccm.governance.deciding import Outcome, Words, decide
from ccm.governance.editing import import_library
from ccm.governance.releasing import release
from ccm.governance.submitting import Submitted, submit
from ccm.governance.workflows import add_workflow, starter_workflows
from ccm.library import STARTER
from ccm.people.acts import add_group, add_user, join_group

MANAGER, DESIGNER, AUTHOR, SENDER = "otto", "fritz", "anna", "ida"

PEOPLE = {
    AUTHOR: ("author", ()),
    "bruno": ("compliance", ("legal",)),
    "carla": ("compliance", ("legal",)),
    "dora": ("compliance", ("compliance",)),
    "emil": ("compliance", ("compliance",)),
    DESIGNER: ("designer", ()),
    "gina": ("approver", ("product-owners", "incident")),
    "hugo": ("approver", ("product-owners", "incident")),
    SENDER: ("operator", ()),
    "lia": ("approver", ("linguists",)),
}
"""Everybody but the administrator: their role, and the groups in which they are asked."""

Progress = Callable[[str], None]
Name = tuple[Kind, str]


@dataclass
class Office:
    """The database, and what people do with it."""

    url: URL
    progress: Progress
    database: Database = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(self.url)

    def submit(self, person: str, names: Iterable[Name], *, with_followers: bool = False) -> Submitted:
        by = acting_now(person, "demo")
        return submit(self.database, by, tuple(names), with_followers=with_followers, progress=self.progress)

    def decide(self, person: str, verdict: Verdict, name: Name, reason: str = "") -> Outcome:
        with self.database.writing() as session:
            return decide(Books(session), acting_now(person, "demo"), verdict, *name, Words(reason))

    def approve(self, name: Name) -> Outcome:
        """Have what is open approved, by the first of those who are asked and can, until it is."""
        while True:
            person = self._asked(name)
            outcome = self.decide(person, Verdict.APPROVE, name)
            if outcome.state.status is not Status.OPEN:
                return outcome

    def release(self, template: str) -> None:
        with self.database.writing() as session:
            release(Books(session), acting_now("dora", "demo"), template)

    def _asked(self, name: Name) -> str:
        """Somebody whose approval counts next."""
        with self.database.reading() as session:
            books = Books(session)
            state = books.approvals.state(books.approvals.open_of(*name)[0])
        return _next_person(state)


def open_office(file: Path, progress: Progress) -> Office:
    """Make a new database in `file` with everybody in it, the workflows, and the starter library, by those who may."""
    for path in file.parent.glob(f"{file.name}*"):  # what an earlier demo left, and SQLite beside it
        path.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    office = Office(URL.create("sqlite", database=str(file)), progress)
    office.database.upgrade()
    with office.database.writing() as session:
        _people(session, acting_now(MANAGER, "demo"))
    with office.database.writing() as session:
        import_library(session, acting_now(DESIGNER, "demo"), STARTER, "The starter library")
    return office


def let_sign_in(office: Office, home: Path) -> None:
    """Give everybody the demo's password, and have the sign-in page of the installation in `home` name them."""
    roles = {MANAGER: "administrator", **{person: role for person, (role, _) in PEOPLE.items()}}
    with office.database.writing() as session:
        for person in roles:
            set_password(session, acting_now(person, "demo"), PASSWORD, "for the demo")
    mark_demo(home, tuple(DemoPerson(person, _name(person, role), role) for person, role in sorted(roles.items())))


def needed(office: Office, templates: Iterable[str]) -> tuple[Name, ...]:
    """The templates and everything they are made of, what is used before what uses it."""
    with office.database.reading() as session:
        books = Books(session)
        subjects: list[Subject] = []
        for template in templates:
            subjects += books.subjects.composition(template).subject.walk()
    order: tuple[Kind, ...] = ("brand", "block", "translation", "template")
    names = dict.fromkeys((subject.kind, subject.key) for subject in subjects)
    return tuple(sorted(names, key=lambda name: (order.index(name[0]), name[1])))


def _name(person: str, role: str) -> str:
    """Names say the role, so that whoever looks around knows who does what."""
    return f"{person.title()} ({'compliance officer' if role == 'compliance' else role})"


def _people(session: Session, by: Acting) -> None:
    add_user(session, by, MANAGER, _name(MANAGER, "administrator"), "administrator")
    for group in sorted({group for _, groups in PEOPLE.values() for group in groups}):
        add_group(session, by, group)
    for person, (role, groups) in PEOPLE.items():
        add_user(session, by, person, _name(person, role), role)
        for group in groups:
            join_group(session, by, group, person)
    for workflow in starter_workflows():
        add_workflow(session, by, workflow)


def _next_person(state: State) -> str:
    approved = {approval.person for approval in state.approvals}
    members = [state.submission.members[step.step.key] - approved for step in state.open_steps]
    return min(person for people in members for person in people)
