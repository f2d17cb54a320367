"""What is asked of the database all day long, in a company with very many communications."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from approval.queue_store import PAGE
from approval.store import ApprovalStore
from benchmarks.company import DAYS_IN_FORCE, FIRST_DAY, NOW, Company, block_key, first_day, template_key
from ccm.people.store import PeopleStore
from ccm.release_store import ReleaseStore
from templates_repo.store import TemplateStore

TARGET = 50
"""The milliseconds in which a question is to be answered."""

Ask = Callable[[Session, int], Sequence[object]]


@dataclass(frozen=True)
class Question:
    """Something to ask, about another thing each time: `ask` is given a number, and returns `expected` answers.

    `target` is the most milliseconds it should take, where there is such a figure.
    """

    name: str
    ask: Ask
    expected: int
    remark: str = ""
    target: float | None = TARGET


def questions(company: Company) -> list[Question]:
    """The questions, as the commands ask them."""
    released = company.users * (company.templates - company.open) // company.templates
    return [
        Question("where-used of a block", _where_used(company), company.users, f"{company.users} templates"),
        Question("the same, and what is released", _releases(company), released, f"{released} read whole", None),
        Question("version in force on a day", _version(company), 1, f"one of {company.versions}"),
        Question("release in force on a day", _release(company), 1),
        _queue("approval queue of a person", company, 5, company.awaiting),
        _queue("approval queue of a stand-in", company, 0, 2 * company.awaiting),
    ]


def _where_used(company: Company) -> Ask:
    return lambda session, number: TemplateStore(session).where_used(_block(company, number))


def _releases(company: Company) -> Ask:
    def ask(session: Session, number: int) -> Sequence[object]:
        uses = TemplateStore(session).where_used(_block(company, number))
        return list(ReleaseStore(session).newest_of((use.template, use.number) for use in uses))

    return ask


def _version(company: Company) -> Ask:
    days = DAYS_IN_FORCE * company.versions

    def ask(session: Session, number: int) -> Sequence[object]:
        key = template_key(101 * number % company.templates)
        found = TemplateStore(session).in_force(key, FIRST_DAY + timedelta(days=37 * number % days))
        return [found] if found else []

    return ask


def _release(company: Company) -> Ask:
    day = first_day(company.versions) + timedelta(days=DAYS_IN_FORCE // 2)
    released = range(company.open, company.templates)

    def ask(session: Session, number: int) -> Sequence[object]:
        found = ReleaseStore(session).in_force(template_key(released[101 * number % len(released)]), day)
        return [found] if found else []

    return ask


def _queue(name: str, company: Company, seat: int, awaiting: int) -> Question:
    def ask(session: Session, number: int) -> Sequence[object]:
        people = PeopleStore(session).directory()
        return ApprovalStore(session).queue(company.member(number, seat), people, NOW, PAGE)

    page = min(PAGE, awaiting)
    return Question(name, ask, page, f"{page} of {awaiting}")


def _block(company: Company, number: int) -> str:
    return block_key(number % company.common)
