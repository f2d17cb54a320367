"""Verifying the audit log: which rows were altered, removed, inserted or moved, and whether the log was cut.

The log alone shows every change that does not reach its end. Somebody who rewrites the end of it, or all of it,
and computes every hash anew leaves a log that is whole; it is found by a head that was kept elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from approval.audit import GENESIS, AuditEntry, Head

FaultKind = Literal["altered", "removed", "inserted", "reordered", "truncated", "rewritten"]

MAX_FAULTS = 1000
"""Verifying ends after so many faults: a log that is wrong all through is not listed row by row."""

MAX_COMPARED = 100
"""Of so many rows that do not fit their hash it is tried whether they stood elsewhere before."""


@dataclass(frozen=True)
class AuditFault:
    """What is wrong with the rows numbered `first` to `last`, in words in `message`."""

    kind: FaultKind
    first: int
    last: int
    message: str

    def __str__(self) -> str:
        return self.message


def verify(entries: Iterable[AuditEntry], heads: Iterable[Head] = ()) -> tuple[AuditFault, ...]:
    """Return what is wrong with the log, in order of rows; nothing, if it is whole and has every one of `heads`.

    `entries` is read once, in the order of the log, and not kept.
    """
    chain = _Chain(heads)
    for entry, follower in _pairs(entries):
        chain.see(entry, follower)
        if len(chain.faults) >= MAX_FAULTS:
            break
    else:
        chain.end()
    return tuple(sorted(chain.told(), key=lambda fault: fault.first))


def _pairs(entries: Iterable[AuditEntry]) -> Iterator[tuple[AuditEntry, AuditEntry | None]]:
    """Each row with the one after it."""
    rows = iter(entries)
    row = next(rows, None)
    while row is not None:
        follower = next(rows, None)
        yield row, follower
        row = follower


class _Chain:
    """What is known of the log up to the row last seen."""

    def __init__(self, heads: Iterable[Head]) -> None:
        self.expected = 1
        # The hashes that the next row may hold as its `previous`; None after a row that is known to be altered.
        self.links: frozenset[str] | None = frozenset({GENESIS})
        self.faults: list[AuditFault] = []
        self.altered: list[AuditEntry] = []
        self.strays: set[int] = set()
        self.heads: dict[int, set[str]] = {}
        for head in heads:
            self.heads.setdefault(head.sequence, set()).add(head.hash)
        self._meet_heads(0, GENESIS)

    def see(self, entry: AuditEntry, follower: AuditEntry | None) -> None:
        """Take the next row; `follower` comes after it and tells a row too many from rows too few."""
        if entry.computed_hash != entry.hash:
            self._see_altered(entry)
        elif entry.sequence < self.expected:
            self._stray(entry, "inserted", f"row {entry.sequence} is there again, after row {self.expected - 1}")
            self.links = (self.links or frozenset()) | {entry.hash}
        elif entry.sequence > self.expected and follower is not None and self._fits(follower):
            self._stray(entry, "inserted", f"row {entry.sequence} stands before row {self.expected}")
        else:
            self._go_on(entry)

    def _go_on(self, entry: AuditEntry) -> None:
        """A whole row that has its place at or after the expected one."""
        before = entry.sequence - 1
        if entry.sequence > self.expected:
            self._fault("removed", self.expected, before, f"{_rows(self.expected, before)} missing")
        elif self.links is not None and entry.previous not in self.links:
            self._fault(
                "altered",
                before or 1,
                entry.sequence,
                f"row {entry.sequence} was not written after row {before} as that is now: row {before} was altered "
                f"and its hash computed anew, or row {entry.sequence} was"
                if before
                else "row 1 does not begin the log: it was altered and its hash computed anew",
            )
        self._meet_heads(entry.sequence, entry.hash)
        self.expected = entry.sequence + 1
        self.links = frozenset({entry.hash})

    def _see_altered(self, entry: AuditEntry) -> None:
        self._fault("altered", entry.sequence, entry.sequence, f"row {entry.sequence} was altered: its hash is another")
        self.altered.append(entry)
        linked = self.links is not None and entry.previous in self.links
        if linked or entry.sequence == self.expected:
            self.heads.pop(self.expected, None)
            self.expected += 1
            self.links = None

    def _stray(self, entry: AuditEntry, kind: FaultKind, message: str) -> None:
        self.strays.add(entry.sequence)
        self._fault(kind, entry.sequence, entry.sequence, message)

    def _fits(self, entry: AuditEntry) -> bool:
        return entry.sequence == self.expected and (self.links is None or entry.previous in self.links)

    def _meet_heads(self, sequence: int, found: str) -> None:
        for kept in self.heads.pop(sequence, set()) - {found}:
            message = f"the log was rewritten: its row {sequence} is not the one of the head {Head(sequence, kept)}"
            self._fault("rewritten", min(1, sequence), sequence, message)

    def end(self) -> None:
        """No more rows: a head further on was cut off."""
        beyond = max((number for number in self.heads if number >= self.expected), default=0)
        if beyond:
            text = f"the log was truncated: {_rows(self.expected, beyond)} missing, as a head that was kept shows"
            self._fault("truncated", self.expected, beyond, text)

    def _fault(self, kind: FaultKind, first: int, last: int, message: str) -> None:
        self.faults.append(AuditFault(kind, first, last, message))

    def told(self) -> Iterator[AuditFault]:
        """The faults, with rows that were only moved told as such."""
        gaps = [range(fault.first, fault.last + 1) for fault in self.faults if fault.kind == "removed"]
        moved = self._moved(gaps)
        elsewhere = sorted(self.strays | set(moved.values()))
        for fault in self.faults:
            came_from = moved.get(fault.first)
            if fault.kind == "altered" and came_from is not None:
                yield replace(
                    fault, kind="reordered", message=f"row {fault.first} was moved here: it was row {came_from}"
                )
            elif fault.kind == "inserted" and any(fault.first in gap for gap in gaps):
                yield replace(fault, kind="reordered", message=f"{fault.message}: it was moved")
            elif fault.kind == "removed":
                for first, last in _without(fault.first, fault.last, elsewhere):
                    yield replace(fault, first=first, last=last, message=f"{_rows(first, last)} missing")
            else:
                yield fault

    def _moved(self, gaps: list[range]) -> dict[int, int]:
        """The altered rows that fit their hash under another row's number, with that number."""
        rows = self.altered[:MAX_COMPARED]
        numbers = {gap.start for gap in gaps} | {row.sequence + step for row in rows for step in (-1, 0, 1)}
        found: dict[int, int] = {}
        for row in rows:
            for number in numbers:
                if number != row.sequence and replace(row, sequence=number).computed_hash == row.hash:
                    found[row.sequence] = number
        return found


def _without(first: int, last: int, numbers: list[int]) -> Iterator[tuple[int, int]]:
    """What is left of the rows `first` to `last` without the sorted `numbers`, from number to number."""
    for number in numbers:
        if first <= number <= last:
            if number > first:
                yield first, number - 1
            first = number + 1
    if first <= last:
        yield first, last


def _rows(first: int, last: int) -> str:
    return f"row {first} is" if first == last else f"rows {first} to {last} are"
