"""The report of a job: what came in, what came out, and that the two add up."""

import json
from collections import Counter
from dataclasses import asdict, dataclass

from ccm.plans.tally import Tally

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
            "channels": {name: tally.data() for name, tally in sorted(self.tally.channels.items())},
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
