"""The report of a job: what came in, what came out, and that the two add up."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field

from ccm.plans.delivered import Row
from ccm.plans.printing import StreamTally

Check = tuple[str, int, int]
"""A sum that must hold: in words, one side, the other."""


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
    """What was made of one channel: `bytes` and `pages` are those of its documents."""

    documents: int = 0
    files: int = 0
    bytes: int = 0
    pages: int = 0
    why: Counter[str] = field(default_factory=Counter)
    last_file: str = ""


class Tally:
    """Counts rows of the index as they come; those of a record, and those of a document, come together.

    `streams` are the print streams that were written; `streamed` are the rows that lead into one, and `pages` theirs.
    """

    def __init__(self) -> None:
        self.records = 0
        self.channels: dict[str, ChannelTally] = {}
        self.streams: list[StreamTally] = []
        self.streamed = 0
        self.sheets = 0
        self.envelopes = 0
        self._record: object = None
        self._document: object = None

    def add_stream(self, stream: StreamTally) -> None:
        """Take a stream."""
        self.channels.setdefault(stream.channel, ChannelTally()).files += 1
        self.streams.append(stream)

    def add(self, row: Row) -> None:
        """Take a row of the index."""
        record = (row["record"], row["key"])
        channel = self.channels.setdefault(row["channel"], ChannelTally())
        self.records += record != self._record
        if (record, row["channel"]) != self._document:
            channel.documents += 1
            channel.why[row["why"]] += 1
            channel.pages += row.get("pages", 0)
        channel.bytes += row["bytes"]
        if "envelope" in row:
            self.streamed += 1
            self.sheets += row["sheets"]
            self.envelopes += row["position"] == 1
        elif row["file"] != channel.last_file:
            channel.files += 1
            channel.last_file = row["file"]
        self._record, self._document = record, (record, row["channel"])


@dataclass(frozen=True)
class Report:
    """What a job did; `plan` is the digest of its plan."""

    job: str
    plan: str
    counts: Counts
    tally: Tally

    @property
    def checks(self) -> tuple[Check, ...]:
        """The sums that must hold."""
        counts, tally = self.counts, self.tally
        accounted = counts.delivered + counts.rejected + counts.unreadable
        checks: tuple[Check, ...] = (
            ("records in the data = delivered + rejected + unreadable", counts.input, accounted),
            ("records delivered = records in the index", counts.delivered, tally.records),
        )
        if not tally.streams:
            return checks
        return (
            *checks,
            ("documents in print streams = those in the index", self._streams("documents"), tally.streamed),
            ("sheets in print streams = those in the index", self._streams("sheets"), tally.sheets),
            ("envelopes of print streams = those in the index", self._streams("envelopes"), tally.envelopes),
        )

    def check(self) -> None:
        """Raises CountsError when a sum does not hold."""
        wrong = [f"{what}: {left} is not {right}" for what, left, right in self.checks if left != right]
        if wrong:
            raise CountsError(
                f"job {self.job}: its counts do not add up ({'; '.join(wrong)}); nothing was reported; "
                f"'ccm batch resume {self.job}', and if it stays so, report it as a fault"
            )

    @property
    def weights(self) -> Counter[str]:
        """How many envelopes there are of each weight class."""
        return sum((stream.weights for stream in self.tally.streams), Counter())

    def data(self) -> dict[str, object]:
        """The report as plain data."""
        data: dict[str, object] = {
            "job": self.job,
            "plan": self.plan,
            "records": asdict(self.counts),
            "channels": {name: _channel(tally) for name, tally in sorted(self.tally.channels.items())},
        }
        if self.tally.streams:
            data["print"] = {
                **{name: self._streams(name) for name in ("documents", "envelopes", "shared", "sheets", "pages")},
                "weights": dict(sorted(self.weights.items())),
                "streams": [
                    {**vars(stream), "weights": dict(sorted(stream.weights.items()))} for stream in self.tally.streams
                ],
            }
        data["checks"] = [{"check": what, "left": left, "right": right} for what, left, right in self.checks]
        return data

    def json_bytes(self) -> bytes:
        """``report.json``."""
        return (json.dumps(self.data(), ensure_ascii=False, indent=2) + "\n").encode()

    def _streams(self, name: str) -> int:
        return sum(getattr(stream, name) for stream in self.tally.streams)


def _channel(tally: ChannelTally) -> dict[str, object]:
    data: dict[str, object] = {"documents": tally.documents, "files": tally.files, "bytes": tally.bytes}
    if tally.pages:
        data["pages"] = tally.pages
    return {**data, "why": dict(sorted(tally.why.items()))}
