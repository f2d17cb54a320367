"""What a job hands over for a record, and what is kept of each of its documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ccm.plans.choice import Choice
from ccm.plans.plan import Plan
from content_blocks.document import Document
from renderers.base import Artifact, Part

Row = dict[str, Any]
"""A row of the index: a file that was made of one document."""

_MESSAGE = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A record that was rendered in every channel chosen for it: the `number`-th record of the data.

    `own_manifest` is the record's own part of its manifest (`ccm.manifest.own_manifest`).
    """

    number: int
    key: str
    document: Document
    artifacts: Mapping[str, Artifact]
    choice: Choice
    own_manifest: Mapping[str, Any]
    record: object


def delivered_parts(artifact: Artifact) -> tuple[Part, ...]:
    """The parts of an artifact that are delivered: of a mail the message alone, which holds its other parts."""
    if len(artifact.parts) == 1:
        return artifact.parts
    messages = tuple(part for part in artifact.parts if part.media_type == _MESSAGE)
    return messages or artifact.parts


def refusals(plan: Plan, artifacts: Mapping[str, Artifact]) -> Iterator[tuple[str, str]]:
    """The channels of a record whose documents the plan cannot take, each with the reason as a sentence.

    A letter too long for a print stream is found here, while its record can still be rejected.
    """
    for channel, artifact in artifacts.items():
        output = plan.output(channel)
        if output.kind == "print":
            reason = output.refusal(int(dict(artifact.facts).get("pages", 0)))
            if reason:
                yield channel, reason


def index_row(delivered: Delivered, artifact: Artifact, part: Part) -> Row:
    """The row of a part, without its file. The digest is the one that the manifest has."""
    output = delivered.own_manifest["outputs"][part.name]
    row = {
        "record": delivered.number,
        "key": delivered.key,
        "channel": artifact.channel,
        "why": delivered.choice.why,
        "digest": output["digest"],
        "bytes": output["bytes"],
    }
    for name, value in artifact.facts:
        if name == "pages":
            row["pages"] = value
    return row
