"""People, groups and delegations, as data that is passed in.

Nobody has a right here but by being a member of a group that is asked, or by standing in for one for a time.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property


class PeopleError(ValueError):
    """People, groups or delegations contradict each other; the message says which."""


class UnknownPersonError(PeopleError):
    """There is no person or group of this key, and never was."""


@dataclass(frozen=True)
class Person:
    """Somebody who can be asked. Who is not `active` has left: decides nothing, and nobody stands in for them."""

    id: str
    name: str
    active: bool = True


@dataclass(frozen=True)
class Group:
    """People, by id, who are asked together."""

    key: str
    members: frozenset[str]


@dataclass(frozen=True)
class Delegation:
    """`taker` stands in for `giver` from `starts` up to, and not including, `ends`. It cannot be passed on."""

    giver: str
    taker: str
    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        if self.giver == self.taker:
            raise PeopleError(f"{self.giver} cannot stand in for {self.giver}; name somebody else")
        if self.starts.tzinfo is None or self.ends.tzinfo is None:
            raise PeopleError(f"the delegation from {self.giver} to {self.taker} needs times with their time zone")
        if self.ends <= self.starts:
            raise PeopleError(f"the delegation from {self.giver} to {self.taker} ends before it starts")

    def runs(self, at: datetime) -> bool:
        return self.starts <= at < self.ends


@dataclass(frozen=True)
class Directory:
    """Everybody, as things stand when something is decided."""

    people: tuple[Person, ...]
    groups: tuple[Group, ...]
    delegations: tuple[Delegation, ...] = ()

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.key: group for group in self.groups}

    def knows(self, person: str) -> bool:
        """Whether `person` is somebody who can act: known, and not gone."""
        return person in self._people and self._people[person].active

    def members(self, group: str) -> frozenset[str]:
        """The members of `group` who can act; nobody when there is no such group."""
        found = self._groups.get(group)
        return frozenset(person for person in found.members if self.knows(person)) if found else frozenset()

    def delegations_between(self, giver: str, taker: str) -> tuple[Delegation, ...]:
        return tuple(d for d in self.delegations if (d.giver, d.taker) == (giver, taker))

    def givers(self, taker: str, at: datetime) -> tuple[str, ...]:
        """Whom `taker` stands in for at the time `at`, by id, sorted."""
        givers = {d.giver for d in self.delegations if d.taker == taker and d.runs(at)}
        return tuple(sorted(giver for giver in givers if self.knows(giver)))
