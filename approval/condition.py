"""Conditions of steps: small rules over a subject, written as data.

{tag: consumer-credit}            the subject has this tag
{block-tag: consumer-credit}      a block in it has this tag
{jurisdiction: IT}                the subject is for this jurisdiction
{locked: true}                    the subject is locked words, or a translation of them
{any: [...]} {all: [...]} {not: {...}}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from approval.subject import Subject

Fact = Literal["tag", "block-tag", "jurisdiction"]
FACTS: tuple[Fact, ...] = get_args(Fact)
_FORMS = (*FACTS, "locked", "any", "all", "not")
_MAX_DEPTH = 10


class ConditionError(ValueError):
    """The data is no condition; the message says what is wrong and what can be written."""


@dataclass(frozen=True)
class Has:
    """The subject has the fact, with this value."""

    fact: Fact
    value: str

    def holds(self, subject: Subject) -> bool:
        facts = {"tag": subject.tags, "block-tag": subject.block_tags, "jurisdiction": subject.jurisdictions}
        return self.value in facts[self.fact]

    def data(self) -> dict[str, object]:
        return {self.fact: self.value}


@dataclass(frozen=True)
class IsLocked:
    """Whether two people are needed for the subject is `value`."""

    value: bool

    def holds(self, subject: Subject) -> bool:
        return subject.needs_two_people is self.value

    def data(self) -> dict[str, object]:
        return {"locked": self.value}


@dataclass(frozen=True)
class Joined:
    """Any, or all, of several conditions hold."""

    how: Literal["any", "all"]
    of: tuple["Condition", ...]

    def holds(self, subject: Subject) -> bool:
        return (any if self.how == "any" else all)(condition.holds(subject) for condition in self.of)

    def data(self) -> dict[str, object]:
        return {self.how: [condition.data() for condition in self.of]}


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    of: "Condition"

    def holds(self, subject: Subject) -> bool:
        return not self.of.holds(subject)

    def data(self) -> dict[str, object]:
        return {"not": self.of.data()}


Condition = Has | IsLocked | Joined | Not


def read_condition(data: object, depth: int = 0) -> Condition:
    """Return the condition that plain `data` says. Raises ConditionError."""
    if not isinstance(data, Mapping) or len(data) != 1:
        raise ConditionError(f"a condition is a mapping with one key of {', '.join(_FORMS)}, not {data!r}")
    if depth > _MAX_DEPTH:
        raise ConditionError(f"the condition is nested more than {_MAX_DEPTH} deep; write it flatter")
    ((form, value),) = data.items()
    if form in ("any", "all"):
        if not isinstance(value, list) or not value:
            raise ConditionError(f"{form!r} takes a list of conditions, not {value!r}")
        return Joined(form, tuple(read_condition(item, depth + 1) for item in value))
    if form == "not":
        return Not(read_condition(value, depth + 1))
    if form == "locked":
        if not isinstance(value, bool):
            raise ConditionError(f"'locked' takes true or false, not {value!r}")
        return IsLocked(value)
    if form not in FACTS:
        raise ConditionError(f"there is no condition {form!r}; there are {', '.join(_FORMS)}")
    if not isinstance(value, str) or not value:
        raise ConditionError(f"{form!r} takes a text, not {value!r}")
    return Has(form, value)
