"""The board of conditions: everything that decides in a communication, how it came out, and what was forced.

A decision is forced by its key, which is the id of the node in the template: ``true`` or ``false`` for the ``if`` of a
node, the number of a branch for a ``choose`` (from 1; 0 for none). What is part of a node has the node's id first: an
item of a list or of facts is ``terms.items.late-fee``, the rows of a table or of a repeat are ``lines.rows``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ccm.compose.observe import Decision, Tell

Forced = Mapping[str, bool | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One line of the board.

    `key` is what forces it, `node` the node of the template that it belongs to. It was `met` so many times, more than
    once in a repeat, and not at all where it stands in what is not shown. `outcome` is how it came out, `own` what the
    data say; both are None where it was not met, where it came out now so and now so, and `own` where the data say
    nothing. Of a choice both are numbers of branches, 0 for none, and `branches` are their conditions in order.
    """

    key: str
    node: str
    kind: Literal["condition", "choice", "rows"]
    expression: str
    met: int
    outcome: bool | int | None
    own: bool | int | None
    forced: bool | int | None
    branches: tuple[str, ...] = ()


@dataclass
class _Point:
    """Something that decides: what it came to, and what the data said, how often."""

    decision: Decision
    expression: str
    forced: bool | None
    used: Counter[bool] = field(default_factory=Counter)
    own: Counter[bool | None] = field(default_factory=Counter)

    def tell(self, outcome: bool | None) -> None:
        self.own[outcome] += 1
        if self.decision == "rows":
            self.used[bool(outcome) and self.forced is not False] += 1
        else:
            self.used[bool(outcome) if self.forced is None else self.forced] += 1


class Board:
    """Observes the rendering of one record, and forces what `forced` says."""

    def __init__(self, forced: Forced) -> None:
        self._forced = forced
        self._points: dict[str, _Point] = {}

    def watch(self, decision: Decision, place: str, expression: str) -> Tell:
        point = _Point(decision, expression, self.forced(decision, place))
        return self._points.setdefault(place, point).tell

    def forced(self, decision: Decision, place: str) -> bool | None:
        """What was asked for: of the decision itself, or of the choice whose branch it is."""
        own = self._forced.get(place)
        if isinstance(own, bool):
            return own
        choice, branch = _branch(place)
        taken = self._forced.get(choice) if branch else None
        return None if taken is None or isinstance(taken, bool) else taken == branch

    def decided(self) -> tuple[Decided, ...]:
        """Every decision of the program, in the order in which they stand."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Decided]:
        choices: dict[str, list[_Point]] = {}
        for place, point in self._points.items():
            choice, branch = _branch(place)
            if branch:
                choices.setdefault(choice, []).append(point)
        for place, point in self._points.items():
            choice, branch = _branch(place)
            if branch == 1:
                yield self._choice(choice, choices[choice])
            elif not branch:
                yield Decided(
                    key=place,
                    node=place.partition(".")[0],
                    kind="rows" if point.decision == "rows" else "condition",
                    expression=point.expression,
                    met=point.used.total(),
                    outcome=_one(point.used),
                    own=_one(point.own),
                    forced=point.forced,
                )

    def _choice(self, choice: str, branches: list[_Point]) -> Decided:
        met = branches[0].used.total()
        used = [point.used[True] for point in branches]
        own = Counter(number for number, point in enumerate(branches, 1) for _ in range(point.own[True]))
        forced = self._forced.get(choice)
        return Decided(
            key=choice,
            node=choice.partition(".")[0],
            kind="choice",
            expression="",
            met=met,
            outcome=_taken(met, used),
            own=_taken(met, [point.own[True] for point in branches]) if forced is None else next(iter(own), None),
            forced=None if isinstance(forced, bool) else forced,
            branches=tuple(point.expression for point in branches),
        )


def _one(outcomes: Mapping[bool, int] | Mapping[bool | None, int]) -> bool | None:
    """The one outcome there was; None when there were none, or several."""
    there = [outcome for outcome, count in outcomes.items() if count]
    return there[0] if len(there) == 1 else None


def _taken(met: int, times: list[int]) -> int | None:
    """The branch that was taken every time, 0 for none of them; None when it was now this one and now that."""
    if not met or sum(times) == 0:
        return 0 if met else None
    return next((number for number, count in enumerate(times, 1) if count == met), None)


def _branch(place: str) -> tuple[str, int]:
    """The choice of which `place` is a branch, and its number; 0 for what is none. Ids begin with a letter."""
    choice, _, number = place.rpartition(".")
    is_branch = number.isdigit() and not choice.startswith("template.")
    return choice, int(number) if is_branch else 0
