"""What a chunk of a job writes: its documents as the plan has them, their manifests, and the rows of the index."""

from collections.abc import Iterator

from ccm.plans.chunk_rows import columns_of, rows_body, rows_name
from ccm.plans.delivered import Delivered, Row
from ccm.plans.json_lines import line_bytes
from ccm.plans.plan import Plan
from ccm.plans.sinks import Object, Sink, sink_for

__all__ = ["ChunkWriter", "Delivered"]


class ChunkWriter:
    """Takes the delivered records of chunk `number`, in their order, and gives the objects they make.

    The same records in the same order give the same objects, names and bytes, so a chunk can be done twice.
    """

    def __init__(self, plan: Plan, job_id: str, number: int) -> None:
        self.plan = plan
        self.job_id = job_id
        self.number = number
        self._sinks: dict[str, Sink] = {}
        self._manifests: list[bytes] = []
        self._rows: list[Row] = []

    def add(self, delivered: Delivered, own_bytes: bytes | None = None) -> None:
        """Take a record that is delivered, whole; `own_bytes` are its own manifest as JSON, where they are known."""
        for channel, artifact in delivered.artifacts.items():
            sink = self._sinks.get(channel)
            if sink is None:
                sink = self._sinks[channel] = sink_for(self.plan.output(channel), channel, self.number)
            self._rows.extend(sink.add(delivered, artifact))
        self._manifests.append(line_bytes(delivered.own_manifest) if own_bytes is None else own_bytes + b"\n")

    def take(self) -> Iterator[tuple[str, bytes]]:
        """Objects that are whole already, each given once: write them between records, and they are not held."""
        for sink in self._sinks.values():
            yield from sink.take()

    def objects(self) -> Iterator[tuple[str, bytes]]:
        """The objects of the chunk that `take` has not given, named below ``<out>/<job>/``; after the last record."""
        for channel in sorted(self._sinks):
            yield from self._sinks[channel].close()
        if self._manifests:
            yield f"manifests/{self.number:06d}.jsonl", b"".join(self._manifests)

    def spool_objects(self) -> Iterator[Object]:
        """What finishing needs of the chunk, named below ``<spool>/<job>/``; after `objects`."""
        for channel in sorted(self._sinks):
            yield from self._sinks[channel].spooled()
        yield rows_name(self.number), rows_body(self._rows, columns_of(self.plan))

    def rows(self) -> list[Row]:
        """The rows of the index: a row for each file that was made of a document."""
        return self._rows
