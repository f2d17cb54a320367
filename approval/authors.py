"""Authors: who changed a subject since its last approval, and so never approves it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One saved change to a subject's draft; `number` counts the changes of that subject from 1."""

    number: int
    person: str


def authors_since(changes: Iterable[Change], approved: int = 0) -> frozenset[str]:
    """Who made any of `changes` after the one numbered `approved`, the last that an approval covered (0: none was).

    A change that was undone later counts all the same.
    """
    return frozenset(change.person for change in changes if change.number > approved)
