"""What the static check finds."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a template or block, found without rendering.

    `place` is ``file:line`` where it is known, and else names the template or block and the node; `code` is a
    stable name such as ``unknown-variable``; `message` says what is wrong and what to do.
    """

    severity: Severity
    place: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"


class UnfitExpressionError(ValueError):
    """An expression does not fit the data it is used on. It becomes a Problem of this code where it stands."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)
