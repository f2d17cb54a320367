"""Coverage: which sides of every condition the samples have taken, and which none ever did."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ccm.compose.observe import Decision, Tell

_SIDES: dict[Decision, tuple[tuple[bool, str], ...]] = {
    "condition": ((True, "holds"), (False, "does not hold")),
    "otherwise": ((True, "is taken"),),
    "rows": ((True, "has rows"), (False, "is empty")),
}


@dataclass
class Point:
    """Something that decides, and the samples in which it came out so or so."""

    decision: Decision
    place: str
    expression: str
    taken: dict[bool, set[str]] = field(default_factory=lambda: {True: set(), False: set()})

    @property
    def sides(self) -> tuple[tuple[bool, str], ...]:
        return _SIDES[self.decision]


@dataclass
class Coverage:
    """Observes the programs of one release while `sample` runs; the languages of a release share their points."""

    sample: str = ""
    points: dict[str, Point] = field(default_factory=dict)

    def watch(self, decision: Decision, place: str, expression: str) -> Tell:
        point = self.points.setdefault(place, Point(decision, place, expression))

        def tell(outcome: bool | None) -> None:
            if outcome is not None:
                point.taken[outcome].add(self.sample)

        return tell

    def forced(self, decision: Decision, place: str) -> bool | None:
        """Nothing is: the samples decide."""
        return None

    def never(self, certain: frozenset[str] = frozenset()) -> tuple[tuple[str, str, str], ...]:
        """The sides no sample took: place, expression and side. `certain` are lists that always have rows."""
        return tuple(
            (point.place, point.expression, side)
            for _, point in sorted(self.points.items())
            for outcome, side in point.sides
            if not point.taken[outcome] and (outcome or point.place not in certain)
        )

    def data(self, certain: frozenset[str] = frozenset()) -> list[Mapping[str, object]]:
        """Every point with the samples that took each side, by place; sides that cannot be are left out."""
        return [
            {
                "place": point.place,
                "decision": point.decision,
                "expression": point.expression,
                "sides": {
                    side: sorted(point.taken[outcome])
                    for outcome, side in point.sides
                    if outcome or point.place not in certain
                },
            }
            for _, point in sorted(self.points.items())
        ]
