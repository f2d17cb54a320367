"""Watching a program decide, and deciding for it.

For those who ask which of its conditions were ever exercised, and for those who want to see what would stand there if
one came out otherwise.

An observer is given when a program is compiled. Without one the program is the same as if this module did not exist.
"""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from ccm.binding.evaluate import EvaluationError, Scope

Decide = Callable[[Scope], bool]
Tell = Callable[[bool | None], None]

Decision = Literal["condition", "otherwise", "rows"]
"""What decides: a condition (it holds or not), an ``otherwise`` (it is taken), a list (it has rows or none)."""


class Observer(Protocol):
    def watch(self, decision: Decision, place: str, expression: str) -> Tell:
        """Something at `place` is going to decide; what is returned is told each outcome: what the data say, or None
        where that is forced and they say nothing."""
        ...

    def forced(self, decision: Decision, place: str) -> bool | None:
        """How the decision at `place` comes out whatever the data say; None to leave it to them."""
        ...


def watched(decide: Decide, observer: Observer | None, place: str, expression: str) -> Decide:
    """`decide`, with each outcome told to `observer`; itself when there is none."""
    if observer is None:
        return decide
    tell = observer.watch("condition", place, expression)
    forced = observer.forced("condition", place)

    def decide_and_tell(scope: Scope) -> bool:
        outcome = decide(scope)
        tell(outcome)
        return outcome

    def tell_and_force(scope: Scope) -> bool:
        try:
            tell(decide(scope))
        except EvaluationError:
            tell(None)
        return bool(forced)

    return decide_and_tell if forced is None else tell_and_force


def watched_rows(
    rows: Callable[[Scope], Any], observer: Observer | None, place: str, expression: str
) -> Callable[[Scope], Any]:
    """`rows`, with whether there are any told to `observer`; itself when there is none.

    Forced not to have any, it has none; that it has some cannot be forced.
    """
    if observer is None:
        return rows
    tell = observer.watch("rows", place, expression)
    emptied = observer.forced("rows", place) is False

    def rows_and_tell(scope: Scope) -> Any:
        found = rows(scope)
        if type(found) is list:
            tell(bool(found))
            return [] if emptied else found
        return found

    return rows_and_tell


def watched_otherwise(observer: Observer | None, place: str) -> Decide | None:
    """A condition that always holds and tells so; None, which is no condition, when nobody observes."""
    if observer is None:
        return None
    tell = observer.watch("otherwise", place, "otherwise")
    forced = observer.forced("otherwise", place)

    def taken(_: Scope) -> bool:
        tell(True)
        return forced is not False

    return taken
