"""What the check finds: a place, a code that stays, and a sentence that says what to do."""

from dataclasses import asdict, dataclass, field
from typing import Literal

from templates_repo.check.problem import Fix

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something the check found: where, a stable code, and a sentence that says what to do.

    `samples` says in which samples, languages and channels it was seen, when it came from rendering. `context`,
    `locale` and `fix` are for editors, as those of a Problem.
    """

    severity: Severity
    place: str
    code: str
    message: str
    samples: tuple[str, ...] = ()
    context: str = field(default="", compare=False)
    locale: str = field(default="", compare=False)
    fix: Fix | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """One line for people."""
        seen = f" (seen in {_listed(self.samples)})" if self.samples else ""
        return f"{self.place}: {self.message}{seen} [{self.code}]"

    def data(self) -> dict[str, object]:
        """The complaint as plain data, without what is for editors."""
        return {name: value for name, value in asdict(self).items() if name not in ("context", "locale", "fix")}


def _listed(samples: tuple[str, ...]) -> str:
    shown = ", ".join(samples[:3])
    return f"{shown} and {len(samples) - 3} more" if len(samples) > 3 else shown
