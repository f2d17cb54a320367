"""Records rendered once, and handed to a job's writer many times."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ccm.manifest import own_manifest
from ccm.outputs import output_files
from ccm.plans.choice import Choice
from ccm.plans.delivered import Delivered
from ccm.plans.plan import Plan
from ccm.plans.writing import ChunkWriter
from ccm.rendering import Rendered
from ccm.run import draft_rendering

TEMPLATE = "appointment-reminder"


@lru_cache
def rendered(*channels: str) -> tuple[object, Rendered]:
    """A sample of the appointment reminder, and what became of it in these channels."""
    rendering = draft_rendering(Path("nowhere"), TEMPLATE, channels)
    record = next(iter(rendering.release.template.samples.values()))
    return record, rendering.render(record)


def delivered(number: int, key: str, *channels: str, address: tuple[str, ...] | None = None) -> Delivered:
    """The sample as record `number`, under another key, and with another `address` where one is given."""
    record, done = rendered(*channels)
    assert done.ok
    assert done.document is not None
    recipient = done.document.recipient
    if address:
        recipient = replace(recipient, name=address[0], address=address)
    document = replace(done.document, key=key, recipient=recipient)
    own = {**own_manifest(record, done, output_files(record, done)), "record": key}
    return Delivered(number, key, document, done.artifacts, Choice(channels, "asked-for"), own, record)


def written(plan: Plan, records: Iterable[Delivered], number: int = 1) -> ChunkWriter:
    """A chunk with these records in it."""
    writer = ChunkWriter(plan, "job-1", number)
    for record in records:
        writer.add(record)
    return writer
