"""One staged record rendered: delivered in the channels chosen for it, or rejected with the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ccm.jobs.prepared import Prepared
from ccm.jobs.staged import StagedRecord
from ccm.manifest import own_manifest
from ccm.outputs import OutputError, output_files
from ccm.plans.choice import NoChannelError, choice_of
from ccm.plans.delivered import Delivered, refusals
from ccm.record_file import source_record_digest
from ccm.rendering import Rendered

MAX_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Reject:
    """A record that is not delivered, and why: each fault as (channel, path, reason), "" where there is none."""

    record: StagedRecord
    faults: tuple[tuple[str, str, str], ...]

    def data(self) -> dict[str, Any]:
        """The line of ``rejects.jsonl``: the first fault, and beside it the others, where there are some."""
        (channel, path, reason), *others = self.faults
        line: dict[str, Any] = {
            "record": self.record.number, "key": self.record.key, "where": self.record.where,
            "channel": channel, "path": path, "reason": reason,
        }  # fmt: skip
        if others:
            line["others"] = [dict(zip(("channel", "path", "reason"), one, strict=True)) for one in others[:MAX_FAULTS]]
        return line


def render_record(prepared: Prepared, record: StagedRecord) -> Delivered | Reject:
    """Render `record` in the first set of channels that works whole; all of it is delivered, or nothing."""
    try:
        attempts = prepared.chooser.attempts(record.data)
    except NoChannelError as error:
        return Reject(record, (("", error.path, error.reason),))
    for attempt in attempts:
        rendered = prepared.rendering.render(record.data, prepared.spec.locale, attempt.channels)
        if rendered.ok:
            break
        if rendered.document is None:
            return Reject(record, tuple(_faults(rendered)))
    if not rendered.ok:
        return Reject(record, tuple(_faults(rendered)))
    if refused := tuple((channel, "", reason) for channel, reason in refusals(prepared.plan, rendered.artifacts)):
        return Reject(record, refused)
    if rendered.key != record.key:
        reason = (
            f"the document has the key {rendered.key!r}, and the data gave {record.key!r} when it was looked at for "
            "records of one key; make the template's key a datum of the record"
        )
        return Reject(record, (("", "key", reason),))
    try:
        files = output_files(record.data, rendered, record.body)
    except OutputError as error:
        return Reject(record, (("", "", str(error)),))
    choice = choice_of(attempt)
    own = own_manifest(record.data, rendered, files, choice.data(), source_record_digest(record.data))
    assert rendered.document is not None  # noqa: S101 - it is ok
    return Delivered(record.number, rendered.key, rendered.document, rendered.artifacts, choice, own, record.data)


def _faults(rendered: Rendered) -> Iterator[tuple[str, str, str]]:
    for path, message in rendered.faults:
        yield "", path, message
    for channel, findings in rendered.failures.items():
        for finding in findings:
            if finding.severity == "error":
                yield channel, finding.path, finding.message
