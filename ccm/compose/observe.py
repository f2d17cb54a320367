"""Watching a program decide, for those who ask which of its conditions were ever exercised.

An observer is given when a program is compiled. Without one the program is the same as if this module did not exist.
"""

from collections.abc import Callable
from typing import Any, Literal, Protocol

Scope = dict[str, Any]
Decide = Callable[[Scope], bool]
Tell = Callable[[bool], None]

Decision = Literal["condition", "otherwise", "rows"]
"""What decides: a condition (it holds or not), an ``otherwise`` (it is taken), a list (it has rows or none)."""


class Observer(Protocol):
    def watch(self, decision: Decision, place: str, expression: str) -> Tell:
        """Something at `place` is going to decide; what is returned is told each outcome."""
        ...


def watched(decide: Decide, observer: Observer | None, place: str, expression: str) -> Decide:
    """`decide`, with each outcome told to `observer`; itself when there is none."""
    if observer is None:
        return decide
    tell = observer.watch("condition", place, expression)

    def decide_and_tell(scope: Scope) -> bool:
        outcome = decide(scope)
        tell(outcome)
        return outcome

    return decide_and_tell


def watched_rows(
    rows: Callable[[Scope], Any], observer: Observer | None, place: str, expression: str
) -> Callable[[Scope], Any]:
    """`rows`, with whether there are any told to `observer`; itself when there is none."""
    if observer is None:
        return rows
    tell = observer.watch("rows", place, expression)

    def rows_and_tell(scope: Scope) -> Any:
        found = rows(scope)
        if type(found) is list:
            tell(bool(found))
        return found

    return rows_and_tell


def watched_otherwise(observer: Observer | None, place: str) -> Decide | None:
    """A condition that always holds and tells so; None, which is no condition, when nobody observes."""
    if observer is None:
        return None
    tell = observer.watch("otherwise", place, "otherwise")

    def taken(_: Scope) -> bool:
        tell(True)
        return True

    return taken
