"""What the static check finds."""

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Fix:
    """What an editor can do about a problem when it is told to.

    ``replace``: in the text or expression, `find` becomes `value`. ``guard``: the node's ``if`` is to hold `value` too.
    ``set``: the node's field `find` becomes `value`, or goes where that is empty. ``translate``: the translation
    becomes `value`, marked fuzzy until somebody has read it.
    """

    kind: Literal["replace", "guard", "set", "translate"]
    find: str
    value: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a template or block, found without rendering.

    `place` is ``file:line`` where it is known, and else names the template or block and the node; `code` is a
    stable name such as ``unknown-variable``; `message` says what is wrong and what to do. For editors, `context` is the
    id of the node and the part of it (``lines.columns.amount.header``), `locale` the translation that is meant, and
    `fix` what can be done about it without thinking.
    """

    severity: Severity
    place: str
    code: str
    message: str
    context: str = field(default="", compare=False)
    locale: str = field(default="", compare=False)
    fix: Fix | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"


class UnfitExpressionError(ValueError):
    """An expression does not fit the data it is used on. It becomes a Problem of this code where it stands."""

    def __init__(self, code: str, message: str, fix: Fix | None = None) -> None:
        self.code = code
        self.fix = fix
        super().__init__(message)
