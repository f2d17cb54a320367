"""What was made, counted as it is made, chunk by chunk."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ccm.plans.delivered import Row
from ccm.plans.printing import StreamTally


@dataclass
class ChannelTally:
    """What was made of one channel: `bytes` and `pages` are those of its documents."""

    documents: int = 0
    files: int = 0
    bytes: int = 0
    pages: int = 0
    why: Counter[str] = field(default_factory=Counter)
    last_file: str = ""

    def data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"documents": self.documents, "files": self.files, "bytes": self.bytes}
        if self.pages:
            data["pages"] = self.pages
        return {**data, "why": dict(sorted(self.why.items()))}

    def add(self, other: Mapping[str, Any]) -> None:
        """Take what another has counted, as `data` says it."""
        self.documents += other["documents"]
        self.files += other["files"]
        self.bytes += other["bytes"]
        self.pages += other.get("pages", 0)
        self.why.update(other["why"])


class Tally:
    """Counts rows of the index as they come; those of a record, and those of a document, come together.

    `streams` are the print streams that were written; `streamed`, `sheets` and `envelopes` count the rows that lead
    into one.
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

    def channel(self, name: str) -> ChannelTally:
        found = self.channels.get(name)
        if found is None:
            found = self.channels[name] = ChannelTally()
        return found

    def add(self, row: Row) -> None:
        """Take a row of the index."""
        record = row["record"]
        document = (record, row["channel"])
        channel = self.channel(row["channel"])
        if record != self._record:
            self.records += 1
            self._record = record
        if document != self._document:
            channel.documents += 1
            channel.why[row["why"]] += 1
            channel.pages += row.get("pages", 0)
            self._document = document
        channel.bytes += row["bytes"]
        if "envelope" in row:
            self.streamed += 1
            self.sheets += row["sheets"]
            self.envelopes += row["position"] == 1
        elif row["file"] != channel.last_file:
            channel.files += 1
            channel.last_file = row["file"]

    def add_stream(self, stream: StreamTally) -> None:
        """Take a print stream."""
        self.channel(stream.channel).files += 1
        self.streams.append(stream)

    def data(self) -> dict[str, Any]:
        """What was counted of rows that lead into no print stream, as `add_counted` takes it."""
        channels = {name: channel.data() for name, channel in sorted(self.channels.items())}
        return {"records": self.records, "channels": channels}

    def add_counted(self, other: Mapping[str, Any]) -> None:
        """Take what was counted elsewhere, of records that are not counted here."""
        self.records += other["records"]
        for name, channel in other["channels"].items():
            self.channel(name).add(channel)
