"""A company with many communications: how many of what, and how each thing is called."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from approval.people import Delegation
from ccm.people.store import PeopleStore

OPENED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""When the submissions that are still open were made, a second apart."""

NOW = OPENED + timedelta(days=1)
FIRST_DAY = date(2024, 1, 1)
"""When the first version of every template came into force."""

DAYS_IN_FORCE = 100


@dataclass(frozen=True)
class Company:
    """How much there is. Each template has so many `versions`, and uses one of the `common` blocks and `own` others."""

    templates: int = 10_000
    versions: int = 10
    blocks: int = 2_000
    common: int = 20
    own: int = 4
    open: int = 2_000
    groups: int = 10
    members: int = 10

    @property
    def users(self) -> int:
        """How many templates use a common block."""
        return self.templates // self.common

    @property
    def awaiting(self) -> int:
        """How many open submissions await a member of a group."""
        return self.open // self.groups

    def blocks_of(self, template: int) -> list[int]:
        """The blocks that a template uses: a common one, and others."""
        rest = self.blocks - self.common
        return [template % self.common, *(self.common + (template * self.own + n) % rest for n in range(self.own))]

    def member(self, group: int, seat: int) -> str:
        """A member of a group; everybody is one of one group."""
        return f"person-{group % self.groups}-{seat % self.members}"


AUTHOR = "author-0"


def template_key(number: int) -> str:
    return f"letter-{number}"


def block_key(number: int) -> str:
    return f"block-{number}"


def group_key(number: int) -> str:
    return f"group-{number}"


def first_day(version: int) -> date:
    """The day on which that version of every template came into force, until the next one did."""
    return FIRST_DAY + timedelta(days=DAYS_IN_FORCE * (version - 1))


def hire(people: PeopleStore, company: Company) -> None:
    """Put everybody into the register. The first member of each group stands in for the second of the next one."""
    people.add_person(AUTHOR, at=OPENED)
    for group in range(company.groups):
        people.add_group(group_key(group), OPENED)
        for seat in range(company.members):
            people.add_person(company.member(group, seat), at=OPENED)
            people.add_member(group_key(group), company.member(group, seat), OPENED)
    for group in range(company.groups):
        given = Delegation(company.member(group + 1, 1), company.member(group, 0), OPENED, OPENED + timedelta(days=30))
        people.delegate(given.giver, given.taker, given.starts, given.ends, OPENED)
