"""The report of a job: what came in, what came out, and that the two add up."""

import json
from collections import Counter
from dataclasses import dataclass, field

from ccm.plans.delivered import Row


class CountsError(ValueError):
    """What a job made is not what it counted; the message says which figures differ."""


@dataclass(frozen=True)
class Counts:
    """The records of a job: `input` of them in the data, and what became of each.

    It was `delivered`, or `rejected` with a reason, or `unreadable`. `mended` of those delivered had been rejected or
    unreadable before.
    """

    input: int
    delivered: int
    rejected: int = 0
    unreadable: int = 0
    mended: int = 0


@dataclass
class ChannelTally:
    """What was made of one channel."""

    documents: int = 0
    files: int = 0
    bytes: int = 0
    pages: int = 0
    why: Counter[str] = field(default_factory=Counter)
    last_file: str = ""


class Tally:
    """Counts rows of the index as they come; those of a record, and those of a document, come together."""

    def __init__(self) -> None:
        self.records = 0
        self.channels: dict[str, ChannelTally] = {}
        self._record: object = None
        self._document: object = None

    def add(self, row: Row) -> None:
        record = (row["record"], row["key"])
        channel = self.channels.setdefault(row["channel"], ChannelTally())
        self.records += record != self._record
        if (record, row["channel"]) != self._document:
            channel.documents += 1
            channel.why[row["why"]] += 1
            channel.pages += row.get("pages", 0)
        if row.get("file", "") != channel.last_file:
            channel.files += 1
            channel.last_file = row["file"]
        channel.bytes += row["bytes"]
        self._record, self._document = record, (record, row["channel"])


@dataclass(frozen=True)
class Report:
    """What a job did. `checks` are the sums that must hold, each as (what, one side, the other)."""

    job: str
    plan: str
    counts: Counts
    tally: Tally

    @property
    def checks(self) -> tuple[tuple[str, int, int], ...]:
        counts, tally = self.counts, self.tally
        accounted = counts.delivered + counts.rejected + counts.unreadable
        return (
            ("records in the data = delivered + rejected + unreadable", counts.input, accounted),
            ("records delivered = records in the index", counts.delivered, tally.records),
        )

    def check(self) -> None:
        """Raises CountsError when a sum does not hold."""
        wrong = [f"{what}: {left} is not {right}" for what, left, right in self.checks if left != right]
        if wrong:
            raise CountsError(
                f"job {self.job}: its counts do not add up ({'; '.join(wrong)}); nothing was reported; "
                f"'ccm batch resume {self.job}', and if it stays so, report it as a fault"
            )

    def data(self) -> dict[str, object]:
        """The report as plain data."""
        counts = self.counts
        return {
            "job": self.job,
            "plan": self.plan,
            "records": {
                "input": counts.input,
                "delivered": counts.delivered,
                "rejected": counts.rejected,
                "unreadable": counts.unreadable,
                "mended": counts.mended,
            },
            "channels": {name: _channel(tally) for name, tally in sorted(self.tally.channels.items())},
            "checks": [{"check": what, "left": left, "right": right} for what, left, right in self.checks],
        }

    def json_bytes(self) -> bytes:
        return (json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n").encode()

    def markdown_bytes(self) -> bytes:
        """The report for people."""
        counts = self.counts
        lines = [
            f"# Job {self.job}",
            "",
            "| records | |",
            "| --- | ---: |",
            f"| in the data | {counts.input} |",
            f"| delivered | {counts.delivered} |",
            f"| of these, mended | {counts.mended} |",
            f"| rejected | {counts.rejected} |",
            f"| unreadable | {counts.unreadable} |",
            "",
            "| channel | documents | files | pages | bytes | why |",
            "| --- | ---: | ---: | ---: | ---: | --- |",
        ]
        for name, tally in sorted(self.tally.channels.items()):
            why = ", ".join(f"{reason} {count}" for reason, count in sorted(tally.why.items()))
            lines.append(
                f"| {name} | {tally.documents} | {tally.files} | {tally.pages or ''} | {tally.bytes} | {why} |"
            )
        lines += ["", "What adds up:", ""]
        lines += [f"- {what}: {left} = {right}" for what, left, right in self.checks]
        return ("\n".join(lines) + "\n").encode()


def _channel(tally: ChannelTally) -> dict[str, object]:
    data: dict[str, object] = {"documents": tally.documents, "files": tally.files, "bytes": tally.bytes}
    if tally.pages:
        data["pages"] = tally.pages
    return {**data, "why": dict(sorted(tally.why.items()))}
