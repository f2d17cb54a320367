"""What was done, as the audit log and the other tables both tell it, and where the two differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from approval.audit import AuditEntry


class Told(NamedTuple):
    """Something that somebody did: `what` in words, `digest` that of what it was done to, "" where it has none."""

    what: str
    who: str
    at: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.what} by {self.who}, {self.at[:16].replace('T', ' ')} UTC"


def logged(entry: AuditEntry, what: str) -> Told:
    """A row of the log, as what was done in it."""
    return Told(what, entry.who, entry.at, entry.digest or "")


def differences(log: Iterable[Told], stored: Iterable[Told], place: str) -> Iterator[str]:
    """Say what only the log tells of, and what only the tables of `place` do."""
    told, held = Counter(log), Counter(stored)
    for one in sorted(told - held):
        yield f"{one}: it is in the audit log, and not in {place}"
    for one in sorted(held - told):
        yield f"{one}: it is in {place}, and not in the audit log"
